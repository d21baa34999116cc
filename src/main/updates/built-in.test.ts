import { expect, test } from 'vitest';
import { builtInFrom, kindHere } from './built-in.ts';

test('keys and address are those of the package’s own description; anything else is none', () => {
  const updates = { keys: ['a', 5, 'b'], feed: 'https://updates.example.com' };
  expect(builtInFrom({ updates })).toEqual({ keys: ['a', 'b'], feed: 'https://updates.example.com' });
  for (const given of [null, {}, { updates: null }, { updates: { keys: 'a', feed: '' } }]) {
    expect(builtInFrom(given)).toEqual({ keys: [], feed: null });
  }
});

test.each<[string, NodeJS.Platform, string, Record<string, string>, readonly string[]]>([
  ['zip', 'darwin', '/Applications/Yingke.app/Contents/MacOS/Yingke', {}, []],
  ['AppImage', 'linux', '/tmp/.mount_x/yingke-desk', { APPIMAGE: '/home/a/yingke.AppImage' }, []],
  ['deb', 'linux', '/opt/Yingke/yingke-desk', {}, ['/var/lib/dpkg/info/yingke-desk.list', '/var/lib/rpm']],
  ['rpm', 'linux', '/opt/Yingke/yingke-desk', {}, ['/var/lib/rpm']],
  ['rpm', 'linux', '/opt/Yingke/yingke-desk', {}, ['/usr/lib/sysimage/rpm']],
  // Unpacked by hand, on a machine that has a package of it too.
  ['tar.gz', 'linux', '/home/a/yingke/yingke-desk', {}, ['/var/lib/dpkg/info/yingke-desk.list']],
  ['tar.gz', 'linux', '/opt/Yingke/yingke-desk', {}, []],
])('a desk knows how it came: %s', (kind, platform, program, env, files) => {
  expect(kindHere(platform, program, env, (file) => files.includes(file))).toBe(kind);
});

test('on Windows what uninstalls it tells NSIS from MSI', () => {
  const there = (file: string) => file.endsWith('Uninstall Yingke.exe');
  expect(kindHere('win32', '/c/Yingke/Yingke.exe', {}, there)).toBe('nsis');
  expect(kindHere('win32', '/c/Yingke/Yingke.exe', {}, () => false)).toBe('msi');
});

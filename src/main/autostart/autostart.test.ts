import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findProgram } from '../alerts/programs.ts';
import { byRule } from './autostart.ts';
import { entryFor, entryName, execOf } from './desktop-entry.ts';
import { autostartFolder, linuxAutostart } from './linux.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'yingke-autostart-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const command = ['/opt/Yingke/yingke-desk', '--hidden'];
const file = () => join(autostartFolder({ HOME: home }), entryName);

test('it is a file of the person: written, read back, and gone again', () => {
  const autostart = linuxAutostart(autostartFolder({ HOME: home }), command);
  expect(autostart.state()).toBe('off');
  autostart.set(true);
  expect(autostart.state()).toBe('on');
  expect(readFileSync(file(), 'utf8')).toContain('\nExec=/opt/Yingke/yingke-desk --hidden\n');
  autostart.set(true);
  autostart.set(false);
  autostart.set(false);
  expect(existsSync(file())).toBe(false);
});

test('where the desktop keeps its files elsewhere, it is there; a relative path is none', () => {
  expect(autostartFolder({ HOME: '/h', XDG_CONFIG_HOME: '/c' })).toBe('/c/autostart');
  for (const none of [undefined, '', 'c'])
    expect(autostartFolder({ HOME: '/h', XDG_CONFIG_HOME: none })).toBe('/h/.config/autostart');
});

test('what somebody has changed by the system’s own settings counts', () => {
  const autostart = linuxAutostart(autostartFolder({ HOME: home }), command);
  autostart.set(true);
  const text = readFileSync(file(), 'utf8');
  for (const off of [
    text.replace('enabled=true', 'enabled=false'),
    `${text}Hidden=true\n`,
    '',
    '[Other]\nExec=x\n',
  ]) {
    writeFileSync(file(), off);
    expect(autostart.state()).toBe('off');
  }
  writeFileSync(file(), text.replace('/opt/Yingke/', '/home/me/Yingke/'));
  expect(autostart.state()).toBe('other');
});

const hostilePaths = [
  '/opt/My Desk/yingke',
  '/opt/a"b/yingke',
  '/opt/a\\b/yingke',
  '/opt/$HOME/`id`/yingke',
  '/opt/100%f/yingke',
  '/opt/迎客/yingke',
  "/opt/it's/yingke;id",
];
test.each(hostilePaths)('a program at %s is named so that the desktop starts it and nothing else', (path) => {
  const exec = execOf([path, '--hidden', '']) ?? '';
  expect(parsed(exec)).toEqual([path, '--hidden', '']);
});

test('what no desktop could start is not written', () => {
  expect(execOf(['/opt/a\nExec=evil'])).toBe(null);
  expect(entryFor(['/opt/a\u0000'])).toBe(null);
});

const validator = findProgram('desktop-file-validate');
test.skipIf(validator === null)('the file is valid by desktop-file-validate', () => {
  for (const path of ['/opt/Yingke/yingke-desk', ...hostilePaths]) {
    const at = join(home, entryName);
    writeFileSync(at, entryFor([path, '--hidden']) ?? '');
    expect(execFileSync(validator ?? '', [at], { encoding: 'utf8' })).toBe('');
  }
});

test('an enforced rule is put right at each start; a recommended one counts once, until somebody has said something', () => {
  const found = (state: 'on' | 'off' | 'other', isSaid: boolean) => ({
    state: () => state,
    isSaid: () => isSaid,
  });
  expect(byRule(undefined, false, false, found('off', false))).toBe(null);
  expect(byRule(true, true, true, found('off', true))).toBe(true);
  expect(byRule(true, true, false, found('other', true))).toBe(true);
  expect(byRule(true, true, false, found('on', true))).toBe(null);
  expect(byRule(false, true, true, found('on', true))).toBe(false);
  expect(byRule(true, false, false, found('off', false))).toBe(true);
  expect(byRule(true, false, true, found('off', false))).toBe(null);
  expect(byRule(true, false, false, found('off', true))).toBe(null);
  expect(byRule(false, false, false, found('on', true))).toBe(null);
});

/** As the specification reads it: first the escapes of any text, then the quotes, then the field codes. */
function parsed(exec: string): string[] {
  const text = exec.replaceAll(/\\([\\sntr])/g, (_, c) => (c === '\\' ? '\\' : ' '));
  const words: string[] = [];
  for (const match of text.matchAll(/"((?:[^"\\`$]|\\["`$\\])*)"|([^\s"]+)/g))
    words.push(
      (match[1]?.replaceAll(/\\(["`$\\])/g, '$1') ?? match[2] ?? '').replaceAll(/%(.)/g, (_, code) =>
        code === '%' ? '%' : '',
      ),
    );
  return words;
}

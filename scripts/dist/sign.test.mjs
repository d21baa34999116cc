import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inRoot, node24 } from '../setup/places.mjs';
import { which } from '../setup/system.mjs';
import { readFpm } from './fpm-read.mjs';
import { signPackages } from './sign-linux.mjs';
import { namesPublisher } from './signing.mjs';

/** @type {string} */
let folder;
/** @type {string} */
let key;
// Without one: to harden a passphrase takes gpg half a minute on a busy machine.
const passphrase = '';

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'yingke-sign-'));
  if (which('gpg') === undefined) return;
  const home = path.join(folder, 'home');
  mkdirSync(home, { mode: 0o700 });
  const gpg = (/** @type {string[]} */ ...args) =>
    execFileSync(
      'gpg',
      ['--homedir', home, '--batch', '--pinentry-mode', 'loopback', '--passphrase', passphrase, ...args],
      {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
  gpg('--quick-gen-key', 'Yingke test <test@yingke.example>', 'ed25519', 'sign', '1d');
  key = gpg('--armor', '--export-secret-keys');
  spawnSync('gpgconf', ['--homedir', home, '--kill', 'all'], { stdio: 'ignore' });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

/** The package of one file that electron-builder's fpm would be asked for. @param {'deb' | 'rpm'} target */
function smallPackage(target) {
  const file = path.join(folder, `small.${target}`);
  const tree = path.join(folder, 'tree');
  mkdirSync(path.join(tree, 'sub'), { recursive: true });
  writeFileSync(path.join(tree, 'sub', 'program'), '#!/bin/sh\n', { mode: 0o700 });
  writeFileSync(path.join(folder, 'after.sh'), '#!/bin/bash\necho "100% done"\n');
  const args = [
    ...['-s', 'dir', '--force', '-t', target, '-d', 'bash', '--architecture', 'amd64'],
    ...[
      '--after-install',
      path.join(folder, 'after.sh'),
      '--description',
      ' Small\n Small one',
      '--version',
      '1.2.3',
    ],
    ...[
      '--package',
      file,
      '--name',
      'yingke-small',
      '--maintainer',
      'Yingke <t@yingke.example>',
      '--license',
      'MIT',
    ],
    `${tree}/=/opt/Yingke`,
  ];
  execFileSync(node24, [inRoot('scripts', 'dist', 'fpm.mjs'), ...args]);
  return file;
}

/** What somebody who has the public key alone is told. @param {string} file */
function verify(file) {
  const home = mkdtempSync(path.join(folder, 'reader-'));
  const gpg = (/** @type {string[]} */ ...args) =>
    spawnSync('gpg', ['--homedir', home, '--batch', ...args], { encoding: 'utf8' }).status;
  gpg('--import', path.join(folder, 'signing-key.asc'));
  return gpg('--verify', `${file}.asc`, file);
}

describe.skipIf(which('dpkg-deb') === undefined)('a deb by the system’s own tool', () => {
  it('has owner, modes, sums and scripts as they should be', () => {
    const file = smallPackage('deb');
    const read = (/** @type {string} */ how) => execFileSync('dpkg-deb', [how, file], { encoding: 'utf8' });
    expect(read('--contents')).toMatch(/^-rwxr-xr-x root\/root .* \.\/opt\/Yingke\/sub\/program$/m);
    expect(read('--field')).toMatch(/^Depends: bash$/m);
    expect(read('--field')).toMatch(/^Description: Small$/m);
    const control = path.join(folder, 'control');
    execFileSync('dpkg-deb', ['--control', file, control]);
    expect(readFileSync(path.join(control, 'md5sums'), 'utf8')).toMatch(
      /^[0-9a-f]{32} {2}opt\/Yingke\/sub\/program$/m,
    );
    expect(readFileSync(path.join(control, 'postinst'), 'utf8')).toContain('100% done');
  });
});

describe.skipIf(which('gpg') === undefined || which('rpmbuild') === undefined)('signatures', () => {
  it('are taken from who has the public key, beside and inside; a changed byte is not', async () => {
    const rpm = smallPackage('rpm');
    const other = path.join(folder, 'other.tar.gz');
    writeFileSync(other, 'an archive');
    const made = await signPackages([rpm, other], { key, passphrase });
    expect(made.map((name) => path.basename(name)).sort()).toEqual([
      'SHA256SUMS',
      'SHA256SUMS.asc',
      'other.tar.gz.asc',
      'signing-key.asc',
      'small.rpm.asc',
    ]);
    for (const file of [rpm, other, path.join(folder, 'SHA256SUMS')]) expect(verify(file), file).toBe(0);
    execFileSync('sha256sum', ['--check', '--quiet', 'SHA256SUMS'], { cwd: folder });

    const database = path.join(folder, 'rpmdb');
    const rpmTool = (/** @type {string[]} */ ...args) =>
      spawnSync('rpm', ['--dbpath', database, ...args], { encoding: 'utf8' });
    rpmTool('--initdb');
    rpmTool('--import', path.join(folder, 'signing-key.asc'));
    const checked = rpmTool('--checksig', '--verbose', rpm);
    expect(checked.stdout).toMatch(/Header V4 EdDSA\/SHA\d+ Signature, key ID [0-9a-f]+: OK/);
    expect(rpmTool('-qp', '--qf', '%{ARCH} %{NAME} %{VERSION}', rpm).stdout).toBe(
      'x86_64 yingke-small 1.2.3',
    );
    expect(rpmTool('-qp', '--scripts', rpm).stdout).toContain('100% done');

    const bytes = readFileSync(rpm);
    bytes[bytes.length - 20] = (bytes[bytes.length - 20] ?? 0) ^ 1;
    writeFileSync(rpm, bytes);
    expect(verify(rpm)).not.toBe(0);
    expect(rpmTool('--checksig', rpm).status).not.toBe(0);
  });

  it('are not made with what is no private key, and that is said', async () => {
    const file = path.join(folder, 'third.tar.gz');
    writeFileSync(file, 'an archive');
    await expect(signPackages([file], { key: 'no key', passphrase })).rejects.toThrow('gpg could not sign');
    const publicOnly = readFileSync(path.join(folder, 'signing-key.asc'), 'utf8');
    await expect(signPackages([file], { key: publicOnly, passphrase })).rejects.toThrow('no private key');
  });
});

describe('fpm’s words', () => {
  it('that are not known are refused: a package must not lack what was asked for', () => {
    const base = ['-t', 'deb', '--package', 'p', '--name', 'n', '--version', '1', '--architecture', 'amd64'];
    expect(readFpm([...base, 'a=b=/opt/c'])).toMatchObject({ files: [{ from: 'a=b', to: '/opt/c' }] });
    expect(() => readFpm([...base, '--conflicts', 'x'])).toThrow('--conflicts');
    expect(() => readFpm(['-t', 'pacman'])).toThrow('pacman');
    expect(() => readFpm(['-t', 'deb'])).toThrow('--package');
  });
});

describe('the publisher in what an update is checked with', () => {
  it('is ours alone', () => {
    expect(namesPublisher('provider: generic\npublisherName:\n  - Yingke\nurl: x\n')).toBe(true);
    expect(namesPublisher("publisherName: 'Yingke'")).toBe(true);
    expect(namesPublisher('provider: generic\nurl: x\n')).toBe(false);
    expect(namesPublisher('publisherName:\n  - Yingke\n  - Somebody\n')).toBe(false);
    expect(namesPublisher('publisherName:\n  - Somebody\n')).toBe(false);
    expect(namesPublisher('publisherName:\nurl: Yingke\n')).toBe(false);
  });
});

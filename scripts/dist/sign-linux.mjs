import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Problem } from '../lib/problem.mjs';
import { which } from '../setup/system.mjs';

/**
 * Signatures of the packages for Linux. Each has one beside it (.asc), all are named with their sums in SHA256SUMS, which
 * is signed too; an rpm has one inside as well, because that is where dnf and zypper look. The key comes by the
 * environment, lives in a folder of its own for as long as this takes, and is in no process's arguments.
 */

/**
 * @param {readonly string[]} files
 * @param {{ key: string, passphrase: string }} secret key: armored
 * @returns {Promise<string[]>} what was made
 */
export async function signPackages(files, { key, passphrase }) {
  const home = mkdtempSync(path.join(os.tmpdir(), 'yingke-gpg-'));
  try {
    const gpg = keyring(home, passphrase);
    gpg(['--import'], key);
    const id = /^fpr:+([0-9A-F]+):/m.exec(gpg(['--list-secret-keys', '--with-colons']))?.[1];
    if (id === undefined) throw new Problem('YINGKE_GPG_KEY holds no private key.');
    for (const file of files) if (file.endsWith('.rpm')) signInside(file, id, home);
    const folder = path.dirname(files[0] ?? '');
    const sums = path.join(folder, 'SHA256SUMS');
    const lines = [];
    for (const file of files) lines.push(`${await sumOf(file)}  ${path.basename(file)}\n`);
    writeFileSync(sums, lines.join(''));
    const made = [sums];
    for (const file of [...files, sums]) {
      const signature = `${file}.asc`;
      rmSync(signature, { force: true });
      gpg(['--local-user', id, '--armor', '--output', signature, '--detach-sign', file]);
      // By what will be read, not by what was said while it was made.
      gpg(['--verify', signature, file]);
      made.push(signature);
    }
    const publicKey = path.join(folder, 'signing-key.asc');
    writeFileSync(publicKey, gpg(['--armor', '--export', id]));
    return [...made, publicKey];
  } finally {
    spawnSync('gpgconf', ['--homedir', home, '--kill', 'all'], { stdio: 'ignore' });
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * gpg on a keyring of its own.
 * @param {string} home @param {string} passphrase
 * @returns {(args: readonly string[], input?: string) => string}
 */
function keyring(home, passphrase) {
  const secret = path.join(home, 'passphrase');
  writeFileSync(secret, passphrase, { mode: 0o600 });
  writeFileSync(path.join(home, 'gpg.conf'), `pinentry-mode loopback\npassphrase-file ${secret}\n`);
  return (args, input = '') => {
    const options = ['--homedir', home, '--batch', '--yes', '--no-tty', ...args];
    const { status, stdout, stderr, error } = spawnSync('gpg', options, { input, encoding: 'utf8' });
    if (status === 0) return stdout;
    throw new Problem('gpg could not sign the packages.', { details: error?.message ?? stderr });
  };
}

/** @param {string} file @param {string} id @param {string} home */
function signInside(file, id, home) {
  if (which('rpmsign') === undefined) {
    throw new Problem('An rpm is signed by rpmsign, which is not installed.', {
      advice: 'Debian has it in the package rpm.',
    });
  }
  const macros = [`_gpg_name ${id}`, `_gpg_path ${home}`, `__gpg ${which('gpg') ?? 'gpg'}`];
  const args = [...macros.flatMap((macro) => ['--define', macro]), '--addsign', file];
  const { status, stderr, stdout } = spawnSync('rpmsign', args, {
    encoding: 'utf8',
    env: { ...process.env, GNUPGHOME: home },
  });
  if (status !== 0) throw new Problem('rpmsign could not sign.', { details: stdout + stderr });
}

/** @param {string} file */
async function sumOf(file) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

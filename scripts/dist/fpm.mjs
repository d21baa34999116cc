#!/usr/bin/env node
/**
 * What electron-builder asks of `fpm`, by the system's own `dpkg-deb` and `rpmbuild`. It is handed over as CUSTOM_FPM_PATH
 * where those are at hand, so that nothing has to be fetched to build a package for Linux.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { control, installedSize, lay, rpmSpec } from './fpm-parts.mjs';
import { readFpm } from './fpm-read.mjs';

const work = mkdtempSync(path.join(os.tmpdir(), 'yingke-fpm-'));
try {
  build(readFpm(process.argv.slice(2)));
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** @param {import('./fpm-read.mjs').Asked} asked */
function build(asked) {
  const tree = path.join(work, 'root');
  lay(tree, asked.files);
  if (asked.target === 'deb') {
    control(tree, asked, installedSize(tree));
    // zst is asked for where time counts more than size.
    const how = asked.compression === 'zst' ? ['-Zzstd'] : ['-Zxz'];
    run('dpkg-deb', ['--root-owner-group', ...how, '--build', tree, asked.package]);
    return;
  }
  const spec = rpmSpec(work, tree, asked);
  run('rpmbuild', ['-bb', '--target', asked.architecture, '--buildroot', path.join(work, 'build'), spec]);
}

/** @param {string} command @param {readonly string[]} args */
function run(command, args) {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
}

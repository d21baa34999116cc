import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { inRoot } from '../setup/places.mjs';
import { packedModules } from './modules.mjs';
import { fuses, product } from './product.mjs';

/**
 * What is in a package that was built, held against what may be in it: an archive of the app, the runtime, and none of
 * what only those who build it need.
 */

const require = createRequire(import.meta.url);

/** Folder of the packed app with its runtime. @param {string} unpacked e.g. dist/linux-unpacked */
export const archiveOf = (unpacked) => path.join(unpacked, 'resources', 'app.asar');

/** @param {string} archive @returns {string[]} files in it, with slashes, without the first */
export function filesInside(archive) {
  /** @type {typeof import('@electron/asar')} */
  const asar = require('@electron/asar');
  return asar
    .listPackage(archive, { isPack: false })
    .map((name) => name.replaceAll('\\', '/').slice(1))
    .filter((name) => /\.[^/]*$|\/LICENSE$/i.test(name));
}

/** What must be there: the programs, the page, the widget, the demo shop, and the modules that are loaded by name. */
const needed = [
  'package.json',
  'out/main/index.js',
  'out/main/hub.js',
  'out/main/cache-worker.js',
  'out/main/sqlite-thread.js',
  'out/main/report-thread.js',
  'out/main/image-thread.js',
  'out/preload/index.cjs',
  'out/renderer/index.html',
  'out/widget/widget.js',
  'resources/icon.png',
  'resources/demo-shop/index.html',
];

/** What has no place in it, by its name. */
const unwanted = [
  /\.map$/,
  /\.[cm]?tsx?$/,
  /\.(po|md|markdown|gyp|c|cc|cpp|h|hpp)$/,
  /(^|\/)(test|tests|__tests__|docs?|examples?|benchmarks?|coverage)\//,
  /\.test\.[cm]?js$/,
  /^(src|scripts|test|docs|build|dist)\//,
  /^out\/\./,
  /(^|\/)(electron-loader|playwright|vitest|vite|typescript|biome)/,
  /(^|\/)\.(git|env)/,
];

/** @param {readonly string[]} files @returns {string[]} complaints */
export function faultsInside(files) {
  const all = new Set(files);
  const { packed } = packedModules();
  const modules = new Set(
    files.flatMap((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []),
  );
  return [
    ...needed.filter((name) => !all.has(name)).map((name) => `${name} is missing`),
    ...files
      .filter((name) => unwanted.some((pattern) => pattern.test(name)))
      .map((name) => `${name} has no place here`),
    ...[...modules].filter((name) => !packed.includes(name)).map((name) => `${name} is loaded by nobody`),
  ];
}

/** Beside the archive: native modules, and of Chromium's texts those of our languages. @param {string} unpacked */
export function faultsBeside(unpacked) {
  const complaints = [];
  const resources = path.join(unpacked, 'resources');
  for (const name of ['app', 'default_app.asar']) {
    if (existsSync(path.join(resources, name))) complaints.push(`resources/${name} would be started too`);
  }
  const languages = readdirSync(path.join(unpacked, 'locales')).sort();
  if (languages.join() !== product.locales.map((name) => `${name}.pak`).join()) {
    complaints.push(`locales are ${languages.join(', ')}`);
  }
  const native = nativeIn(path.join(resources, 'app.asar.unpacked'));
  for (const name of ['better-sqlite3', '@node-rs/argon2']) {
    if (!native.some((file) => file.includes(name))) complaints.push(`${name} is not unpacked`);
  }
  return complaints;
}

/** @param {string} folder @returns {string[]} */
function nativeIn(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => String(name).replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.node') && statSync(path.join(folder, name)).isFile());
}

/**
 * The fuses of a runtime, by their names in `product.mjs`.
 * @param {string} program
 * @returns {Promise<Record<string, boolean>>}
 */
export async function readFuses(program) {
  /** @type {typeof import('@electron/fuses')} */
  const { FuseV1Options, getCurrentFuseWire } = require('@electron/fuses');
  /** @type {Record<string, unknown>} */
  const wire = await getCurrentFuseWire(program);
  const options = /** @type {Record<string, unknown>} */ (FuseV1Options);
  return Object.fromEntries(
    Object.keys(fuses).map((name) => {
      const option = options[name.replace(/^./, (first) => first.toUpperCase())];
      return [name, wire[`${option}`] === enabled];
    }),
  );
}

/** How a fuse that is on is written into the program: the digit 1. */
const enabled = 0x31;

/** Everything that is wrong with what was built. @param {string} unpacked */
export async function faultsOf(unpacked) {
  const found = await readFuses(path.join(unpacked, product.package));
  return [
    ...faultsInside(filesInside(archiveOf(unpacked))),
    ...faultsBeside(unpacked),
    ...Object.entries(fuses)
      .filter(([name, on]) => found[name] !== on)
      .map(([name, on]) => `fuse ${name} is not ${on ? 'on' : 'off'}`),
  ];
}

/** Where this machine's last build lies; null where there is none, or programs were built anew since. */
export function builtHere() {
  const folder = inRoot('dist', 'linux-unpacked');
  const archive = archiveOf(folder);
  const stamp = inRoot('out', '.build-stamp.json');
  if (!existsSync(archive) || !existsSync(stamp)) return null;
  return statSync(archive).mtimeMs > statSync(stamp).mtimeMs ? folder : null;
}

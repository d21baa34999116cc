import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { takeLock } from '../setup/lock.mjs';
import { inRoot, node24, root, tool, toolEnv } from '../setup/places.mjs';
import { electronRuntime } from '../setup/runtime.mjs';
import { readStamp, writeStamp } from '../setup/stamp.mjs';
import { proofMigration } from './proof-migration.mjs';
import { must } from './run.mjs';

const stampFile = inRoot('out', '.build-stamp.json');

/**
 * The two things that are built, each only when something it is made of has changed.
 * @typedef {'desk' | 'widget'} Part
 */

/** @type {Record<Part, { sources: readonly string[], made: readonly string[], title: string }>} */
const parts = {
  desk: {
    title: 'Desk',
    sources: [
      'src/shared',
      'src/hub',
      'src/main',
      'src/preload',
      'src/renderer',
      'resources',
      'electron.vite.config.ts',
      'scripts/lib/bundled.mjs',
      'scripts/lib/first-chunks.mjs',
      'scripts/lib/emoji.mjs',
      'scripts/lib/first-script.mjs',
      'scripts/lib/late-schema.mjs',
      'scripts/lib/late-schemas.mjs',
      'scripts/lib/proof-migration.mjs',
      'scripts/lib/texts.mjs',
      'scripts/lib/without-schemas.mjs',
      'lingui.config.ts',
      'tsconfig.base.json',
      'package.json',
      'package-lock.json',
    ],
    made: ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html'],
  },
  widget: {
    title: 'Widget',
    sources: [
      'src/shared',
      'src/widget',
      'vite.widget.config.ts',
      'scripts/lib/emoji.mjs',
      'tsconfig.base.json',
      'package.json',
      'package-lock.json',
    ],
    made: ['out/widget/widget.js'],
  },
};

/** All files below these places, in a fixed order, without tests. @param {readonly string[]} places @param {string} [base] */
export function filesOf(places, base = root) {
  /** @type {string[]} */
  const files = [];
  /** @param {string} place */
  const walk = (place) => {
    const full = path.join(base, place);
    if (!existsSync(full)) return;
    const entries = directory(full);
    if (!entries) {
      files.push(place);
      return;
    }
    for (const entry of entries) {
      if (!/\.test\.tsx?$/.test(entry)) walk(`${place}/${entry}`);
    }
  };
  for (const place of places) walk(place);
  return files;
}

/** @param {string} full */
function directory(full) {
  try {
    return readdirSync(full).sort();
  } catch {
    return undefined;
  }
}

/**
 * One hash of the names and contents of these files.
 * @param {readonly string[]} files relative to base
 * @param {string} [base]
 * @param {string} [salt] what else the result depends on
 */
export function fingerprint(files, base = root, salt = '') {
  const hash = createHash('sha256').update(salt);
  for (const file of files) {
    hash.update(`\0${file}\0`);
    hash.update(readFileSync(path.join(base, file)));
  }
  return hash.digest('hex');
}

/** @param {Part} part @param {string} hash */
const isBuilt = (part, hash) =>
  readStamp(stampFile)[part] === hash && parts[part].made.every((file) => existsSync(inRoot(file)));

/**
 * Builds what has changed.
 * @param {readonly Part[]} wanted
 * @param {import('./report.mjs').Report} report
 */
export async function build(wanted, report) {
  const salt = wanted.includes('desk') ? electronRuntime().version + proofMigration() : '';
  const hashes = Object.fromEntries(
    wanted.map((part) => [
      part,
      fingerprint(filesOf(parts[part].sources), root, part === 'desk' ? salt : ''),
    ]),
  );
  if (wanted.every((part) => isBuilt(part, hashes[part] ?? ''))) return;
  const release = await takeLock(inRoot('out', '.build.lock'), (holder) => {
    report.line(`… Another build is at work (process ${holder}); waiting for it`);
  });
  try {
    const open = wanted.filter((part) => !isBuilt(part, hashes[part] ?? ''));
    const results = await Promise.allSettled(open.map((part) => buildPart(part, hashes[part] ?? '', report)));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
  } finally {
    release();
  }
}

/** @param {Part} part @param {string} hash @param {import('./report.mjs').Report} report */
async function buildPart(part, hash, report) {
  const { title } = parts[part];
  const step = report.start(title);
  step.note('building');
  try {
    await must(node24, command(part), {
      cwd: root,
      env: { ...toolEnv(), ...(part === 'desk' ? electronRuntime().env : {}), NODE_ENV: 'production' },
      failing: `${part === 'desk' ? 'The desk' : 'The widget'} could not be built.`,
      advice: 'The builder’s words above say where.',
    });
  } catch (error) {
    step.fail();
    throw error;
  }
  // Read again: the other part may have been written meanwhile.
  writeStamp(stampFile, { ...readStamp(stampFile), [part]: hash });
  step.done('built');
}

/** @param {Part} part */
const command = (part) =>
  part === 'desk'
    ? [tool('electron-vite', 'bin', 'electron-vite.js'), 'build']
    : [tool('vite', 'bin', 'vite.js'), 'build', '--config', 'vite.widget.config.ts'];

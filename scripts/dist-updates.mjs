/**
 * `npm run dist:updates`: builds the deb in two versions, with keys made for this alone, and proves on this machine that the
 * installed desk goes from one to the other and back. Needs root (it calls apt-get), as `npm run dist:prove`.
 */
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildPackages } from './dist/build.mjs';
import { Problem } from './lib/problem.mjs';
import { prepare, program } from './lib/program.mjs';
import { run, runShown } from './lib/run.mjs';
import { inRoot, node24, tool, toolEnv } from './setup/places.mjs';
import { electronRuntime } from './setup/runtime.mjs';
import { which } from './setup/system.mjs';

/** The address is built in, so it must be known before anything listens there. */
const feed = 'http://127.0.0.1:18431';

const migration =
  "CREATE TABLE proof (id TEXT PRIMARY KEY) STRICT; ALTER TABLE outgoing ADD COLUMN proof TEXT NOT NULL DEFAULT ''";

await program(async (report) => {
  if (process.getuid?.() !== 0 || which('apt-get') === undefined) {
    throw new Problem('Installing a package needs root and apt-get.', {
      advice: 'Run it as root on Debian or Ubuntu.',
    });
  }
  await prepare('test', report);
  const made = await run(node24, [inRoot('scripts', 'release', 'main.ts'), 'keygen'], { env: toolEnv() });
  for (const [, name = '', value] of made.output.matchAll(/^(YINGKE_\w+)=(\S+)$/gm))
    process.env[name] = value;
  const packages = mkdtempSync(path.join(os.tmpdir(), 'yingke-proof-'));
  try {
    process.env.YINGKE_UPDATE_FEED = feed;
    for (const version of ['1.0.0', '1.1.0']) {
      process.env.YINGKE_DIST_VERSION = version;
      // The newer one changes the cache for good: what is proved is the way back over that.
      process.env.YINGKE_PROOF_MIGRATION = version === '1.0.0' ? '' : migration;
      await buildPackages({ targets: ['deb'], arch: process.arch, isRelease: false }, report);
      for (const name of readdirSync(inRoot('dist'))) {
        if (name.endsWith('.deb')) copyFileSync(inRoot('dist', name), path.join(packages, name));
      }
    }
    const args = [tool('vitest', 'vitest.mjs'), 'run', '--project', 'dist', 'updates.test.ts'];
    return await runShown(node24, [...args, ...process.argv.slice(2)], {
      cwd: inRoot(),
      env: { ...toolEnv(), ...electronRuntime().env, YINGKE_PROOF_PACKAGES: packages },
    });
  } finally {
    rmSync(packages, { recursive: true, force: true });
  }
});

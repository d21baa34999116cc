/**
 * `npm run dist:prove`: installs deb, rpm and archive of dist/ on this machine, works with each as an ordinary user, and takes
 * them off again. Needs root (it calls apt-get), so it is no part of `npm test`.
 */
import { Problem } from './lib/problem.mjs';
import { prepare, program } from './lib/program.mjs';
import { runShown } from './lib/run.mjs';
import { inRoot, node24, tool, toolEnv } from './setup/places.mjs';
import { electronRuntime } from './setup/runtime.mjs';
import { which } from './setup/system.mjs';

await program(async (report) => {
  if (process.getuid?.() !== 0 || which('apt-get') === undefined) {
    throw new Problem('Installing a package needs root and apt-get.', {
      advice: 'Run it as root on Debian or Ubuntu.',
    });
  }
  await prepare('test', report);
  const args = [
    tool('vitest', 'vitest.mjs'),
    'run',
    '--project',
    'dist',
    'installed.test.ts',
    'other-packages.test.ts',
    ...process.argv.slice(2),
  ];
  return runShown(node24, args, {
    cwd: inRoot(),
    env: { ...toolEnv(), ...electronRuntime().env },
  });
});

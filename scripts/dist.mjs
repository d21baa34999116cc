/**
 * `npm run dist [-- --targets deb,rpm] [--release]`: builds the desk and packs it for the system it is run on, into dist/.
 * --release refuses what is for trying only: the runtime of development, packages that nobody signs.
 */
import { buildPackages } from './dist/build.mjs';
import { readArguments } from './lib/arguments.mjs';
import { prepare, program } from './lib/program.mjs';

await program(async (report) => {
  const usage = 'npm run dist -- [--targets deb,rpm,…] [--arch x64|arm64] [--release]';
  const given = readArguments(process.argv.slice(2), {
    values: ['targets', 'arch'],
    flags: ['release'],
    usage,
  });
  await prepare('start', report);
  const { targets, arch, release } = given;
  await buildPackages(
    {
      targets: typeof targets === 'string' ? targets.split(',') : [],
      arch: typeof arch === 'string' ? arch : process.arch,
      isRelease: release === true,
    },
    report,
  );
});

import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from '../lib/build.mjs';
import { Problem } from '../lib/problem.mjs';
import { must } from '../lib/run.mjs';
import { inRoot, node24, root, tool, toolEnv } from '../setup/places.mjs';
import { electronRuntime } from '../setup/runtime.mjs';
import { which } from '../setup/system.mjs';
import { updatesOf } from './configuration.mjs';
import { faultsOf } from './package.mjs';
import { placeholdersIn } from './product.mjs';
import { copyRuntime } from './runtime.mjs';
import { signPackages } from './sign-linux.mjs';
import { isSigned, namesPublisher, neededToSign, systemOf } from './signing.mjs';

/** @typedef {{ targets: readonly string[], arch: string, isRelease: boolean }} Wish */

const dist = inRoot('dist');

/** @param {Wish} wish @param {import('../lib/report.mjs').Report} report */
export async function buildPackages(wish, report) {
  const runtime = electronRuntime();
  const system = systemOf(process.platform);
  const signed = isSigned(system, process.env);
  if (wish.isRelease) refuse(runtime.fallback, signed, system);
  await build(['desk', 'widget'], report);
  const step = report.start('Packages');
  step.note('electron-builder');
  try {
    clear();
    if (runtime.fallback) await copyRuntime(runtime.dist);
    await must(node24, command(wish, system), {
      cwd: root,
      env: {
        ...toolEnv(),
        ...helpers(),
        YINGKE_DIST_ARCH: wish.arch,
        ...(runtime.fallback ? { ELECTRON_BUILDER_COMPRESSION_LEVEL: '1' } : {}),
      },
      failing: 'The packages could not be built.',
      advice: 'electron-builder’s words above say why. DEBUG=electron-builder shows more.',
    });
    if (system === 'linux')
      await check(path.join(dist, wish.arch === 'arm64' ? 'linux-arm64-unpacked' : 'linux-unpacked'));
    rmSync(path.join(dist, '.runtime'), { recursive: true, force: true });
    if (system === 'linux' && signed) {
      step.note('signing');
      await signPackages(
        made().map((name) => path.join(dist, name)),
        { key: process.env.YINGKE_GPG_KEY ?? '', passphrase: process.env.YINGKE_GPG_PASSPHRASE ?? '' },
      );
    }
    if (system === 'win' && signed) checkPublisher();
    step.done(`${made().length} in dist/`);
  } catch (error) {
    step.fail();
    throw error;
  }
  for (const file of made()) report.line(`  ${file}`);
  if (!signed) report.line(`  Nobody has signed them. To sign: ${neededToSign(system)}.`);
}

/** @param {boolean} isTrial @param {boolean} signed @param {import('./signing.mjs').System} system */
function refuse(isTrial, signed, system) {
  const open = placeholdersIn();
  if (open.length > 0) {
    throw new Problem(
      `A release says whose it is, and scripts/dist/product.mjs does not: ${open.join(', ')}.`,
      {
        advice: 'Fill them in there; publisher is the name in the certificate on Windows.',
      },
    );
  }
  if (isTrial) {
    throw new Problem(
      'The Electron that is set up here is the one of development, which is never released.',
      {
        advice: 'Run it where GitHub or a mirror of it (ELECTRON_MIRROR) can be reached.',
      },
    );
  }
  if (updatesOf(process.env).keys.length === 0) {
    throw new Problem('A release can be updated, and there is no key to check updates with.', {
      advice:
        'Set YINGKE_UPDATE_PUBLIC_KEYS and YINGKE_UPDATE_FEED; “npm run release -- keygen” makes a key.',
    });
  }
  if (!signed) {
    throw new Problem('A release is signed, and there is no key.', {
      advice: `Set ${neededToSign(system)}.`,
    });
  }
}

/** @param {Wish} wish @param {import('./signing.mjs').System} system */
function command({ targets, arch }, system) {
  const flag = { linux: '--linux', win: '--win', mac: '--mac' }[system];
  return [
    tool('electron-builder', 'cli.js'),
    ...[flag, ...targets],
    `--${arch}`,
    ...['--config', 'electron-builder.config.mjs', '--publish', 'never'],
  ];
}

/** What was packed is looked at before anybody installs it. @param {string} unpacked */
async function check(unpacked) {
  const faults = await faultsOf(unpacked);
  if (faults.length === 0) return;
  throw new Problem('The packages were built, but not as they should be.', { details: faults.join('\n') });
}

/** What updates itself must know by whom its updates are signed, else it takes what anybody signed. */
function checkPublisher() {
  const file = path.join(dist, 'win-unpacked', 'resources', 'app-update.yml');
  if (existsSync(file) && namesPublisher(readFileSync(file, 'utf8'))) return;
  throw new Problem(`${file} names no publisher.`, {
    advice:
      'Without it electron-updater does not look at signatures: see win in scripts/dist/configuration.mjs.',
  });
}

/** Of an earlier run nothing may be taken for this one's. */
function clear() {
  if (!existsSync(dist)) return;
  for (const name of readdirSync(dist)) rmSync(path.join(dist, name), { recursive: true, force: true });
}

/**
 * Tools of the system in place of those that electron-builder would fetch, where all of them are there; whoever has set
 * its variables is left alone.
 */
function helpers(env = process.env) {
  const seven = which('7za') ?? which('7z');
  /** @type {Record<string, string>} */
  const given = {};
  if (process.platform !== 'linux') return given;
  if (seven && !env.ELECTRON_BUILDER_7ZIP_PATH) given.ELECTRON_BUILDER_7ZIP_PATH = seven;
  if (which('dpkg-deb') && which('rpmbuild') && !env.CUSTOM_FPM_PATH) {
    given.CUSTOM_FPM_PATH = inRoot('scripts', 'dist', 'fpm.mjs');
  }
  return given;
}

/** The packages, without what electron-builder notes for itself. */
function made() {
  return readdirSync(dist, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(yml|yaml|blockmap)$/.test(entry.name))
    .map((entry) => entry.name)
    .sort();
}

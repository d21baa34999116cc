import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import { findElectron } from '../setup/electron.mjs';
import { cacheFolder, inRoot } from '../setup/places.mjs';

/** Where a runtime lies that is packed as it is. */
const copied = inRoot('dist', '.runtime');

/**
 * The Electron that is packed. The official one where it is here; else the one of development, with which what is
 * built is for trying only, and says so.
 * @param {Record<string, string | undefined>} env
 */
export function builderRuntime(env) {
  const runtime = findElectron(cacheFolder({ env }), env);
  if (runtime === undefined) throw new Error('The Electron runtime is not set up yet: npm run setup');
  const { version, fallback } = runtime;
  // What is built for another processor than this one is fetched by electron-builder; the fallback has one only.
  const isForeign = !fallback && env.YINGKE_DIST_ARCH !== undefined && env.YINGKE_DIST_ARCH !== process.arch;
  return { version, isTrial: fallback, dist: isForeign ? null : fallback ? copied : runtime.dist };
}

/**
 * Copies the runtime of development without its loader, which would start whatever folder it is given.
 * @param {string} dist
 */
export async function copyRuntime(dist) {
  const loader = path.join(dist, 'resources', 'app');
  await rm(copied, { recursive: true, force: true });
  await cp(dist, copied, {
    recursive: true,
    filter: (from) => from !== loader && !from.startsWith(`${loader}${path.sep}`),
  });
}

import { Problem } from '../lib/problem.mjs';
import { findElectron } from './electron.mjs';
import { cacheFolder } from './places.mjs';

/**
 * What other tools need to know of the Electron runtime that the set-up has put in place.
 * @returns {import('./electron.mjs').ElectronRuntime & { env: Record<string, string> }} env: the variables that
 *   the electron package and electron-vite read; empty for the official runtime, which they find by themselves
 */
export function electronRuntime(env = process.env) {
  const runtime = findElectron(cacheFolder({ env }), env);
  if (!runtime) {
    throw new Problem('The Electron runtime is not set up yet.', { advice: 'Run: npm run setup' });
  }
  return { ...runtime, env: runtimeEnv(runtime) };
}

/** @param {import('./electron.mjs').ElectronRuntime} runtime @returns {Record<string, string>} */
export function runtimeEnv(runtime) {
  if (!runtime.fallback) return {};
  return {
    ELECTRON_OVERRIDE_DIST_PATH: runtime.dist,
    ELECTRON_EXEC_PATH: runtime.binary,
    ELECTRON_MAJOR_VER: String(runtime.major),
  };
}

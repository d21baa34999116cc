import { readFileSync } from 'node:fs';
import { bundledIntoMain } from '../lib/bundled.mjs';
import { inRoot } from '../setup/places.mjs';

/**
 * Which packages of node_modules the built programs load by name. Everything else is bundled into them, so it is not
 * packed a second time.
 */

/** @typedef {{ dev?: boolean, dependencies?: Record<string, string>, optionalDependencies?: Record<string, string> }} Entry */

/** What a packed package names and does not need when it runs: headers to compile against. */
const unneeded = new Set(['node-addon-api']);

/**
 * Names of all packages that these need, themselves among them.
 * @param {Iterable<string>} names
 * @param {Record<string, Entry>} packages of the lock file
 */
export function closureOf(names, packages) {
  /** @type {Set<string>} */
  const all = new Set();
  const rest = [...names];
  for (let name = rest.pop(); name !== undefined; name = rest.pop()) {
    const entry = packages[`node_modules/${name}`];
    if (all.has(name) || unneeded.has(name) || entry === undefined) continue;
    all.add(name);
    rest.push(...Object.keys({ ...entry.dependencies, ...entry.optionalDependencies }));
  }
  return all;
}

/**
 * Of all that is no tool: what is packed, and what is not.
 * @param {{ dependencies?: Record<string, string> }} [manifest]
 * @param {Record<string, Entry>} [packages] of the lock file
 * @returns {{ packed: string[], left: string[] }}
 */
export function packedModules(
  manifest = read('package.json'),
  packages = read('package-lock.json').packages,
) {
  const loaded = Object.keys(manifest.dependencies ?? {}).filter((name) => !bundledIntoMain.includes(name));
  const packed = closureOf(loaded, packages);
  // Its build for WebAssembly stands in for every native one (src/hub/files/load-sharp.ts).
  for (const name of packed) if (/^@img\/sharp-(?!wasm32$)/.test(name)) packed.delete(name);
  const left = Object.entries(packages)
    .filter(([place, { dev }]) => /^node_modules\/(@[^/]+\/)?[^/]+$/.test(place) && !dev)
    .map(([place]) => place.slice('node_modules/'.length))
    .filter((name) => !packed.has(name));
  return { packed: [...packed].sort(), left: left.sort() };
}

/** @param {string} file */
const read = (file) => JSON.parse(readFileSync(inRoot(file), 'utf8'));

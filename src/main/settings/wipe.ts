import { existsSync, lstatSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { removeSecret } from './json-file.ts';
import { placesIn } from './places.ts';

export type Wiped = {
  /** Names in the data folder. */
  readonly removed: readonly string[];
  /** Not the desk's, and left alone. */
  readonly kept: readonly string[];
  readonly failed: readonly { readonly name: string; readonly code: string }[];
};

const keys = ['account.json', 'account.json.next'] as const;

/** What the desk and its browser make in a data folder. Somebody may have named a folder of their own: nothing else is touched. */
const ours: readonly string[] = [
  ...keys,
  'proxies.json',
  'proxies.json.next',
  'accounts',
  'cache',
  'settings.json',
  'settings.json.next',
  'updates.json',
  'updates.json.next',
  'logs',
  'crashes',
  'sounds',
  'browser',
  'Crashpad',
  'Crash Reports',
  'Local State',
  'DevToolsActivePort',
];

/** Made by Chromium for as long as it runs: those of this very program. */
const isOfThisRun = (name: string): boolean => /^Singleton|^lockfile$/.test(name);

/**
 * Removes everything that is kept of people and customers. The keys of all accounts go first: whatever stops this later, what
 * is left cannot be read. One thing that cannot be removed does not keep the others.
 */
export function wipeData(dir: string): Wiped {
  const failed: { name: string; code: string }[] = [];
  const attempt = (name: string, act: () => void): boolean => {
    try {
      act();
      return true;
    } catch (error) {
      failed.push({ name, code: error instanceof Error && 'code' in error ? `${error.code}` : 'unknown' });
      return false;
    }
  };
  if (!existsSync(dir)) return { removed: [], kept: [], failed };
  const before = readdirSync(dir);

  for (const place of placesIn(dir))
    for (const key of keys) {
      const path = join(place.dir, key);
      if (existsSync(path)) attempt(path.slice(dir.length + 1), () => removeSecret(path));
    }

  for (const name of before.filter((each) => ours.includes(each))) {
    const path = join(dir, name);
    if (!isThere(path)) continue;
    // Behind a link lies what this would not remove.
    if (lstatSync(path).isSymbolicLink()) failed.push({ name, code: 'link' });
    else if (!failed.some((one) => one.name === name))
      attempt(name, () => rmSync(path, { recursive: true, force: true, maxRetries: 3 }));
  }

  const after = readdirSync(dir).filter((name) => !isOfThisRun(name));
  return {
    removed: before.filter((name) => ours.includes(name) && !after.includes(name)).sort(),
    kept: after.filter((name) => !ours.includes(name)).sort(),
    failed,
  };
}

const isThere = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

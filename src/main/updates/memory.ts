import { join } from 'node:path';
import { isVersion } from '#shared/domain/update/version.ts';
import { readJson, writeJson } from '../settings/json-file.ts';

/** What must be known of updates at the next start too. */
export type UpdateMemory = {
  /** `released` of the newest manifest that was taken, by channel: an older one is none. */
  readonly seen: Readonly<Record<string, number>>;
  /** Since when this version has been ready: its last date counts from there. */
  readonly ready: { readonly version: string; readonly since: number } | null;
  readonly later: number | null;
  /** What was about to be put in place when the desk ended. */
  readonly tried: { readonly from: string; readonly to: string; readonly at: number } | null;
  readonly last: { readonly from: string; readonly to: string; readonly at: number } | null;
};

export type MemoryFile = {
  readonly get: () => UpdateMemory;
  readonly set: (change: Partial<UpdateMemory>) => void;
};

export function updateMemory(dir: string): MemoryFile {
  const file = join(dir, 'updates.json');
  let now = read(readJson(file));
  return {
    get: () => now,
    set: (change) => {
      now = { ...now, ...change };
      writeJson(file, now);
    },
  };
}

function read(given: unknown): UpdateMemory {
  const of = fields(given);
  const seen = Object.entries(fields(of.seen)).flatMap(([name, at]) => (isTime(at) ? [[name, at]] : []));
  const ready = fields(of.ready);
  return {
    seen: Object.fromEntries(seen) as UpdateMemory['seen'],
    ready:
      isName(ready.version) && isTime(ready.since) ? { version: ready.version, since: ready.since } : null,
    later: isTime(of.later) ? of.later : null,
    tried: step(of.tried),
    last: step(of.last),
  };
}

function step(given: unknown): UpdateMemory['last'] {
  const { from, to, at } = fields(given);
  return isName(from) && isName(to) && isTime(at) ? { from, to, at } : null;
}

const fields = (given: unknown) =>
  (given !== null && typeof given === 'object' ? given : {}) as Readonly<Record<string, unknown>>;
const isTime = (given: unknown): given is number => Number.isSafeInteger(given) && Number(given) >= 0;
const isName = (given: unknown): given is string => typeof given === 'string' && isVersion(given);

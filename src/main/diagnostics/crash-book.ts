import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import {
  type CrashMode,
  type CrashProcess,
  type CrashState,
  crashModes,
  crashProcesses,
  maxCrashBytes,
} from '#shared/domain/diagnostics/crashes.ts';
import { processIn } from '#shared/domain/diagnostics/minidump.ts';
import { readJson, writeJson } from '../settings/json-file.ts';
import { type FileFound, filesUnder } from './folder.ts';

/** As many that were sent are remembered, to be shown. */
const mostSent = 20;
const mostPeriods = 100;

/**
 * From `since` on reports were dealt with like this, the program was of this version, and its memory may hold something of these hubs:
 * those of accounts that were at work since it started.
 */
const period = z.object({
  ...{ since: z.number(), version: z.string() },
  ...{ mode: z.enum(crashModes), hubs: z.array(z.string()) },
});
type Period = z.infer<typeof period>;

const book = z.object({
  periods: z.array(period),
  sent: z.array(
    z.object({ id: z.string(), at: z.number(), process: z.enum(crashProcesses), sentAt: z.number() }),
  ),
  refused: z.array(z.object({ id: z.string(), code: z.string() })),
});
type Book = z.infer<typeof book>;

export type CrashReport = {
  readonly id: string;
  readonly at: number;
  readonly bytes: number;
  readonly process: CrashProcess;
  readonly state: CrashState;
  readonly sentAt: number | null;
  /** Why the hub does not take it. */
  readonly code: string | null;
};

/** One that the hub it belongs to may have. */
export type CrashToSend = CrashReport & {
  readonly path: string;
  readonly hub: string;
  /** Of the program that crashed, which may be older than this one. */
  readonly version: string;
};

export type CrashBook = ReturnType<typeof openCrashBook>;

/** Crashpad gives each a random id, which is the name of its file. */
const named = /([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.dmp$/iu;

/**
 * The reports in the folder, and what is known of each: whether it may go to a hub at all, and whether it did. What a report belongs to
 * is not in it: it is told by when it was made, in a file beside.
 */
export function openCrashBook(options: {
  readonly folder: string;
  readonly now: () => number;
  readonly version: string;
}) {
  const { folder, now, version } = options;
  const path = join(folder, 'reports.json');
  const read = book.safeParse(readJson(path));
  let kept: Book = read.success ? read.data : { periods: [], sent: [], refused: [] };
  /** Hubs of this run. */
  const hubs = new Set<string>();
  const processes = new Map<string, CrashProcess>();

  const keep = (change: Partial<Book>): void => {
    kept = { ...kept, ...change };
    writeJson(path, kept);
  };

  const files = (): readonly (FileFound & { readonly id: string })[] =>
    filesUnder(folder).flatMap((file) => {
      const id = named.exec(file.name)?.[1]?.toLowerCase();
      // Where Crashpad still writes them they are not whole.
      return id === undefined || /(^|[/\\])new[/\\]/u.test(file.name) ? [] : [{ ...file, id }];
    });

  const processOf = ({ id, path, bytes }: FileFound & { readonly id: string }): CrashProcess => {
    const known = processes.get(id);
    if (known !== undefined || bytes > maxCrashBytes) return known ?? 'other';
    const found = processIn(readFileSync(path));
    processes.set(id, found);
    return found;
  };

  /** In one in which the clock was set back a report may have been made at any time. */
  const mayBeOf = ({ since }: Period, i: number, at: number): boolean => {
    const end = kept.periods[i + 1]?.since;
    return (end ?? now()) < since || (since <= at && (end === undefined || at < end));
  };

  /** Where it may be of several, what holds for all: to be sent only if in each, and with the hubs of each. */
  const periodOf = (at: number): Period | undefined => {
    // Before everything that is known.
    if (!kept.periods.some(({ since }) => since <= at)) return undefined;
    const all = kept.periods.filter((one, i) => mayBeOf(one, i, at));
    const last = all.at(-1);
    const mode = all.find((one) => one.mode !== 'hub')?.mode ?? 'hub';
    return last && { ...last, mode, hubs: [...new Set(all.flatMap(({ hubs }) => hubs))] };
  };

  function stateOf(id: string, at: number, mode: CrashMode, here: readonly string[]): CrashState {
    if (kept.refused.some((one) => one.id === id)) return 'refused';
    const made = periodOf(at);
    if (mode !== 'hub' || made?.mode !== 'hub') return 'kept';
    if (made.hubs.length > 1) return 'several-hubs';
    return made.hubs.every((hub) => here.includes(hub)) && made.hubs.length === 1 ? 'waiting' : 'nobody';
  }

  /** The newest first; those that are gone here because the hub has them among them. */
  const reports = (mode: CrashMode, here: readonly string[]): readonly CrashReport[] => {
    const sent = kept.sent.map((one): CrashReport => ({ ...one, bytes: 0, state: 'sent', code: null }));
    const lying = files()
      .filter(({ id }) => !kept.sent.some((one) => one.id === id))
      .map((file): CrashReport => {
        const at = Math.round(file.at);
        const code = kept.refused.find(({ id }) => id === file.id)?.code ?? null;
        const state = stateOf(file.id, at, mode, here);
        return { id: file.id, at, bytes: file.bytes, process: processOf(file), state, sentAt: null, code };
      });
    return [...lying, ...sent].sort((a, b) => b.at - a.at);
  };

  const remove = (which: readonly FileFound[]): void => {
    for (const { path } of which) {
      rmSync(path, { force: true });
      rmSync(path.replace(/\.dmp$/iu, '.meta'), { force: true });
    }
  };

  return {
    /** Whatever is made from now on is dealt with like this. `here`: hubs of the accounts at work. */
    begin: (mode: CrashMode, here: readonly string[]): void => {
      for (const hub of here) hubs.add(hub);
      const next = { since: now(), version, mode, hubs: [...hubs].sort() };
      const last = kept.periods.at(-1);
      const isSame = last?.mode === mode && last.version === version && `${last.hubs}` === `${next.hubs}`;
      if (isSame && last.since <= next.since) {
        // Nothing lies here that has to be told apart.
        if (kept.periods.length > 1 && files().length === 0) keep({ periods: [last] });
        return;
      }
      // Where nothing was ever sent nothing has to be told apart.
      if (last === undefined && mode !== 'hub') return;
      const times = files().map(({ at }) => at);
      // None: the last, which is -1 too.
      const first = kept.periods.findIndex((one, i) => times.some((at) => mayBeOf(one, i, at)));
      keep({ periods: [...kept.periods.slice(first).slice(1 - mostPeriods), next] });
    },
    reports,
    /** The oldest first; none unless reports are to be sent. */
    toSend: (mode: CrashMode, here: readonly string[]): readonly CrashToSend[] => {
      const found = files();
      return reports(mode, here)
        .filter(({ state }) => state === 'waiting')
        .flatMap((one) => {
          const path = found.find(({ id }) => id === one.id)?.path;
          const made = periodOf(one.at);
          const hub = made?.hubs[0];
          if (path === undefined || made === undefined || hub === undefined) return [];
          return [{ ...one, path, hub, version: made.version }];
        })
        .reverse();
    },
    /** The hub has it: it never goes again, and is gone here. */
    sent: ({ id, at, process }: CrashReport): void => {
      keep({ sent: [{ id, at, process, sentAt: now() }, ...kept.sent].slice(0, mostSent) });
      remove(files().filter((file) => file.id === id));
    },
    /** It stays here. */
    refused: (id: string, code: string): void => {
      const there = new Set(files().map((file) => file.id));
      keep({ refused: [...kept.refused.filter((one) => there.has(one.id)), { id, code }] });
    },
    /** All but the newest so many. */
    removeBeyond: (most: number): void => remove(files().slice(most)),
    removeAll: (): void => {
      remove(files());
      if (statSync(path, { throwIfNoEntry: false }) !== undefined) keep({ sent: [], refused: [] });
    },
  };
}

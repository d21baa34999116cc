import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { minidumpStreams } from '#shared/domain/diagnostics/minidump.ts';
import { type CrashRecord, crashRecord } from '#shared/protocol/crashes.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Clock } from '../platform/clock.ts';
import { SealedElsewhere } from '../platform/secrets.ts';
import { syncFolder } from '../platform/sync-folder.ts';
import { headRoom, openHead, openReport, sealReport } from './sealing.ts';

export type CrashLimits = {
  /** What one device, and one person on all of theirs, may send within a day. */
  readonly perDevice: number;
  readonly perPerson: number;
  /** The oldest beyond so many go. */
  readonly most: number;
  /** Milliseconds. */
  readonly keptFor: number;
};

const day = 24 * 3600_000;
export const usualCrashLimits: CrashLimits = { perDevice: 5, perPerson: 20, most: 100, keptFor: 30 * day };

/** What was being written when a hub was killed is nobody’s after this. Milliseconds. */
const partLife = 3600_000;

export type CrashStore = ReturnType<typeof createCrashStore>;
type Found = { readonly id: string; readonly path: string; readonly receivedAt: number };
type Sender = Pick<CrashRecord, 'personId' | 'device'>;
type New = Omit<CrashRecord, 'receivedAt' | 'bytes'>;

/** Also in capitals, as an id may be written: what is not found is never counted, shown or removed. */
const named = /^(\d{1,15})\.([0-9a-f-]{36})\.crash$/iu;
const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

/**
 * Reports of crashes that desks have sent: a sealed file each, in no database, in no backup, readable by who has the hub’s key. There are
 * few: each question looks at the folder, which all nodes of a hub have in common.
 */
export function createCrashStore(options: {
  readonly folder: string;
  readonly key: Buffer;
  readonly clock: Pick<Clock, 'now'>;
  readonly limits?: CrashLimits;
}) {
  const { folder, key, clock, limits = usualCrashLimits } = options;

  /** The newest first. */
  const found = async (): Promise<Found[]> => {
    const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return [];
    });
    return names
      .flatMap((name) => {
        const [, at, id] = named.exec(name) ?? [];
        return id === undefined ? [] : [{ id, path: join(folder, name), receivedAt: Number(at) }];
      })
      .sort((a, b) => b.receivedAt - a.receivedAt);
  };

  /** Null: sealed with another key, damaged, of a version that says other things of it, or gone meanwhile. */
  const recordOf = async ({ id, path }: Found): Promise<CrashRecord | null> => {
    try {
      const file = await open(path);
      try {
        const beginning = Buffer.alloc(headRoom);
        const { bytesRead } = await file.read(beginning, 0, headRoom, 0);
        return crashRecord.safeParse(openHead(key, id, beginning.subarray(0, bytesRead))).data ?? null;
      } finally {
        await file.close();
      }
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (error instanceof SealedElsewhere || code === 'ENOENT') return null;
      throw error;
    }
  };

  const list = async (): Promise<{ reports: CrashRecord[]; unreadable: number }> => {
    const records = await Promise.all((await found()).map(recordOf));
    const reports = records.filter((one) => one !== null);
    return { reports, unreadable: records.length - reports.length };
  };

  const one = async (id: string): Promise<Found> => {
    const file = (await found()).find((each) => isSame(each.id, id));
    if (file === undefined) throw new RefusalError('not_found');
    return file;
  };

  const checkQuota = async (all: readonly Found[], { device, personId }: Sender): Promise<void> => {
    const since = clock.now() - day;
    const today = (
      await Promise.all(all.filter(({ receivedAt }) => receivedAt > since).map(recordOf))
    ).filter((each) => each !== null);
    const ofDevice = today.filter((each) => each.device === device).length;
    const ofPerson = today.filter((each) => each.personId === personId).length;
    if (ofDevice >= limits.perDevice || ofPerson >= limits.perPerson) throw new RefusalError('file_quota');
  };

  /** One after the other: what is counted is kept before the next is counted. */
  let last: Promise<unknown> = Promise.resolve();
  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };

  const keep = async (record: CrashRecord, report: Uint8Array): Promise<void> => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, `${record.receivedAt}.${record.id}.crash`);
    const file = await open(`${path}.part`, 'w', 0o600);
    try {
      await file.writeFile(sealReport(key, record.id, record, report));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(`${path}.part`, path);
    await syncFolder(folder);
  };

  const sweep = async (): Promise<void> => {
    const now = clock.now();
    const all = await found();
    const over = all.filter(({ receivedAt }, i) => i >= limits.most || receivedAt < now - limits.keptFor);
    for (const { path } of over) await rm(path, { force: true });
    for (const name of await readdir(folder).catch(() => [])) {
      const path = join(folder, name);
      if (!name.endsWith('.crash.part')) continue;
      const about = await stat(path).catch(() => null);
      if (about !== null && about.mtimeMs < now - partLife) await rm(path, { force: true });
    }
  };

  return {
    /** Before a byte of it is read: refuses what would be more than so many a day. One that is there already is none more. */
    expect: async (id: string, sender: Sender): Promise<void> => {
      const all = await found();
      if (!all.some((each) => isSame(each.id, id))) await checkQuota(all, sender);
    },
    /** Keeps it; `note` is told before it is. One that is there already, of the same device, is as if it were taken now. */
    take: (given: New, report: Uint8Array, note: (record: CrashRecord) => Promise<void>): Promise<void> =>
      alone(async () => {
        if (minidumpStreams(report) === null) throw new RefusalError('file_type');
        const now = clock.now();
        const all = await found();
        const same = all.find(({ id }) => isSame(id, given.id));
        if (same !== undefined) {
          const known = await recordOf(same);
          if (known?.personId === given.personId && known.device === given.device) return;
          throw new RefusalError('conflict');
        }
        await checkQuota(all, given);
        const record = { ...given, receivedAt: now, bytes: report.length };
        await note(record);
        await keep(record, report);
        await sweep();
      }),
    list,
    about: async (id: string): Promise<CrashRecord> => {
      const record = await recordOf(await one(id));
      if (record === null) throw new RefusalError('file_broken');
      return record;
    },
    read: async (id: string): Promise<Buffer> => {
      const { path, id: own } = await one(id);
      try {
        return openReport(key, own, await readFile(path));
      } catch (error) {
        if (error instanceof SealedElsewhere) throw new RefusalError('file_broken');
        throw error;
      }
    },
    /** Also one that nobody can read. */
    remove: async (id: string): Promise<void> => rm((await one(id)).path, { force: true }),
    has: async (id: string): Promise<boolean> => (await found()).some((each) => isSame(each.id, id)),
    sweep: () => alone(sweep),
    idle: () => last,
  };
}

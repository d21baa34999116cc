import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '#shared/domain/clock.ts';
import type { IpcNews, IpcNewsName } from '#shared/ipc/contract.ts';
import { ipcNews } from '#shared/ipc/contract.ts';
import { ackTimeout } from '#shared/protocol/limits.ts';
import { systemClock } from '../../src/main/clock.ts';
import { createDesk, type Desk } from '../../src/main/desk.ts';
import type { LogFields } from '../../src/main/log.ts';
import { straightWay, type WayOut } from '../../src/main/network/way-out.ts';
import type { CachePolicy } from '../../src/main/settings/settings.ts';
import type { Vault } from '../../src/main/settings/vault.ts';

/** The desk without its window: everything main does, on a temporary folder, against a real hub. */

type Told = { readonly name: IpcNewsName; readonly payload: unknown };

export type TestDesk = {
  readonly desk: Desk;
  readonly dir: string;
  readonly log: readonly { readonly event: string; readonly fields: LogFields }[];
  readonly news: <N extends IpcNewsName>(name: N) => readonly IpcNews<N>[];
  /** The first news of that kind since `from` (an index of `mark()`), told already or still to come. */
  readonly until: <N extends IpcNewsName>(
    name: N,
    fits?: (news: IpcNews<N>) => boolean,
    from?: number,
  ) => Promise<IpcNews<N>>;
  /** Where the news stand now. */
  readonly mark: () => number;
  readonly stop: () => Promise<void>;
};

/** Back-off is 30 s at most; what waits longer, or for an answer, is not to be hurried. */
const isBackoff = (milliseconds: number) => milliseconds <= 30_000 && milliseconds !== ackTimeout;

/** Time in which back-off passes ten times as fast, so that it does not hold up a test. */
export const hastyClock: Clock = {
  now: systemClock.now,
  after: (milliseconds, run) =>
    systemClock.after(isBackoff(milliseconds) ? milliseconds / 10 : milliseconds, run),
};

export const plainVault = {
  protection: 'basic',
  wrap: (secret: string) => Buffer.from(secret).toString('base64'),
  unwrap: (wrapped: string) => Buffer.from(wrapped, 'base64').toString(),
} as const;

export async function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'yingke-desk-'));
}

export async function removeFolder(dir: string): Promise<void> {
  await rm(dir, { recursive: true, force: true });
}

/** Starts a desk on `dir`, with whoever was signed in there. Every news is checked by its schema. */
export function startTestDesk(
  dir: string,
  options: {
    clock?: Clock;
    device?: string;
    appVersion?: string;
    cacheScript?: URL;
    onTold?: () => void;
    vault?: Vault;
    cachePolicy?: CachePolicy;
    retentionDays?: number;
    wipesWhenSignedOut?: boolean;
    way?: WayOut;
  } = {},
): TestDesk {
  const told: Told[] = [];
  const log: { event: string; fields: LogFields }[] = [];
  const listeners = new Set<() => void>();
  const put = (event: string, fields: LogFields = {}) => void log.push({ event, fields });
  let last = { hub: '', email: '' };
  const desk = createDesk({
    dir,
    cacheScript: options.cacheScript ?? new URL('../../src/main/cache/worker.ts', import.meta.url),
    vault: options.vault ?? plainVault,
    cachePolicy: options.cachePolicy ?? 'accept',
    retentionDays: options.retentionDays ?? 30,
    wipesWhenSignedOut: options.wipesWhenSignedOut ?? false,
    device: options.device ?? randomUUID(),
    appVersion: options.appVersion ?? '0.0.0',
    clock: options.clock ?? hastyClock,
    random: Math.random,
    log: { info: put, warn: put, error: put },
    way: options.way ?? straightWay,
    hosts: false,
    settled: Promise.resolve(),
    last: {
      get: () => last,
      set: (hub, email) => {
        last = { hub, email };
      },
    },
    tell: (name, payload) => {
      told.push({ name, payload: ipcNews[name].parse(payload) });
      for (const listener of [...listeners]) listener();
      options.onTold?.();
    },
    onArrived: () => {},
  });
  void desk.start();

  const until = <N extends IpcNewsName>(
    name: N,
    fits: (news: IpcNews<N>) => boolean = () => true,
    from = 0,
  ): Promise<IpcNews<N>> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        listeners.delete(look);
        reject(new Error(`no such ${name} within 15 s; log: ${JSON.stringify(log.slice(-5))}`));
      }, 15_000);
      const look = () => {
        const found = told.slice(from).find((one) => one.name === name && fits(one.payload as IpcNews<N>));
        if (found === undefined) return;
        clearTimeout(timer);
        listeners.delete(look);
        resolve(found.payload as IpcNews<N>);
      };
      listeners.add(look);
      look();
    });

  return {
    desk,
    dir,
    log,
    news: (name) => told.filter((one) => one.name === name).map((one) => one.payload as IpcNews<typeof name>),
    until,
    mark: () => told.length,
    stop: () => desk.stop(),
  };
}

/** Every entry of a conversation that the desk has, by asking it as the renderer does. */
export async function transcriptOf({ desk }: TestDesk, conversationId: string) {
  const opened = await desk.conversations['conversations.open']({ conversationId, limit: 200 });
  let { entries, complete } = opened;
  while (!complete) {
    const before = entries[0]?.seq ?? Number.MAX_SAFE_INTEGER;
    const older = await desk.conversations['conversations.older']({ conversationId, before, limit: 200 });
    entries = [...older.entries, ...entries];
    complete = older.complete;
  }
  return entries;
}

/** Waits until the question has the wanted answer; asked again with every news. */
export async function eventually(desk: TestDesk, isTrue: () => Promise<boolean> | boolean): Promise<void> {
  const end = Date.now() + 15_000;
  for (;;) {
    const from = desk.mark();
    if (await isTrue()) return;
    if (Date.now() > end) throw new Error(`it did not come true; log: ${JSON.stringify(desk.log.slice(-8))}`);
    await Promise.race([
      ...(['conversations.changed', 'entries.added', 'outgoing.changed', 'app.connection'] as const).map(
        (name) => desk.until(name, undefined, from).catch(() => undefined),
      ),
      new Promise((resolve) => setTimeout(resolve, 200)),
    ]);
  }
}

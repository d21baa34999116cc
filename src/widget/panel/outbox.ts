import type { FileRef } from '#shared/domain/attached.ts';
import { backOff } from '#shared/domain/back-off.ts';
import type { Clock } from '#shared/domain/clock.ts';
import type { Contact, FormFields } from '#shared/domain/entry.ts';
import type { Quote } from '#shared/domain/public-entry.ts';
import type { Answer } from '#shared/protocol/errors.ts';
import { type Refusal, type RefusalCode, refusals } from '#shared/protocol/errors.ts';
import type { Page } from '#shared/protocol/fields.ts';
import { ackTimeout } from '#shared/protocol/limits.ts';
import type { OutboxFile } from '../files/contract.ts';

/** A message on its way, as it is kept (P3: the key is there before anything is sent). */
export type OutboxRow = {
  readonly key: string;
  readonly text: string;
  readonly page: Page | null;
  /** It is left, to be answered later by one of these ways; null or absent: it is said, and waited with. */
  readonly contact?: Contact | null;
  /** Whom the visitor has chosen and what the site knows of their matter: with what begins a conversation. */
  readonly to?: string | null;
  readonly fields?: FormFields | null;
  /** What goes along with it, whole until it is sent. */
  readonly files?: readonly OutboxFile[] | null;
  /** The visitor holds its files up: it is passed over until they go on. */
  readonly paused?: boolean | undefined;
  /** What it answers to, as it was when it was chosen. */
  readonly quote?: Quote | null;
  /** When Enter was pressed, by this device's clock. */
  readonly at: number;
  /** Greater than of every message that was known when this was written: clocks are set back, this is not. */
  readonly order: number;
  /** Why the hub will not have it; null while it may still be sent. */
  readonly refusal: RefusalCode | null;
};

export type Ack = {
  readonly id: string;
  readonly conversationId: string;
  readonly publicSeq: number;
  readonly at: number;
};

export type OutboxStore = {
  /** Oldest first. */
  all(): Promise<readonly OutboxRow[]>;
  put(row: OutboxRow): Promise<void>;
  remove(key: string): Promise<void>;
};

export type RowState = 'queued' | 'sending' | 'sent' | 'refused';
export type OutboxItem = OutboxRow & {
  readonly state: RowState;
  /** How much of its files the hub has, 0 to 1. */
  readonly done?: number | undefined;
};

export type OutboxOptions = {
  readonly store: OutboxStore;
  /** Rejects when the line is cut; may also never answer. */
  readonly send: (row: OutboxRow, files: readonly FileRef[] | null) => Promise<Answer<Ack>>;
  /** Brings files to the hub, however long it takes. Rejects when the line is cut, and when `signal` ends it. */
  readonly upload: (
    files: readonly OutboxFile[],
    signal: AbortSignal,
    progress: (done: number) => void,
  ) => Promise<Answer<readonly FileRef[]>>;
  /** Runs one attempt while no other tab runs one, where the browser can promise that. */
  readonly exclusive: <T>(run: () => Promise<T>) => Promise<T>;
  readonly onSent: (row: OutboxRow, ack: Ack, files: readonly FileRef[] | null) => void;
  /**
   * The transcript has the message of this key. It is asked whenever what is shown changes: ack, echo, other tabs'
   * news and what the store held a moment ago come in any order, and none of them alone says it.
   */
  readonly isWritten: (key: string) => boolean;
  /** What is kept has changed: other tabs should look again. */
  readonly onStored: () => void;
  readonly onChange: () => void;
  readonly onUnauthenticated: () => void;
  readonly clock: Clock;
  readonly random: () => number;
};

/** As they were written; of two tabs that wrote at once, by key. */
export function inOrder(a: OutboxRow, b: OutboxRow): number {
  return a.order - b.order || (a.key < b.key ? -1 : 1);
}

/**
 * Sends what the visitor writes, oldest first and one at a time, for as long as it takes (P6). Sent
 * twice under one key it is still written once (P3), so every doubt ends in sending again.
 */
export function createOutbox(options: OutboxOptions) {
  const { store, send, upload, exclusive, onSent, isWritten, onStored, onChange, clock, random } = options;
  const { onUnauthenticated } = options;
  let items: readonly OutboxItem[] = [];
  /** Written here but not yet in the store; must not be sent yet. */
  const unstored = new Set<string>();
  let online = false;
  let draining = false;
  let stopped = false;
  let attempt = 0;
  let stopWaiting: (() => void) | null = null;
  /** The files that are on their way now. */
  let uploading: { readonly key: string; readonly end: AbortController } | null = null;

  const isHere = (key: string): boolean => items.some((item) => item.key === key);
  const isPaused = (key: string): boolean => items.some((item) => item.key === key && item.paused);
  function set(next: readonly OutboxItem[]): void {
    items = next.filter(({ key }) => !isWritten(key));
    // Given up or held up, here or in another tab.
    if (uploading && (!isHere(uploading.key) || isPaused(uploading.key))) uploading.end.abort();
    onChange();
  }
  function mark(key: string, change: Partial<OutboxItem>): void {
    set(items.map((item) => (item.key === key ? { ...item, ...change } : item)));
  }

  /** What the visitor wants of a message that waits. */
  async function change(key: string, wish: Partial<OutboxItem>): Promise<void> {
    mark(key, wish);
    const item = items.find((one) => one.key === key);
    // It is kept with it in a moment.
    if (!item || unstored.has(key)) return;
    const { state: _, done: __, ...row } = item;
    await store.put(row);
    onStored();
    void drain();
  }

  /** One sending of one row, cut short when the hub does not answer in time. */
  function once(row: OutboxRow, files: readonly FileRef[] | null): Promise<Answer<Ack> | 'lost'> {
    return new Promise((resolve) => {
      const cancel = clock.after(ackTimeout, () => resolve('lost'));
      send(row, files)
        .catch(() => 'lost' as const)
        .then((answer) => {
          cancel();
          resolve(answer);
        });
    });
  }

  /** Takes as long as it takes: what was written after it waits, so that it stays after it. */
  async function bring({ key, files }: OutboxRow): Promise<Answer<readonly FileRef[] | null> | 'lost'> {
    if (!files) return { ok: true, value: null };
    const end = new AbortController();
    uploading = { key, end };
    try {
      return await upload(files, end.signal, (done) => mark(key, { done }));
    } catch {
      return 'lost';
    } finally {
      uploading = null;
    }
  }

  function pause(delay: number): void {
    stopWaiting?.();
    stopWaiting = clock.after(delay, () => {
      stopWaiting = null;
      void drain();
    });
  }

  async function refused(row: OutboxRow, refusal: Refusal): Promise<void> {
    if (refusals[refusal.code].retry) {
      mark(row.key, { state: 'queued' });
      pause(refusal.retryAfter ?? backOff(attempt++, random));
      return;
    }
    if (refusal.code === 'unauthenticated') {
      // Not the message is at fault but who we say we are; it goes out again under a new name.
      mark(row.key, { state: 'queued' });
      online = false;
      onUnauthenticated();
      return;
    }
    mark(row.key, { state: 'refused', refusal: refusal.code });
    await store.put({ ...row, refusal: refusal.code });
    onStored();
  }

  async function sendOne(row: OutboxRow): Promise<void> {
    const kept = await store.all();
    if (!kept.some((other) => other.key === row.key && other.refusal === null && !other.paused)) {
      // Another tab was quicker: it has been sent, discarded, held up or refused there.
      return reload();
    }
    if (!online || stopped) return;
    mark(row.key, { state: 'sending' });
    const brought = await bring(row);
    if (!isHere(row.key)) return;
    const files = brought !== 'lost' && brought.ok ? brought.value : null;
    const answer = brought === 'lost' || !brought.ok ? brought : await once(row, files);
    if (answer === 'lost') {
      mark(row.key, { state: 'queued' });
      if (online && !isPaused(row.key)) pause(backOff(attempt++, random));
      return;
    }
    attempt = 0;
    if (!answer.ok) return refused(row, answer.error);
    onSent(row, answer.value, files);
    // Gone already, unless the transcript has a gap before it.
    mark(row.key, { state: 'sent' });
    await store.remove(row.key);
  }

  async function drain(): Promise<void> {
    if (draining || stopped) return;
    draining = true;
    try {
      while (online && !stopped && !stopWaiting) {
        const row = items.find((item) => item.state === 'queued' && !item.paused);
        // One that is kept sooner, being smaller, still is not the next one.
        if (!row || unstored.has(row.key)) break;
        const { state: _, done: __, ...kept } = row;
        // Whether to go on is asked anew: the lock is given back a while after the sending, and meanwhile the line may
        // be up again, whose news comes once.
        await exclusive(() => sendOne(kept));
      }
    } catch {
      set(items.map((item) => (item.state === 'sending' ? { ...item, state: 'queued' } : item)));
      pause(backOff(attempt++, random));
    } finally {
      draining = false;
    }
  }

  /** What earlier pages left is read in by then: it is older than anything that is written here. */
  let readIn: Promise<void> | null = null;

  /** Brings what is shown in line with what is kept, after another tab changed it. */
  function reload(): Promise<void> {
    const reading = readStore();
    readIn ??= reading;
    return reading;
  }

  async function readStore(): Promise<void> {
    const kept = await store.all();
    const known = new Map(items.map((item) => [item.key, item]));
    const stored = kept.map((row): OutboxItem => {
      const before = known.get(row.key);
      if (row.refusal !== null) return { ...row, state: 'refused' };
      return {
        ...row,
        state: before && before.state !== 'refused' ? before.state : 'queued',
        done: before?.done,
      };
    });
    const keys = new Set(kept.map((row) => row.key));
    const ours = items.filter(
      (item) => !keys.has(item.key) && (unstored.has(item.key) || item.state === 'sent'),
    );
    set([...stored, ...ours].sort(inOrder));
    // Its echo came while it was not known here, or while another tab put it in again.
    for (const key of keys) if (isWritten(key)) await store.remove(key);
    void drain();
  }

  return {
    items: (): readonly OutboxItem[] => items,
    reload,
    /** Shows the message at once, keeps it, and only then lets it go out. */
    async add(row: Omit<OutboxRow, 'refusal' | 'order'>): Promise<void> {
      unstored.add(row.key);
      set([...items, { ...row, order: Number.POSITIVE_INFINITY, refusal: null, state: 'queued' }]);
      await (readIn ?? reload());
      if (!isHere(row.key)) return;
      const order = 1 + Math.max(0, ...items.map((item) => item.order).filter(Number.isFinite));
      mark(row.key, { order });
      const kept = { ...row, order, refusal: null };
      await store.put(kept);
      unstored.delete(row.key);
      // Held up while it was being kept.
      if (isPaused(row.key)) await store.put({ ...kept, paused: true });
      onStored();
      void drain();
    },
    /** The line is up and the hub has said `ready`, or it is down. */
    setOnline(now: boolean): void {
      online = now;
      if (!now) {
        uploading?.end.abort();
        return;
      }
      attempt = 0;
      stopWaiting?.();
      stopWaiting = null;
      void drain();
    },
    async retry(key: string): Promise<void> {
      if (items.find((one) => one.key === key)?.state === 'refused')
        await change(key, { state: 'queued', refusal: null });
    },
    /** Holds up a message of files, or lets it go on where it was. */
    hold: (key: string, paused: boolean): Promise<void> => change(key, { paused }),
    async discard(key: string): Promise<void> {
      set(items.filter((item) => item.key !== key));
      await store.remove(key);
      onStored();
    },
    /** The transcript has the message of this key: it is written, whatever became of its ack (P10). */
    async echoed(key: string): Promise<void> {
      if (!isHere(key)) return;
      set(items);
      await store.remove(key);
    },
    stop(): void {
      stopped = true;
      stopWaiting?.();
      uploading?.end.abort();
    },
  };
}

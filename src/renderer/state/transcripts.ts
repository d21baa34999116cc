import type { Entry } from '#shared/domain/entry.ts';
import type { Outgoing } from '#shared/ipc/conversations.ts';
import type { LocalFile } from '#shared/ipc/files.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusedWith, tell } from '../bridge/bridge.ts';
import { applyRows, rowOf } from './conversations.ts';
import { createSlice } from './slice.ts';
import { isShown, type TabOrder } from './tab-order.ts';
import { closeTab, isOnScreen, useTabs } from './tabs.ts';
import type { Window } from './transcript-merge.ts';
import { mergeEntries, mergeOutgoing, trimWindow } from './transcript-merge.ts';

/** Entries asked for at once, and how many a shown or a hidden tab keeps. */
const pageSize = 60;
const keptShown = 500;
const keptHidden = 120;
const stride = 100;

export type Transcript = Window & {
  readonly state: 'loading' | 'ready' | 'failed';
  readonly refusal: Refusal | null;
  readonly older: 'idle' | 'loading' | 'failed';
  /** The unread line stands behind this sequence; null for no line. */
  readonly unreadAfter: number | null;
};

type Transcripts = { readonly byId: ReadonlyMap<string, Transcript> };

const fresh: Transcript = {
  state: 'loading',
  refusal: null,
  entries: [],
  outgoing: [],
  complete: false,
  older: 'idle',
  unreadAfter: null,
};

/** One for each open tab. */
export const useTranscripts = createSlice<Transcripts>({ byId: new Map() });

export function useTranscript(id: string): Transcript {
  return useTranscripts((s) => s.byId.get(id) ?? fresh);
}

function put(id: string, step: (transcript: Transcript) => Transcript): void {
  const { byId } = useTranscripts.getState();
  const before = byId.get(id);
  if (before === undefined) return;
  const after = step(before);
  if (after !== before) useTranscripts.setState({ byId: new Map(byId).set(id, after) });
}

function merged(transcript: Transcript, window: Window): Transcript {
  const same =
    window.entries === transcript.entries &&
    window.outgoing === transcript.outgoing &&
    window.complete === transcript.complete;
  return same ? transcript : { ...transcript, ...window };
}

/** What showing a conversation asks of main. */
export function firstPage(id: string): { readonly conversationId: string; readonly limit: number } {
  return { conversationId: id, limit: pageSize };
}

/** Reads the latest entries of a conversation that is not read yet; after a failure, again. */
export async function readTranscript(id: string): Promise<void> {
  const known = useTranscripts.getState().byId.get(id);
  if (known !== undefined && known.state !== 'failed') return;
  useTranscripts.setState((s) => ({ byId: new Map(s.byId).set(id, fresh) }));
  try {
    const answer = await call('conversations.open', firstPage(id));
    put(id, (t) => {
      let window: Window = mergeEntries({ ...t, complete: answer.complete }, answer.entries);
      for (const outgoing of answer.outgoing) window = mergeOutgoing(window, outgoing, false);
      const unreadAfter = answer.row.unread > 0 ? answer.row.readSeq : null;
      return { ...merged(t, window), complete: window.complete, state: 'ready', unreadAfter };
    });
  } catch (error) {
    put(id, (t) => ({ ...t, state: 'failed', refusal: refusedWith(error) }));
  }
}

/** Reads the page before the first entry; does nothing while one is being read. */
export async function readOlder(id: string): Promise<void> {
  const transcript = useTranscripts.getState().byId.get(id);
  const first = transcript?.entries[0];
  if (transcript === undefined || first === undefined) return;
  if (transcript.complete || transcript.older === 'loading') return;
  put(id, (t) => ({ ...t, older: 'loading' }));
  try {
    const answer = await call('conversations.older', {
      conversationId: id,
      before: first.seq,
      limit: pageSize,
    });
    put(id, (t) => {
      const window = mergeEntries(t, answer.entries);
      return { ...merged(t, window), complete: window.complete || answer.complete, older: 'idle' };
    });
  } catch {
    put(id, (t) => ({ ...t, older: 'failed' }));
  }
}

/**
 * After a whole new list: a tab whose conversation is not in it is asked for, and closed where it no longer
 * exists; a transcript that reaches further than its conversation does now is of another database, and is
 * read again.
 */
export async function recheckTabs(): Promise<void> {
  const { order } = useTabs.getState();
  await Promise.all(order.filter((id) => rowOf(id) === undefined).map(readRow));
  for (const [id, { entries }] of useTranscripts.getState().byId) {
    const row = rowOf(id);
    if (row === undefined || (entries.at(-1)?.seq ?? 0) <= row.conversation.lastSeq) continue;
    useTranscripts.setState((s) => ({ byId: new Map([...s.byId].filter(([other]) => other !== id)) }));
    if (isOnScreen(id)) void readTranscript(id);
  }
}

async function readRow(id: string): Promise<void> {
  try {
    const { row } = await call('conversations.open', { conversationId: id, limit: 1 });
    if (rowOf(id) === undefined) applyRows([row], false);
  } catch (error) {
    if (refusedWith(error).code === 'not_found') closeTab(id);
  }
}

export function applyEntries(id: string, entries: readonly Entry[]): void {
  put(id, (t) => merged(t, mergeEntries(t, entries)));
}

export function applyOutgoing(outgoing: Outgoing, removed: boolean): void {
  put(outgoing.conversationId, (t) => merged(t, mergeOutgoing(t, outgoing, removed)));
}

/** Lets go of what has been scrolled away; only for one whose end is on the screen, or that is hidden. */
export function trimTranscript(id: string): void {
  const shown = isOnScreen(id);
  put(id, (t) => {
    // In strides: dropping one for each that comes would lay out the whole list each time.
    if (shown && t.entries.length < keptShown + stride) return t;
    return merged(t, trimWindow(t, shown ? keptShown : keptHidden));
  });
}

/** Puts the unread line behind what has been read so far; `null` takes it away. */
export function setUnreadLine(id: string, after: number | null): void {
  put(id, (t) => (t.unreadAfter === after ? t : { ...t, unreadAfter: after }));
}

/** Shown at once as queued. Where main refuses to keep it, it goes and the refusal is thrown. */
export async function sendMessage(
  id: string,
  key: string,
  text: string,
  files: readonly LocalFile[] = [],
): Promise<void> {
  const shown: Outgoing = {
    key,
    conversationId: id,
    kind: 'message',
    text,
    ...(files.length > 0 && { files: [...files] }),
    quote: null,
    mentions: [],
    at: Date.now(),
    heldUntil: null,
    state: 'queued',
    code: null,
  };
  applyOutgoing(shown, false);
  setUnreadLine(id, null);
  try {
    applyOutgoing(
      await call('conversations.send', {
        ...{ conversationId: id, key, text },
        ...(files.length > 0 && { files: files.map((file) => file.key) }),
      }),
      false,
    );
  } catch (error) {
    applyOutgoing(shown, true);
    throw error;
  }
}

export async function retryOutgoing(key: string): Promise<void> {
  applyOutgoing(await call('outgoing.retry', { key }), false);
}

/** Gives up on a message. */
export async function discardOutgoing(outgoing: Outgoing): Promise<void> {
  await call('outgoing.discard', { key: outgoing.key });
  applyOutgoing(outgoing, true);
}

/** What has been seen is read, up to `seq`; marks only ever grow (P11). */
export function markRead(id: string, seq: number): void {
  const row = rowOf(id);
  if (row !== undefined && seq > row.readSeq) tell('conversations.markRead', { conversationId: id, seq });
}

function shownIn({ active, beside }: TabOrder): readonly string[] {
  return [active, beside].filter((id) => id !== null);
}

function comeInSight(id: string): void {
  const row = rowOf(id);
  if (row !== undefined && row.unread > 0) setUnreadLine(id, row.readSeq);
  void readTranscript(id);
}

function goOutOfSight(id: string): void {
  trimTranscript(id);
  setUnreadLine(id, null);
}

/** Reads what a new tab shows, forgets what a closed one showed, trims what went out of sight. */
export function followTranscripts(): () => void {
  return useTabs.subscribe((now, before) => {
    if (now.active !== before.active || now.beside !== before.beside) {
      for (const id of shownIn(now)) if (!isShown(before, id)) comeInSight(id);
      for (const id of shownIn(before)) if (!isShown(now, id)) goOutOfSight(id);
    }
    const { byId } = useTranscripts.getState();
    if (now.order !== before.order && [...byId.keys()].some((id) => !now.order.includes(id))) {
      useTranscripts.setState({ byId: new Map([...byId].filter(([id]) => now.order.includes(id))) });
    }
  });
}

import type { Entry, PersonRef, Quote } from '#shared/domain/entry.ts';
import type { Outgoing } from '#shared/ipc/conversations.ts';
import type { LocalFile } from '#shared/ipc/files.ts';
import { type Refusal, RefusalError } from '#shared/protocol/errors.ts';
import { call, refusedWith, tell } from '../bridge/bridge.ts';
import { applyRows, rowOf } from './conversations.ts';
import { noteHeld } from './held.ts';
import { showLine } from './shown-line.ts';
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
  /** Of a piece from further up: what was changed after it, which says how its lines read now. */
  readonly later: readonly Entry[];
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
  later: [],
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
    window.complete === transcript.complete &&
    window.detached === transcript.detached;
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
  const changes = entries.filter(({ body }) => body.kind === 'edited' || body.kind === 'recalled');
  put(id, (t) => {
    const next = merged(t, mergeEntries(t, entries));
    return t.detached && changes.length > 0 ? { ...next, later: [...next.later, ...changes] } : next;
  });
}

/** Lines on either side of one that is gone to. */
const around = 40;

/** Shows a line of the conversation, wherever it stands, and flashes it. Rejects where it cannot be read. */
export async function jumpTo(id: string, seq: number): Promise<void> {
  const here = useTranscripts.getState().byId.get(id)?.entries;
  if (here === undefined) return;
  if (!here.some((entry) => entry.seq === seq)) {
    const from = Math.max(1, seq - around);
    const page = await call('conversations.range', { conversationId: id, from, to: seq + around });
    if (!page.entries.some((entry) => entry.seq === seq)) throw new RefusalError('not_found');
    put(id, (t) => ({ ...t, ...page, ...standing(id, page.entries), complete: from === 1, older: 'idle' }));
  }
  showLine(id, seq);
}

/** Whether a piece reaches the end of its conversation. */
function standing(id: string, entries: readonly Entry[]): { readonly detached: boolean } {
  return { detached: (entries.at(-1)?.seq ?? 0) < (rowOf(id)?.conversation.lastSeq ?? 0) };
}

export async function jumpToEntry(id: string, entryId: string): Promise<void> {
  const here = useTranscripts
    .getState()
    .byId.get(id)
    ?.entries.find((entry) => entry.id === entryId);
  const seq = here?.seq ?? (await call('conversations.place', { conversationId: id, of: { entryId } })).seq;
  if (seq === null) throw new RefusalError('not_found');
  await jumpTo(id, seq);
}

/** To the first line at or after that moment, epoch milliseconds; where there is none, to the last. */
export async function jumpToMoment(id: string, at: number): Promise<void> {
  const { seq } = await call('conversations.place', { conversationId: id, of: { at } });
  await jumpTo(id, seq ?? rowOf(id)?.conversation.lastSeq ?? 1);
}

const readingNewer = new Set<string>();

/** Of a piece from further up: the page after its last entry. */
export async function readNewer(id: string): Promise<void> {
  const transcript = useTranscripts.getState().byId.get(id);
  const last = transcript?.entries.at(-1)?.seq;
  if (!transcript?.detached || last === undefined || readingNewer.has(id)) return;
  readingNewer.add(id);
  try {
    const page = await call('conversations.range', {
      conversationId: id,
      from: last + 1,
      to: last + pageSize,
    });
    put(id, (t) => {
      const { entries } = mergeEntries(t, page.entries);
      return { ...t, entries, later: page.later, ...standing(id, entries) };
    });
  } catch {
    // The way to the end is still there, and it is read again with the next look.
  } finally {
    readingNewer.delete(id);
  }
}

/** From a piece further up back to the end. */
export async function readLatest(id: string): Promise<void> {
  if (!useTranscripts.getState().byId.get(id)?.detached) return;
  const { entries, complete } = await call('conversations.open', firstPage(id));
  put(id, (t) => ({ ...t, entries, complete, detached: false, later: [], older: 'idle' }));
}

export function applyOutgoing(outgoing: Outgoing, removed: boolean): void {
  noteHeld(outgoing, removed);
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

export function sendMessage(id: string, key: string, text: string, along: Along = {}): Promise<void> {
  const { quote = null, files = [], holdFor = 0 } = along;
  const shown = beginning(id, key, text, {
    quote,
    heldUntil: holdFor > 0 ? Date.now() + holdFor : null,
    ...(files.length > 0 && { files: [...files] }),
  });
  const sent = call('conversations.send', {
    ...{ conversationId: id, key, text },
    ...(files.length > 0 && { files: files.map((file) => file.key) }),
    ...(quote && { quote }),
    ...(holdFor > 0 && { holdFor }),
  });
  return keepShown(shown, sent);
}

/** What goes along with the words of an answer. */
type Along = {
  readonly quote?: Quote | null;
  readonly files?: readonly LocalFile[];
  /** It can be taken back for so long, milliseconds. */
  readonly holdFor?: number;
};

/** A note for staff: it has a call of its own, all the way to the hub. */
export function sendNote(
  id: string,
  key: string,
  text: string,
  mentions: readonly PersonRef[],
  whisper?: true,
): Promise<void> {
  const named = [...mentions];
  const shown = beginning(id, key, text, { kind: 'note', mentions: named, ...(whisper && { whisper }) });
  return keepShown(
    shown,
    call('conversations.note', {
      ...{ conversationId: id, key, text, mentions: named },
      ...(whisper && { whisper }),
    }),
  );
}

function beginning(id: string, key: string, text: string, change: Partial<Outgoing>): Outgoing {
  const shown: Outgoing = {
    kind: 'message',
    quote: null,
    mentions: [],
    heldUntil: null,
    ...change,
    key,
    conversationId: id,
    text,
    at: Date.now(),
    state: 'queued',
    code: null,
  };
  applyOutgoing(shown, false);
  setUnreadLine(id, null);
  // Whoever writes wants to see it, and what it answers to.
  void readLatest(id).catch(() => undefined);
  return shown;
}

/** Shown at once as queued. Where main refuses to keep it, it goes and the refusal is thrown. */
async function keepShown(shown: Outgoing, kept: Promise<Outgoing>): Promise<void> {
  try {
    applyOutgoing(await kept, false);
  } catch (error) {
    applyOutgoing(shown, true);
    throw error;
  }
}

/** Changes of what was said need the hub. */
export async function editMessage(id: string, entryId: string, text: string): Promise<void> {
  await call('conversations.edit', { conversationId: id, entryId, text });
}

export async function recallMessage(id: string, entryId: string): Promise<void> {
  await call('conversations.recall', { conversationId: id, entryId });
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

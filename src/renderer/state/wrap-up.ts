import { type Filed, nothingFiled } from '#shared/domain/customer/filing.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusedWith, tell } from '../bridge/bridge.ts';
import { rowOf } from './conversations.ts';
import { createSlice } from './slice.ts';

type WrapUp = {
  /** Conversations whose form is on the screen although they are not over, or their time for it is. */
  readonly open: ReadonlySet<string>;
  /** And those where somebody has put it away. */
  readonly away: ReadonlySet<string>;
  /** What is being filed, by conversation. */
  readonly drafts: ReadonlyMap<string, Filed>;
  readonly refusals: ReadonlyMap<string, Refusal>;
  readonly busy: ReadonlySet<string>;
};

/** What one files of a conversation: kept while it is written, so that it can be begun before the end. */
export const useWrapUp = createSlice<WrapUp>({
  open: new Set(),
  away: new Set(),
  drafts: new Map(),
  refusals: new Map(),
  busy: new Set(),
});

/** Milliseconds without a key after which a draft is kept on disk. */
const settle = 400;
const timers = new Map<string, ReturnType<typeof setTimeout>>();

export function openWrapUp(id: string): void {
  useWrapUp.setState((s) => ({
    open: new Set(s.open).add(id),
    away: new Set([...s.away].filter((one) => one !== id)),
  }));
}

export function closeWrapUp(id: string): void {
  useWrapUp.setState((s) => ({
    open: new Set([...s.open].filter((one) => one !== id)),
    away: new Set(s.away).add(id),
  }));
}

/** What was written before, here or before a restart; else what was filed last. */
export async function readWrapUp(id: string): Promise<void> {
  if (useWrapUp.getState().drafts.has(id)) return;
  const { draft } = await call('wrapUp.draft', { conversationId: id }).catch(() => ({ draft: null }));
  if (useWrapUp.getState().drafts.has(id)) return;
  put(id, draft ?? rowOf(id)?.conversation.filed ?? nothingFiled);
}

export function setWrapUp(id: string, change: Partial<Filed>): void {
  const draft = { ...(useWrapUp.getState().drafts.get(id) ?? nothingFiled), ...change };
  put(id, draft);
  clearTimeout(timers.get(id));
  timers.set(
    id,
    setTimeout(() => tell('wrapUp.setDraft', { conversationId: id, draft }), settle),
  );
}

function put(id: string, draft: Filed): void {
  useWrapUp.setState((s) => ({ drafts: new Map(s.drafts).set(id, draft) }));
}

/** Files it; of one that goes on after having closed it. True when it is done. */
export async function fileWrapUp(id: string): Promise<boolean> {
  const row = rowOf(id);
  const { drafts, busy } = useWrapUp.getState();
  if (row === undefined || busy.has(id)) return false;
  const { version, status } = row.conversation;
  const filed = drafts.get(id) ?? nothingFiled;
  const input = { conversationId: id, version, filed: { ...filed, summary: filed.summary.trim() } };
  useWrapUp.setState((s) => ({
    busy: new Set(s.busy).add(id),
    refusals: new Map([...s.refusals].filter(([one]) => one !== id)),
  }));
  try {
    await call(status === 'closed' ? 'conversations.wrapDone' : 'conversations.closeAndFile', input);
    clearTimeout(timers.get(id));
    tell('wrapUp.setDraft', { conversationId: id, draft: null });
    useWrapUp.setState((s) => ({ drafts: new Map([...s.drafts].filter(([one]) => one !== id)) }));
    closeWrapUp(id);
    return true;
  } catch (error) {
    useWrapUp.setState((s) => ({ refusals: new Map(s.refusals).set(id, refusedWith(error)) }));
    return false;
  } finally {
    useWrapUp.setState((s) => ({ busy: new Set([...s.busy].filter((one) => one !== id)) }));
  }
}

import type { Conversation } from '#shared/domain/conversation.ts';
import type { Entry } from '#shared/domain/entry.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusedWith } from '../bridge/bridge.ts';
import { createSlice } from './slice.ts';

/** A conversation of before that somebody reads, beside the one they are in. */
export type Past = {
  /** The conversation by which one may read it. */
  readonly through: string;
  readonly of: string;
  readonly conversation: Conversation | null;
  readonly entries: readonly Entry[];
  readonly state: 'loading' | 'ready' | 'failed';
  readonly refusal: Refusal | null;
};

export const usePast = createSlice<{ readonly past: Past | null }>({ past: null });

export async function openPast(through: string, of: string): Promise<void> {
  usePast.setState({
    past: { through, of, conversation: null, entries: [], state: 'loading', refusal: null },
  });
  await read(through, of, null);
}

export function closePast(): void {
  usePast.setState({ past: null });
}

/** What is before the lines that are here. */
export async function readBefore(): Promise<void> {
  const { past } = usePast.getState();
  const first = past?.entries[0];
  if (past !== null && first !== undefined && first.seq > 1) await read(past.through, past.of, first.seq);
}

async function read(through: string, of: string, before: number | null): Promise<void> {
  try {
    const found = await call('customers.transcript', { conversationId: through, of, before });
    put(of, ({ entries }) => ({
      conversation: found.conversation,
      entries: [...found.entries, ...(before === null ? [] : entries)],
      state: 'ready',
    }));
  } catch (error) {
    put(of, () => ({ state: 'failed', refusal: refusedWith(error) }));
  }
}

/** Of one that is no longer looked at nothing is kept. */
function put(of: string, step: (past: Past) => Partial<Past>): void {
  const { past } = usePast.getState();
  if (past !== null && past.of === of) usePast.setState({ past: { ...past, ...step(past) } });
}

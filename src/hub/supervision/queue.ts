import type { GroupRef } from '#shared/domain/entry.ts';
import { newId } from '#shared/domain/key.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import { maxMoved } from '#shared/protocol/supervise.ts';
import type { Write } from '../conversations/index.ts';
import type { Routing } from '../routing/index.ts';

/** What became of those that were to be moved, and how many still wait. */
export type Moved = { readonly moved: number; readonly taken: number; readonly left: number };

/** Refusals that say: somebody else was first. */
const lostTo: readonly string[] = ['conflict', 'taken', 'conversation_closed', 'bad_request'];

/**
 * Gives what waits for one group to another, those that wait longest first. Each is a transfer as by hand, on the version that
 * was seen: who takes one at the same moment has it, and it is not moved. What is moved keeps what it has waited.
 */
export async function moveQueue(
  parts: { readonly board: Routing['known']['board']; readonly write: (write: Write) => Promise<unknown> },
  person: Me,
  from: string,
  group: GroupRef,
  until: number,
): Promise<Moved> {
  const waiting = () =>
    [...parts.board.queued().values()]
      .map(({ conversation }) => conversation)
      .filter((one) => one.group?.id === from);
  const some = waiting()
    .sort((a, b) => (a.queuedAt ?? 0) - (b.queuedAt ?? 0) || (a.id < b.id ? -1 : 1))
    .slice(0, maxMoved);
  const to = { groupId: group.id, group };
  const results = await Promise.allSettled(
    some.map(({ id: conversationId, version }) =>
      parts.write({
        ...{ kind: 'transfer', person, conversationId, version, to, note: null, until },
        key: newId(),
      }),
    ),
  );
  let moved = 0;
  for (const result of results) {
    if (result.status === 'fulfilled') moved += 1;
    else if (!(result.reason instanceof RefusalError) || !lostTo.includes(result.reason.refusal.code))
      throw result.reason;
  }
  return { moved, taken: some.length - moved, left: waiting().length };
}

import type { FoundLine } from '#shared/protocol/search.ts';
import { type DeskActor, isIn } from '../conversations/index.ts';
import type { Clock } from '../platform/clock.ts';
import { createLately } from './lately.ts';
import type { Trail } from './trail.ts';

/** Shown again within so long it is the same look: who types asks with each key. Milliseconds. */
const sameLook = 5 * 60_000;
/** Of all who search; who was shown more than that within the time is counted again. */
const mostKnown = 50_000;

/**
 * Words from conversations of others are about to leave as what was found (decision 42): a line of the audit trail says of how many
 * conversations, never which words were looked for nor what was found. What was shown to them a moment ago is not counted again.
 */
export function createFound(clock: Pick<Clock, 'now'>, trail: Pick<Trail, 'write'>) {
  /** Of which conversations something was shown, and to whom. */
  const shown = createLately(sameLook, mostKnown);

  return async (
    { person }: DeskActor,
    lines: readonly Pick<FoundLine, 'conversation'>[],
    address: string | undefined,
  ): Promise<void> => {
    // Agents read what is theirs to read; only who supervises looks into the work of others.
    if (person.role === 'agent') return;
    const now = clock.now();
    const keyOf = (id: string) => `${person.id} ${id}`;
    const ids = lines.flatMap(({ conversation }) =>
      conversation.agent === null || isIn(conversation, person.id) ? [] : [conversation.id],
    );
    const fresh = new Set(ids.filter((id) => !shown.has(keyOf(id), now)));
    if (fresh.size > 0) await trail.write(person, 'found', String(fresh.size), address);
    for (const id of ids) shown.add(keyOf(id), now);
  };
}

import type { Entry } from '#shared/domain/entry.ts';

/** What was said to whoever is asked: the note that its author wrote right before the offer that is open. */
export function noteOf(entries: readonly Entry[]): string | null {
  const at = entries.findLastIndex(({ body }) => body.kind === 'offered');
  const offered = entries[at];
  const before = entries[at - 1];
  if (offered === undefined || before?.body.kind !== 'note') return null;
  if (before.author.id === null || before.author.id !== offered.author.id) return null;
  // In one go with the offer: a note of an hour ago says nothing of it.
  return offered.at - before.at < 1000 && before.seq === offered.seq - 1 ? before.body.text : null;
}

export type Unanswered = {
  readonly entryId: string;
  readonly name: string;
  readonly how: 'transfer' | 'invite';
  readonly because: 'declined' | 'no_answer' | 'gone';
};

/**
 * The colleague who was asked last and did not come, until whoever has the conversation has gone on with it: their
 * next line says that they know.
 */
export function unansweredIn(entries: readonly Entry[], meId: string): Unanswered | null {
  for (const { id, body, author } of [...entries].reverse()) {
    if (body.kind === 'offer_ended') {
      const { how, because, to } = body;
      if (how === 'route' || because === 'withdrawn') return null;
      return { entryId: id, name: to.name, how, because };
    }
    if (body.kind === 'offered' || body.kind === 'assigned' || body.kind === 'joined') return null;
    if (author.id === meId) return null;
  }
  return null;
}

import type { Visitor } from '#shared/domain/conversation.ts';
import type { Staged } from './batch.ts';
import type { Held } from './writes.ts';

/** How many are remembered: those of visitors who wrote last. */
const most = 5000;

/**
 * The open conversations of visitors who wrote lately, as the last commit left them: whoever writes again needs no
 * look into the database, which for a customer's message is half of what the commit's preparation costs.
 *
 * The database stays the truth. This is only for where nobody else writes to it (an SQLite file is one hub's
 * own), it is told of commits after they are on disk, and it knows nothing that a row does not say.
 */
export type Heads = {
  /** Null where it is not known, or where the visitor has changed since. */
  readonly of: (visitor: Visitor) => Held | null;
  readonly keep: (staged: Pick<Staged, 'begun' | 'changed'>) => void;
};

export function createHeads(): Heads {
  const heads = new Map<string, Held>();
  return {
    of: (visitor) => {
      const held = heads.get(visitor.id);
      if (held === undefined) return null;
      const { name, locale } = held.conversation.visitor;
      return name === visitor.name && locale === visitor.locale ? held : null;
    },
    keep: ({ begun, changed }) => {
      for (const held of [...begun, ...changed]) {
        const { visitor, status, id } = held.conversation;
        // The one that was written to last is the last in the map.
        if (status !== 'closed' || heads.get(visitor.id)?.conversation.id === id) heads.delete(visitor.id);
        if (status !== 'closed') heads.set(visitor.id, held);
      }
      for (const id of heads.keys()) {
        if (heads.size <= most) break;
        heads.delete(id);
      }
    },
  };
}

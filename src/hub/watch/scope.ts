import { isPersonLed } from '#shared/domain/supervision/rights.ts';
import type { WatchAlert } from '#shared/protocol/watch.ts';
import type { Routing } from '../routing/index.ts';

type About = Pick<WatchAlert, 'group' | 'conversationId' | 'person'>;

/** Whose alerts are whose: of its group; where it is of somebody, of the groups they work for; of what is in no group, everybody's. */
export function createWatchScope({ board, roster }: Pick<Routing['known'], 'board' | 'roster'>) {
  /** Ids of the groups that it is of; null: it is everybody's. Where that is not known any more it is of those alone who lead all. */
  const groupsOf = ({ group, conversationId, person }: About): readonly string[] | null => {
    if (group !== null) return [group.id];
    if (conversationId !== null) {
      const seat = board.seat(conversationId);
      if (seat === undefined) return [];
      // Raised before it was in a group, it is by now.
      return seat.conversation.group === null ? null : [seat.conversation.group.id];
    }
    const member = person === null ? undefined : roster.members().get(person.id);
    return member === undefined ? [] : member.profile.groups;
  };

  return {
    groupsOf,
    /** Who works for one of these groups now. */
    peopleOf: (led: readonly string[]): readonly string[] =>
      [...roster.members().values()].flatMap(({ id, profile }) =>
        isPersonLed(led, profile.groups) ? [id] : [],
      ),
    isLed: (led: readonly string[] | null, alert: About): boolean => isPersonLed(led, groupsOf(alert)),
  };
}

export type WatchScope = ReturnType<typeof createWatchScope>;

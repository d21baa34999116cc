import { useMemo } from 'react';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import type { HandOverKind } from '../../../state/hand-over.ts';
import { useHouse } from '../../../state/house.ts';
import type { Option } from './choice-list.tsx';
import { groupsFor, type PersonChoice, peopleFor } from './choices.ts';
import { GroupContent, PersonContent } from './option-content.tsx';

export type Part = 'people' | 'groups';

type Choices = {
  readonly options: readonly Option[];
  readonly people: readonly PersonChoice[];
  readonly groups: readonly { readonly id: string; readonly name: string }[];
  /** The hub has not told yet who is here. */
  readonly isLoading: boolean;
};

/** What there is to choose from now; it changes while one looks at it. */
export function useChoices(
  asked: { readonly what: HandOverKind; readonly conversation: Conversation; readonly me: Me },
  part: Part,
  search: string,
): Choices {
  const { people, groups } = useHouse();
  const { what, conversation, me } = asked;
  return useMemo(() => {
    const question = { what, conversation, me, people: people ?? [], groups, search };
    const found = peopleFor(question);
    const queues = groupsFor(question);
    const options =
      part === 'people'
        ? found.map((choice) => ({
            id: choice.person.id,
            disabled: !choice.can,
            content: <PersonContent choice={choice} />,
          }))
        : queues.map((group) => ({ id: group.id, disabled: false, content: <GroupContent group={group} /> }));
    return { options, people: found, groups: queues, isLoading: people === null };
  }, [what, conversation, me, people, groups, search, part]);
}

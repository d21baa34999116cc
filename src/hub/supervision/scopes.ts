import type { Me } from '#shared/protocol/handshake.ts';
import type { DeskActor, Overseer } from '../conversations/index.ts';
import type { StepRights } from './rights.ts';

/**
 * What part of the house each desk of a supervisor sees: all, or what goes by their groups. It is settled at the door, with the rooms
 * and the list that go by it; when settings or groups are others, the desk is sent through the door once more.
 */
export function createScopes({
  rights,
  rescope,
}: {
  readonly rights: Pick<StepRights, 'over'>;
  readonly rescope: (sessionId: string) => void;
}) {
  const here = new Set<DeskActor>();

  const asReader = (me: Me): DeskActor['person'] => {
    const over = me.role === 'agent' ? null : rights.over(me);
    return over === null ? me : { ...me, over };
  };

  return {
    asReader,
    joined: (actor: DeskActor): void => {
      if (actor.person.role === 'supervisor') here.add(actor);
    },
    left: (actor: DeskActor): void => void here.delete(actor),
    /** Those who oversee some groups; a person is in it once, whatever they have open. */
    overseers: (): readonly Overseer[] => {
      const found = new Map<string, Overseer>();
      for (const { person } of here)
        if (person.over !== undefined) found.set(person.id, { id: person.id, over: person.over });
      return [...found.values()];
    },
    /** Every second. */
    look: (): void => {
      for (const { person, sessionId } of [...here]) {
        const now = rights.over(person) ?? undefined;
        if (JSON.stringify(now) !== JSON.stringify(person.over)) rescope(sessionId);
      }
    },
  };
}

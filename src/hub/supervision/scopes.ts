import type { Me } from '#shared/protocol/handshake.ts';
import type { DeskActor, Overseer } from '../conversations/index.ts';
import type { StepRights } from './rights.ts';

/** Who supervises and leads all groups. */
const leaders = 'led';
/** Who supervises, whatever they lead. */
const supervising = 'supervising';
const ledRoom = (groupId: string): string => `led:${groupId}`;

/** Rooms of those who are to hear what is of one of these groups; null: of no group, or of all. */
export function roomsOfLed(groupIds: readonly string[] | null): string[] {
  return groupIds === null ? [supervising] : [leaders, ...groupIds.map(ledRoom)];
}

/**
 * What part of the house each desk of a supervisor sees: all, or what goes by their groups. It is settled at the door, with the rooms
 * and the list that go by it; when settings or groups are others, the desk is sent through the door once more.
 */
export function createScopes({
  rights,
  rescope,
}: {
  readonly rights: Pick<StepRights, 'over' | 'led'>;
  readonly rescope: (sessionId: string) => void;
}) {
  const here = new Set<DeskActor>();

  const asReader = (me: Me): DeskActor['person'] => {
    if (me.role === 'agent') return me;
    const [over, led] = [rights.over(me), rights.led(me)];
    return { ...me, ...(over !== null && { over }), ...(led !== null && { led }) };
  };

  return {
    asReader,
    /** Rooms that go by whom they lead. */
    roomsOf: ({ role, led }: DeskActor['person']): string[] =>
      role === 'agent' ? [] : [supervising, ...(led?.map(ledRoom) ?? [leaders])],
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
        const now = JSON.stringify([rights.over(person), rights.led(person)]);
        if (now !== JSON.stringify([person.over ?? null, person.led ?? null])) rescope(sessionId);
      }
    },
  };
}

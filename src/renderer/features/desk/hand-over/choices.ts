import type { Conversation } from '#shared/domain/conversation.ts';
import type { Colleague, GroupState } from '#shared/protocol/colleagues.ts';
import type { Me } from '#shared/protocol/handshake.ts';

/** What a person is told of somebody they might choose. */
export type PersonChoice = {
  readonly person: Colleague;
  /** Names of their groups; null: all. */
  readonly groups: readonly string[] | null;
  /** Whether they can be chosen at all. */
  readonly can: boolean;
  /** They are not here: it can only be given to them, not asked. */
  readonly onlyGive: boolean;
};

type Question = {
  readonly what: 'transfer' | 'invite';
  readonly conversation: Conversation;
  readonly me: Me;
  readonly people: readonly Colleague[];
  readonly groups: readonly GroupState[];
  /** What was typed to find somebody. */
  readonly search: string;
};

/**
 * Colleagues who could get it, those first who could take it up now. Who is not here is shown, so that nobody looks
 * for them, but only a supervisor may give it to them.
 */
export function peopleFor({ what, conversation, me, people, groups, search }: Question): PersonChoice[] {
  const taken = new Set([me.id, conversation.agent?.id, ...conversation.guests.map(({ id }) => id)]);
  if (what === 'transfer') for (const { id } of conversation.guests) taken.delete(id);
  taken.add(me.id);
  const names = new Map(groups.map(({ id, name }) => [id, name]));
  return people
    .filter(({ id }) => !taken.has(id))
    .map((person): PersonChoice => {
      const isHere = isReachable(person);
      const onlyGive = !isHere && what === 'transfer' && me.role !== 'agent';
      const own = person.groups?.map((id) => names.get(id)).filter((name) => name !== undefined) ?? null;
      return { person, groups: own, can: isHere || onlyGive, onlyGive };
    })
    .filter(({ person, groups: own }) => fits(search, [person.name, ...(own ?? [])]))
    .sort((a, b) => byReach(a.person, b.person));
}

/** Groups whose queue it could go to: not the one it waits in. */
export function groupsFor({ conversation, groups, search }: Question): GroupState[] {
  const here = conversation.agent === null ? conversation.group?.id : undefined;
  return groups
    .filter(({ id, name }) => id !== here && fits(search, [name]))
    .sort((a, b) => Number(b.open) - Number(a.open) || b.free - a.free || a.name.localeCompare(b.name));
}

export function isReachable({ status }: Pick<Colleague, 'status'>): boolean {
  return status !== 'offline' && status !== 'invisible';
}

export function hasRoom({ load, capacity }: Pick<Colleague, 'load' | 'capacity'>): boolean {
  return load < capacity;
}

/** Online with room, online without, busy, away, not here; then by the share of their capacity, then by name. */
function byReach(a: Colleague, b: Colleague): number {
  return reach(a) - reach(b) || share(a) - share(b) || a.name.localeCompare(b.name);
}

function reach(person: Colleague): number {
  if (!isReachable(person)) return 4;
  if (person.status === 'online') return hasRoom(person) ? 0 : 1;
  return person.status === 'busy' ? 2 : 3;
}

const share = ({ load, capacity }: Colleague) => load / Math.max(1, capacity);

/** Every word that was typed is part of one of the names. */
function fits(search: string, names: readonly string[]): boolean {
  const words = search.trim().toLowerCase().split(/\s+/);
  const all = names.join(' ').toLowerCase();
  return words.every((word) => all.includes(word));
}

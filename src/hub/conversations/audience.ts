import type { NewEntry } from '#shared/protocol/desk.ts';
import { overseenBy, type Reader } from './visibility.ts';
import type { Committed } from './writes.ts';

/** News for everybody in one of `rooms` who is in none of `except`. */
export type DeskParcel = {
  readonly rooms: string[];
  readonly except: string[];
  readonly entries: NewEntry[];
};

const supervisors = 'supervisors';
const queue = 'queue';

/** Somebody who supervises some groups and not all of them (E2), and has a desk connected. */
export type Overseer = { readonly id: string; readonly over: readonly string[] };

/** The room of those who oversee that group, and not all of them. */
export const overRoom = (groupId: string): string => `over:${groupId}`;

/** The rooms of a desk, besides those of its person and its session. */
export function roomsOfReader(reader: Reader): string[] {
  const over = overseenBy(reader);
  if (over === null) return [supervisors];
  // Who oversees some groups sees of the others what every agent sees.
  return [queue, ...over.map(overRoom)];
}

/**
 * Who hears what of a commit. Every desk gets at most one parcel, with all that is for it in feed order:
 * one packet a desk and commit, written once for all who get the same.
 */
export function deskParcels(
  committed: readonly Committed[],
  overseers: readonly Overseer[] = [],
): DeskParcel[] {
  const news = committed.map(toNews);
  const ofQueue: number[] = [];
  /** What those hear who own or owned one of the conversations, or are asked about it, by their room. */
  const ofPerson = new Map<string, number[]>();
  for (const one of committed) for (const id of hearersOf(one, overseers)) ofPerson.set(`person:${id}`, []);

  committed.forEach((one, i) => {
    if (!isSeenInQueue(one))
      for (const id of hearersOf(one, overseers)) ofPerson.get(`person:${id}`)?.push(i);
    else for (const list of [ofQueue, ...ofPerson.values()]) list.push(i);
  });

  const groups = new Map<string, { rooms: string[]; indexes: readonly number[] }>();
  const add = (room: string, indexes: readonly number[]) => {
    const group = groups.get(indexes.join());
    if (group === undefined) groups.set(indexes.join(), { rooms: [room], indexes });
    else group.rooms.push(room);
  };
  add(supervisors, [...committed.keys()]);
  for (const [room, indexes] of ofPerson) add(room, indexes);
  if (ofQueue.length > 0) add(queue, ofQueue);

  // Who owns something looks at the queue as well, and what a person hears is never less than the queue.
  return [...groups.values()].map(({ rooms, indexes }) => ({
    rooms,
    except: [
      ...(rooms.includes(supervisors) ? [] : [supervisors]),
      ...(rooms.includes(queue) ? [...ofPerson.keys()].filter((room) => !rooms.includes(room)) : []),
    ],
    entries: indexes.map((i) => news[i] as NewEntry),
  }));
}

/**
 * A message in a conversation that was there before changes its row as `afterEntry` says: whoever has the row computes
 * it, and who has not hears of a gap, since the first entry is no message (P7). The row is most of what a message costs on the way to a desk.
 */
function toNews({ entry, conversation, before }: Committed): NewEntry {
  const follows = entry.body.kind === 'message' && before?.version === conversation.version;
  return follows ? { entry } : { entry, conversation };
}

/**
 * Ids of who has or had it, and of whom a colleague asks about it: also of that they are asked no more; and of who oversees
 * its group, or did until now.
 */
function hearersOf(
  { before, conversation, owners }: Committed,
  overseers: readonly Overseer[],
): ReadonlySet<string> {
  const asked = [before?.offer, conversation.offer].flatMap((offer) =>
    offer && offer.how !== 'route' ? [offer.to.id] : [],
  );
  const groups = [before?.group?.id, conversation.group?.id];
  const over = overseers.filter((one) => one.over.some((id) => groups.includes(id)));
  return new Set([...owners, ...asked, ...over.map(({ id }) => id)]);
}

/** Whoever looks at the queue hears of what comes into it, is in it, and goes from it. */
function isSeenInQueue({ before, conversation }: Committed): boolean {
  return before === null || before.agent === null || conversation.agent === null;
}

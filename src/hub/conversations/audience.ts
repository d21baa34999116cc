import type { NewEntry } from '#shared/protocol/desk.ts';
import type { Committed } from './writes.ts';

/** News for everybody in one of `rooms` who is in none of `except`. */
export type DeskParcel = {
  readonly rooms: string[];
  readonly except: string[];
  readonly entries: NewEntry[];
};

const supervisors = 'supervisors';
const queue = 'queue';

/**
 * Who hears what of a commit. Every desk gets at most one parcel, with all that is for it in feed order:
 * one packet a desk and commit, written once for all who get the same.
 */
export function deskParcels(committed: readonly Committed[]): DeskParcel[] {
  const news = committed.map(toNews);
  const ofQueue: number[] = [];
  /** What those hear who own or owned one of the conversations, or are asked about it, by their room. */
  const ofPerson = new Map<string, number[]>();
  for (const one of committed) for (const id of hearersOf(one)) ofPerson.set(`person:${id}`, []);

  committed.forEach((one, i) => {
    if (!isSeenInQueue(one)) for (const id of hearersOf(one)) ofPerson.get(`person:${id}`)?.push(i);
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

/** Ids of who has or had it, and of whom a colleague asks about it: also of that they are asked no more. */
function hearersOf({ before, conversation, owners }: Committed): ReadonlySet<string> {
  const asked = [before?.offer, conversation.offer].flatMap((offer) =>
    offer && offer.how !== 'route' ? [offer.to.id] : [],
  );
  return new Set([...owners, ...asked]);
}

/** Whoever looks at the queue hears of what comes into it, is in it, and goes from it. */
function isSeenInQueue({ before, conversation }: Committed): boolean {
  return before === null || before.agent === null || conversation.agent === null;
}

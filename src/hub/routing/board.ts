import type { Conversation } from '#shared/domain/conversation.ts';
import { holdersOf, loadOf } from '#shared/domain/routing/load.ts';

/** One conversation as routing knows it. */
export type Seat = {
  readonly conversation: Conversation;
  /** Ids of everybody who has or had it. */
  readonly owners: readonly string[];
};

/** What changed, where ownership, status or queue did. `at`: epoch milliseconds. */
export type Move = { readonly before: Seat | null; readonly after: Seat; readonly at: number };

/** What is closed is known for so long, so that an older row that was on its way does not bring it back. */
const remembers = 60_000;

export type Board = ReturnType<typeof createBoard>;

/**
 * What is open and who holds it, kept in memory: who waits is looked at after every commit, and a question to
 * the database each time would cost more than the commit. It is fed with every commit of this node and, when others
 * have written, with rows from the database; what is older than what it knows changes nothing. It may be
 * behind, never wrong for long: every write on what it says is a compare-and-set.
 */
export function createBoard(onMove: (move: Move) => void = () => undefined) {
  const seats = new Map<string, Seat>();
  const queued = new Map<string, Seat>();
  const offered = new Set<string>();
  /** Ids of conversations that are a load to the person, or were until wrap-up was over. */
  const holding = new Map<string, Set<string>>();
  const since = new Map<string, number>();
  const lastGivenAt = new Map<string, number>();
  const lastDoneAt = new Map<string, number>();

  const later = (map: Map<string, number>, id: string, at: number) =>
    void map.set(id, Math.max(map.get(id) ?? 0, at));

  const file = (before: Seat | null, after: Seat) => {
    const { conversation } = after;
    const { id } = conversation;
    const holders = holdersOf(conversation);
    for (const person of before === null ? [] : holdersOf(before.conversation))
      if (!holders.includes(person)) holding.get(person)?.delete(id);
    const isOver = conversation.status === 'closed' && conversation.wrapUpUntil === null;
    for (const person of holders) {
      const ids = holding.get(person) ?? new Set();
      if (isOver) ids.delete(id);
      else ids.add(id);
      holding.set(person, ids);
    }
    if (conversation.status === 'queued') queued.set(id, after);
    else queued.delete(id);
    if (conversation.offer === null) offered.delete(id);
    else offered.add(id);
  };

  const time = (before: Seat | null, { conversation }: Seat, at: number) => {
    const had = before?.conversation;
    const { id, agent, offer, status } = conversation;
    if (agent !== null && status === 'active' && had?.agent?.id !== agent.id) {
      since.set(id, at);
      later(lastGivenAt, agent.id, at);
    }
    if (offer !== null && offer.how === 'route' && had?.offer?.to.id !== offer.to.id)
      later(lastGivenAt, offer.to.id, at);
    if (had?.agent && had.status === 'active' && (status === 'closed' || agent?.id !== had.agent.id))
      later(lastDoneAt, had.agent.id, at);
  };

  return {
    /** `at`: when that became so. Nothing happens where as much, or more, is known already. */
    apply: (seat: Seat, at: number): void => {
      const { conversation } = seat;
      const before = seats.get(conversation.id) ?? null;
      if (before !== null && before.conversation.lastSeq >= conversation.lastSeq) return;
      seats.set(conversation.id, seat);
      file(before, seat);
      if (before !== null && before.conversation.version === conversation.version) return;
      time(before, seat, at);
      onMove({ before, after: seat, at });
    },
    /** When somebody was given one before this node knew of it. */
    gave: (personId: string, at: number): void => later(lastGivenAt, personId, at),
    /** Forgets what is over. */
    sweep: (now: number): void => {
      for (const [id, { conversation }] of seats) {
        if (conversation.status !== 'closed') continue;
        const over = Math.max(conversation.wrapUpUntil ?? 0, (conversation.closedAt ?? 0) + remembers);
        if (over > now) continue;
        seats.delete(id);
        since.delete(id);
        for (const person of holdersOf(conversation)) holding.get(person)?.delete(id);
      }
    },
    seat: (id: string): Seat | undefined => seats.get(id),
    /** What is open, and what was closed a moment ago. */
    all: (): Seat[] => [...seats.values()],
    /** Conversations that somebody has. */
    served: (): Conversation[] =>
      [...seats.values()].flatMap(({ conversation }) =>
        conversation.status === 'active' ? [conversation] : [],
      ),
    queued: (): ReadonlyMap<string, Seat> => queued,
    /** What somebody is asked to take, to go on with or to join in. */
    offered: (): Seat[] => [...offered].flatMap((id) => seats.get(id) ?? []),
    loadOf: (personId: string, now: number): number => {
      let load = 0;
      for (const id of holding.get(personId) ?? []) {
        const seat = seats.get(id);
        if (seat !== undefined) load += loadOf(seat.conversation, personId, now);
      }
      return load;
    },
    /** Since when its agent has it; null where that was before this node knew of it. */
    since: (id: string): number | null => since.get(id) ?? null,
    lastGivenAt: (personId: string): number => lastGivenAt.get(personId) ?? 0,
    idleSince: (personId: string): number =>
      Math.max(lastGivenAt.get(personId) ?? 0, lastDoneAt.get(personId) ?? 0),
  };
}

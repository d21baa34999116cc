import type { Conversation } from '#shared/domain/conversation.ts';
import type { Entry } from '#shared/domain/entry.ts';
import { createReads } from '../../src/hub/conversations/reads.ts';
import type { Asked, House } from './house.ts';
import {
  after,
  answerTo,
  impossibleIn,
  isGrantOf,
  type Question,
  readingOf,
  type Talk,
  type Target,
} from './reference.ts';

/** The hub's records, with the past of each conversation. */
export type Truth = {
  readonly entries: readonly Entry[];
  readonly rows: ReadonlyMap<string, Conversation>;
  readonly talks: ReadonlyMap<string, Talk>;
  readonly byKey: ReadonlyMap<string, Entry>;
  /** Read marks of a person, by conversation. */
  readonly marks: (personId: string) => Promise<ReadonlyMap<string, number>>;
  readonly problems: readonly string[];
};

export const keyOf = (author: string | null, key: string) => `${author} ${key}`;

const clock = { now: () => 0, every: () => () => {} };
/** Questions that change something. */
const writes =
  /^(message\.(send|edit|recall|leave)|note\.add|conversation\.(take|transfer|close|invite|leave)|offer\.\w+|wrap\.done|rating\.ask)$/;

/** All that this workspace has in the feed, page by page: one pull looks only so far, and others' entries come before. */
async function wholeFeed(house: House, reads: ReturnType<typeof createReads>) {
  const entries: Entry[] = [];
  const conversations: Conversation[] = [];
  for (let since = house.feedStart; ; ) {
    const page = await reads.feed({ id: '', role: 'supervisor' }, since, 10_000);
    entries.push(...page.entries);
    conversations.push(...page.conversations);
    since = page.next;
    if (page.next >= page.head) return { entries, conversations };
  }
}

/** Reads what the hub has, and says what of it should not be so. */
export async function readTruth(house: House): Promise<Truth> {
  const reads = createReads(house.database, house.workspaceId, clock);
  const { entries, conversations } = await wholeFeed(house, reads);
  const rows = new Map(conversations.map((each) => [each.id, each]));
  const problems: string[] = [];
  const history = createHistory(house);
  const byKey = new Map<string, Entry>();
  const wrong = (entry: Entry, what: string) =>
    problems.push(`entry ${entry.feedSeq} (${entry.body.kind} by ${entry.author.kind}) ${what}`);

  entries.forEach((entry, at) => {
    const number = house.feedStart + at + 1;
    if (entry.feedSeq !== number) wrong(entry, `should be number ${number} of the feed`);
    const before = history.now(entry.conversationId);
    if (entry.seq !== (before?.seq ?? 0) + 1) wrong(entry, 'leaves a gap in its conversation');
    const publicSeq = (before?.publicSeq ?? 0) + 1;
    if (entry.publicSeq !== (entry.audience === 'everyone' ? publicSeq : null))
      wrong(entry, 'leaves a gap in what the customer sees');
    if (entry.key !== null) {
      const name = keyOf(entry.author.id, entry.key);
      if (byKey.has(name)) wrong(entry, 'is there twice');
      byKey.set(name, entry);
    }
    if (entry.body.kind === 'message' && entry.body.quote !== undefined) {
      const { entryId, text } = entry.body.quote;
      const earlier = entries.slice(0, at).filter((one) => one.conversationId === entry.conversationId);
      if (readingOf(earlier).get(entryId) !== text) wrong(entry, 'quotes what was not said');
    }
    if (entry.body.kind === 'note' && entry.audience !== 'staff')
      wrong(entry, 'is a note that customers see');
    const since = house.feedStart + beginningOf(entries, at);
    for (const what of whyNot(house, history, entry, before, since)) wrong(entry, what);
    history.add(entry);
    const talk = history.now(entry.conversationId);
    for (const what of talk === undefined ? [] : impossibleIn(talk)) wrong(entry, `${what} after it`);
  });

  for (const asked of house.asked) {
    if (!writes.test(asked.event)) continue;
    const what = whyNotAnswered(history, byKey, asked);
    if (what !== null) problems.push(`${asked.event} of ${asked.input.key}: ${what}`);
  }
  for (const [id, row] of rows) {
    const talk = history.now(id);
    const sum = talk && [
      talk.status,
      talk.agent,
      talk.version,
      talk.seq,
      talk.waitingSince,
      talk.last?.text ?? null,
      talk.kind,
      talk.group,
      talk.waited,
      talk.inQueueSince === null ? null : talk.inQueueSince - talk.waited,
      talk.offer && [talk.offer.how, talk.offer.to, talk.offer.by],
      talk.guests,
      talk.wrapsUp,
      talk.rating,
    ];
    const { offer } = row;
    const is = [
      row.status,
      row.agent,
      row.version,
      row.lastSeq,
      row.waitingSince,
      row.lastMessage?.text ?? null,
      row.kind,
      row.group?.id ?? null,
      row.waited,
      row.queuedAt,
      offer && [offer.how, offer.to.id, offer.by?.id ?? null],
      row.guests.map(({ id }) => id),
      row.wrapUpUntil !== null,
      row.rating === undefined ? null : { score: row.rating.score },
    ];
    if (JSON.stringify(sum) !== JSON.stringify(is))
      problems.push(`row of ${id} is ${JSON.stringify(is)}, its entries come to ${JSON.stringify(sum)}`);
  }
  const marks = async (personId: string) => {
    const found = await house.database.kysely
      .selectFrom('mark')
      .select(['conversation_id', 'seq'])
      .where('person_id', '=', personId)
      .execute();
    return new Map(found.map(({ conversation_id, seq }) => [conversation_id, seq]));
  };
  return { entries, rows, talks: history.talks(), byKey, marks, problems };
}

type History = ReturnType<typeof createHistory>;

/** Every conversation at every position of the feed. */
function createHistory(house: House) {
  const states = new Map<string, { readonly feedSeq: number; readonly talk: Talk }[]>();
  const messages = new Map<string, { readonly entry: Entry; recalledAt: number }>();
  const there = {
    people: house.people.map(({ id }) => id),
    groups: house.groups.map(({ id }) => id),
  };

  const at = (id: string, feedSeq: number): Talk | undefined =>
    states.get(id)?.findLast((state) => state.feedSeq <= feedSeq)?.talk;
  const now = (id: string) => at(id, Number.POSITIVE_INFINITY);
  const target = (id: unknown, feedSeq: number): Target | null => {
    const found = messages.get(String(id));
    if (found === undefined || found.entry.feedSeq > feedSeq) return null;
    const { conversationId, author } = found.entry;
    return {
      conversationId,
      authorId: author.id,
      at: found.entry.at,
      isRecalled: found.recalledAt <= feedSeq,
    };
  };
  return {
    now,
    at,
    talks: () => new Map([...states.keys()].map((id) => [id, now(id) as Talk])),
    add: (entry: Entry) => {
      const own = states.get(entry.conversationId) ?? [];
      own.push({ feedSeq: entry.feedSeq, talk: after(own.at(-1)?.talk, entry) });
      states.set(entry.conversationId, own);
      if (entry.body.kind === 'message')
        messages.set(entry.id, { entry, recalledAt: Number.POSITIVE_INFINITY });
      const recalled = entry.body.kind === 'recalled' ? messages.get(entry.body.entryId) : undefined;
      if (recalled !== undefined) recalled.recalledAt = entry.feedSeq;
    },
    /** What the hub had to answer when the feed stood there, and its clock so. */
    answer: ({ by, event, input }: Pick<Asked, 'by' | 'event' | 'input'>, feedSeq: number, time: number) => {
      const person = house.people.find(({ id }) => id === by);
      if (person === undefined) return 'ok';
      const asked = { event, ...input } as Question;
      const talk = at(String(input.conversationId), feedSeq);
      return answerTo(person, asked, talk, target(input.entryId, feedSeq), there, time);
    },
  };
}

/** The feed's end before what was asked for was written: a note, or the end of an offer, may come before it. */
function beginningOf(entries: readonly Entry[], at: number): number {
  let first = at;
  const { author, conversationId } = entries[at] as Entry;
  const isOfIt = (one: Entry | undefined) =>
    one?.key === null && one.conversationId === conversationId && one.author.id === author.id;
  while (isOfIt(entries[first - 1])) first -= 1;
  return first;
}

/** Why an entry should not be there; `before` is its conversation without it, `since` where the feed stood. */
function whyNot(
  house: House,
  history: History,
  entry: Entry,
  before: Talk | undefined,
  since: number,
): string[] {
  const { author, body, key } = entry;
  const reasons: string[] = [];
  if (before?.status === 'closed' && body.kind !== 'wrapped' && body.kind !== 'note')
    reasons.push('was written after the end');
  if (body.kind === 'assigned' && body.from?.id !== before?.agent?.id)
    reasons.push('takes it from another than had it');
  if (key === null) return reasons;
  const asked = house.asked.filter((each) => each.by === author.id && each.input.key === key);
  // A hub that died between the commit and the answer has answered nobody; that somebody asked is sure.
  const [one] =
    asked.length > 0
      ? asked
      : house.unanswered.filter((each) => each.by === author.id && each.input.key === key);
  if (one === undefined) return [...reasons, 'was asked for by nobody'];
  if (!isGrantOf(entry, { event: one.event, ...one.input } as never))
    reasons.push('is not what was asked for');
  const answer = history.answer(one, since, entry.at);
  if (answer !== 'ok') reasons.push(`should have been refused with ${answer}`);
  return reasons;
}

/** Why a question should have had another answer; null when it is right. */
function whyNotAnswered(history: History, byKey: ReadonlyMap<string, Entry>, asked: Asked): string | null {
  const { answer } = asked;
  const entry = byKey.get(keyOf(asked.by, String(asked.input.key)));
  if (answer.ok) {
    if (entry === undefined) return 'granted, and not there';
    return answer.value.id === entry.id ? null : 'granted with another entry than is there';
  }
  const { code } = answer.error;
  const right = new Set<string>();
  for (let feedSeq = asked.from; feedSeq <= asked.to; feedSeq += 1) {
    if (entry !== undefined && entry.feedSeq <= feedSeq) continue;
    for (const time of [asked.at, asked.until]) right.add(history.answer(asked, feedSeq, time));
  }
  if (right.has(code)) return null;
  return `refused with ${code}, right would have been ${[...right].join(' or ') || 'the answer of then'}`;
}

import { afterEntry } from '#shared/domain/after-entry.ts';
import { type Conversation, unrouted, type Visitor } from '#shared/domain/conversation.ts';
import type { Entry } from '#shared/domain/entry.ts';
import { loadOf } from '#shared/domain/routing/load.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { decide } from './decide.ts';
import type { Colleague, Decision, Draft, Named, Taker, Upload } from './drafts.ts';
import {
  type Committed,
  drawnIn,
  filesNamed,
  type Held,
  keyOf,
  messageNamed,
  peopleNamed,
  takerOf,
  type Write,
} from './writes.ts';

/** What a batch has to know before it starts. */
export type Known = {
  /** Last feedSeq given out. */
  readonly head: number;
  readonly held: readonly Held[];
  /** Entries written under one of the batch's keys before. */
  readonly entries: readonly Entry[];
  /** Messages that are to be changed or quoted, and the edits and recalls there are in their conversations. */
  readonly targets: readonly Entry[];
  /** Those among the people whom the writes name who work here. */
  readonly people: readonly Colleague[];
  /** Those to whom routing gives something, by id, before the batch. */
  readonly takers: ReadonlyMap<string, Taker>;
  /** Files that go along with something in the batch, by id. */
  readonly files: ReadonlyMap<string, Upload>;
};

export type Outcome =
  | { readonly ok: true; readonly entry: Entry }
  | { readonly ok: false; readonly refusal: Refusal };

/** What has to be written so that the outcomes are true. */
export type Staged = {
  readonly outcomes: readonly Outcome[];
  /** How many entries are committed up to and with each write. */
  readonly through: readonly number[];
  readonly committed: readonly Committed[];
  /** Conversations as they are after the batch: those that began in it, and those that changed. */
  readonly begun: readonly Held[];
  readonly changed: readonly Held[];
  /** Files that were said: in which conversation, by id. */
  readonly said: ReadonlyMap<string, string>;
  readonly head: number;
};

/**
 * Decides writes one after the other, each seeing what those before it did, and gives the entries
 * their places (P1, P2). A refusal leaves no trace, so it never disturbs the others.
 */
export function stage(writes: readonly Write[], known: Known, now: number, mintId: () => string): Staged {
  const held = new Map(known.held.map((h) => [h.conversation.id, h]));
  const openOf = new Map<string, string>();
  for (const h of known.held)
    if (h.conversation.status !== 'closed') openOf.set(h.conversation.visitor.id, h.conversation.id);
  const byKey = new Map(known.entries.map((e) => [keyName(e.author.id, e.key), e]));
  const targets = new Map<string, Entry>();
  const recalled = new Set<string>();
  const says = new Map<string, string>();
  const remember = (entry: Entry) => {
    if (entry.body.kind === 'message') targets.set(entry.id, entry);
    if (entry.body.kind === 'recalled') recalled.add(entry.body.entryId);
    if (entry.body.kind === 'edited') says.set(entry.body.entryId, entry.body.text);
  };
  for (const entry of known.targets) remember(entry);
  const files = new Map(known.files);
  const said = new Map<string, string>();
  const takers = new Map(known.takers);
  /** What each of them holds by then, what was given and taken in this batch included. */
  const weigh = (id: string, { before, conversation }: Committed) => {
    const taker = takers.get(id);
    if (taker === undefined) return;
    const load = taker.load + loadOf(conversation, id, now) - (before === null ? 0 : loadOf(before, id, now));
    takers.set(id, { ...taker, load });
  };
  const named = (write: Write): Named => {
    const message = messageNamed(write) ?? '';
    const people = peopleNamed(write);
    const workHere = known.people.filter(({ id }) => people.includes(id));
    const [first] = workHere;
    return {
      now,
      target: targets.get(message) ?? null,
      says: says.get(message) ?? null,
      recalled: recalled.has(message),
      to: write.kind === 'note' || first === undefined ? null : { id: first.id, name: first.name },
      mentioned: write.kind === 'note' ? workHere : [],
      taker: takers.get(takerOf(write) ?? '') ?? null,
      files,
    };
  };
  const begun = new Set<string>();
  const changed = new Set<string>();
  const committed: Committed[] = [];
  let head = known.head;

  const place = (decision: Decision & { answer: 'append' }, current: Held | null, write: Write): Entry => {
    // A message that begins a conversation brings more with it than its ack can say.
    const toldByAck =
      write.kind === 'visitorMessage' && decision.opens === null ? (write.socketId ?? null) : null;
    let at = decision.opens === null ? current : newConversation(decision.opens, now, mintId());
    if (at === null) throw new Error('nothing to append to');
    if (decision.opens !== null) {
      begun.add(at.conversation.id);
      openOf.set(decision.opens.id, at.conversation.id);
    }
    let answered: Entry | null = null;
    for (const draft of decision.drafts) {
      head += 1;
      const done: Committed = addEntry(at, draft, head, now, mintId(), toldByAck);
      committed.push(done);
      for (const id of takers.keys()) weigh(id, done);
      remember(done.entry);
      const { conversation, publicSeq, lastSaid, owners } = done;
      at = { conversation, publicSeq, lastSaid, owners };
      if (answered === null || answered.key === null) answered = done.entry;
      const { author, key } = done.entry;
      if (key !== null) byKey.set(keyName(author.id, key), done.entry);
    }
    held.set(at.conversation.id, at);
    for (const id of filesNamed(write)) {
      const upload = files.get(id);
      if (upload === undefined) continue;
      files.set(id, { ...upload, conversationId: at.conversation.id });
      said.set(id, at.conversation.id);
    }
    if (!begun.has(at.conversation.id)) changed.add(at.conversation.id);
    return answered as Entry;
  };

  const answer = (write: Write): Outcome => {
    const by = keyOf(write);
    const before = by === null ? null : (byKey.get(keyName(by.authorId, by.key)) ?? null);
    const id = 'visitor' in write ? openOf.get(write.visitor.id) : write.conversationId;
    const current = id === undefined ? null : (held.get(id) ?? null);
    const decision = decide(write, current, before, named(write));
    if (decision.answer === 'refuse') return { ok: false, refusal: decision.refusal };
    if (decision.answer === 'again') return { ok: true, entry: before as Entry };
    return { ok: true, entry: place(decision, current, write) };
  };

  const outcomes: Outcome[] = [];
  const through: number[] = [];
  for (const write of writes) {
    outcomes.push(answer(write));
    through.push(committed.length);
  }

  const after = (ids: ReadonlySet<string>) => [...ids].map((id) => held.get(id) as Held);
  return { outcomes, through, committed, begun: after(begun), changed: after(changed), said, head };
}

function addEntry(
  at: Held,
  draft: Draft,
  feedSeq: number,
  now: number,
  id: string,
  toldByAck: string | null,
): Committed {
  const isPublic = draft.audience === 'everyone';
  const publicSeq = isPublic ? at.publicSeq + 1 : at.publicSeq;
  const entry: Entry = {
    id,
    conversationId: at.conversation.id,
    seq: at.conversation.lastSeq + 1,
    feedSeq,
    publicSeq: isPublic ? publicSeq : null,
    author: draft.author,
    audience: draft.audience,
    key: draft.key,
    at: now,
    body: draft.body,
  };
  const owner = drawnIn(entry);
  const owners = owner === null || at.owners.includes(owner) ? at.owners : [...at.owners, owner];
  const before = at.conversation.lastSeq === 0 ? null : at.conversation;
  const conversation = afterEntry(at.conversation, entry);
  const isSame = conversation.lastMessage === at.conversation.lastMessage;
  return {
    entry,
    conversation,
    before,
    owners,
    publicSeq,
    lastSaid: entry.body.kind === 'message' ? feedSeq : isSame ? at.lastSaid : null,
    toldByAck,
    ...(draft.decision && { decision: draft.decision }),
  };
}

function newConversation(visitor: Visitor, now: number, id: string): Held {
  const conversation: Conversation = {
    id,
    visitor,
    status: 'queued',
    agent: null,
    version: 0,
    lastSeq: 0,
    lastFeedSeq: 0,
    openedAt: now,
    closedAt: null,
    waitingSince: null,
    lastMessage: null,
    page: null,
    ...unrouted,
  };
  return { conversation, publicSeq: 0, lastSaid: null, owners: [] };
}

function keyName(authorId: string | null, key: string | null): string {
  return `${authorId} ${key}`;
}

import type { EntryBody, PublicEntry } from '#shared/domain/entry.ts';
import { readingOf } from '../model/reference.ts';
import type { Changed } from './hands.ts';
import type { Written } from './journal.ts';
import type { TrueEntry, Truth } from './truth.ts';

/** What was written, what the database holds and what everybody sees, held against each other. Pure. */

export type Violation = {
  readonly kind: 'lost' | 'duplicated' | 'disordered' | 'behind' | 'strange' | 'misread';
  readonly where: string;
  readonly what: string;
};

/** What one client shows of one conversation, in its order. */
export type Seen = {
  readonly client: string;
  readonly conversationId: string;
  /** `seq` as a desk sees it, `publicSeq` as a visitor does. */
  readonly numbering: 'seq' | 'publicSeq';
  readonly entries: readonly { readonly id: string; readonly number: number; readonly text: string | null }[];
  /** Its messages as they are drawn, edits and recalls included; null where one was taken back. */
  readonly reads: readonly (string | null)[];
};

export type Evidence = {
  readonly truth: Truth;
  readonly writers: readonly { readonly name: string; readonly written: readonly Written[] }[];
  /** What the hub said to edits and recalls. */
  readonly changed: readonly Changed[];
  readonly seen: readonly Seen[];
};

export type Judgement = {
  readonly violations: readonly Violation[];
  /** Messages that a writer's own code said were kept. */
  readonly kept: number;
  /** Cut off while being written, and how many of these are in the database. */
  readonly unsure: number;
  readonly unsureFound: number;
};

export function judge({ truth, writers, changed, seen }: Evidence): Judgement {
  const violations = [...judgeDatabase(truth)];
  const byText = new Map<string, TrueEntry[]>();
  for (const entry of truth.entries) {
    const text = textOf(entry);
    if (text === null) continue;
    const same = byText.get(text);
    if (same === undefined) byText.set(text, [entry]);
    else same.push(entry);
  }
  const meant = new Set<string>();
  let kept = 0;
  let unsure = 0;
  let unsureFound = 0;
  for (const { name, written } of writers) {
    for (const one of written) {
      meant.add(one.text);
      const found = byText.get(one.text) ?? [];
      if (one.kept) kept += 1;
      else {
        unsure += 1;
        unsureFound += Math.min(1, found.length);
      }
      violations.push(...judgeMessage(name, one, found));
    }
    violations.push(...judgeOrder(name, written, byText));
  }
  for (const text of byText.keys()) {
    if (!meant.has(text))
      violations.push({ kind: 'strange', where: 'database', what: `nobody wrote ${short(text)}` });
  }
  violations.push(...judgeChanges(changed, truth));
  for (const one of seen) violations.push(...judgeSeen(one, truth));
  return { violations, kept, unsure, unsureFound };
}

/** P1, P2 and P3, as the database has them. */
function* judgeDatabase({ entries, conversations, feedHead }: Truth): Generator<Violation> {
  const feed = new Set<number>();
  const keys = new Map<string, string>();
  for (const entry of entries) {
    if (feed.has(entry.feedSeq)) {
      yield { kind: 'duplicated', where: 'database', what: `feedSeq ${entry.feedSeq} twice` };
    }
    feed.add(entry.feedSeq);
    if (entry.key === null) continue;
    const key = `${entry.authorId} ${entry.key}`;
    if (keys.has(key)) {
      yield {
        kind: 'duplicated',
        where: 'database',
        what: `key ${entry.key}: entries ${keys.get(key)} and ${entry.id}`,
      };
    }
    keys.set(key, entry.id);
  }
  if (feed.size !== feedHead) {
    yield {
      kind: 'disordered',
      where: 'database',
      what: `${feed.size} feed positions are taken, the head is ${feedHead}`,
    };
  }
  for (const { id, lastSeq, lastPublicSeq } of conversations) {
    const own = entries.filter((entry) => entry.conversationId === id).sort((a, b) => a.seq - b.seq);
    let publicSeq = 0;
    let feedSeq = 0;
    for (const [index, entry] of own.entries()) {
      const where = `database, conversation ${id}, seq ${entry.seq}`;
      if (entry.seq !== index + 1) yield { kind: 'disordered', where, what: `stands at ${index + 1}` };
      if (entry.feedSeq <= feedSeq)
        yield { kind: 'disordered', where, what: `feedSeq ${entry.feedSeq} after ${feedSeq}` };
      feedSeq = entry.feedSeq;
      if (entry.publicSeq === null) continue;
      publicSeq += 1;
      if (entry.publicSeq !== publicSeq)
        yield { kind: 'disordered', where, what: `publicSeq ${entry.publicSeq} at ${publicSeq}` };
    }
    if (own.length !== lastSeq || publicSeq !== lastPublicSeq) {
      yield {
        kind: 'disordered',
        where: `database, conversation ${id}`,
        what: `its row says ${lastSeq} and ${lastPublicSeq}, it has ${own.length} and ${publicSeq}`,
      };
    }
  }
}

function* judgeMessage(
  writer: string,
  { text, kept, key, conversationId }: Written,
  found: readonly TrueEntry[],
): Generator<Violation> {
  const where = `${writer}, ${short(text)}`;
  if (kept && found.length === 0) yield { kind: 'lost', where, what: 'was kept, and is not in the database' };
  if (found.length > 1) {
    const places = found.map((entry) => `${entry.conversationId} seq ${entry.seq} key ${entry.key}`);
    yield { kind: 'duplicated', where, what: places.join(' and ') };
  }
  const [first] = found;
  if (first === undefined) return;
  if (key !== null && first.key !== key)
    yield { kind: 'strange', where, what: `key ${first.key} instead of ${key}` };
  if (conversationId !== null && first.conversationId !== conversationId) {
    yield { kind: 'strange', where, what: `in ${first.conversationId} instead of ${conversationId}` };
  }
}

/** What one wrote into a conversation stands in it in the order of writing. */
function* judgeOrder(
  writer: string,
  written: readonly Written[],
  byText: ReadonlyMap<string, readonly TrueEntry[]>,
): Generator<Violation> {
  const lasts = new Map<string, { seq: number; text: string }>();
  for (const { text } of written) {
    const entry = byText.get(text)?.[0];
    if (entry === undefined) continue;
    const last = lasts.get(entry.conversationId);
    if (last !== undefined && entry.seq <= last.seq) {
      yield {
        kind: 'disordered',
        where: `${writer}, conversation ${entry.conversationId}`,
        what: `${short(text)} (seq ${entry.seq}) was written after ${short(last.text)} (seq ${last.seq})`,
      };
    }
    lasts.set(entry.conversationId, { seq: entry.seq, text });
  }
}

/** P1, P3: what was granted is there once and as it was asked, what was refused is not, and nothing else is. */
function* judgeChanges(changed: readonly Changed[], truth: Truth): Generator<Violation> {
  const left = new Set(
    truth.entries.filter(({ body }) => body.kind === 'edited' || body.kind === 'recalled'),
  );
  for (const { writer, kind, key, conversationId, entryId, text, granted } of changed) {
    const where = `${writer}, ${kind} of ${entryId}`;
    const found = [...left].filter((entry) => entry.key === key);
    for (const entry of found) left.delete(entry);
    const [first] = found;
    if (found.length > 1) yield { kind: 'duplicated', where, what: `is there ${found.length} times` };
    if (granted && first === undefined) yield { kind: 'lost', where, what: 'was granted, and is not there' };
    if (!granted && first !== undefined) yield { kind: 'strange', where, what: 'was refused, and is there' };
    if (first === undefined) continue;
    const { body } = first;
    const isSame =
      first.conversationId === conversationId &&
      (body.kind === 'edited' ? body.text === text && body.entryId === entryId : text === null) &&
      (body.kind !== 'recalled' || body.entryId === entryId);
    if (!isSame) yield { kind: 'strange', where, what: `became ${JSON.stringify(body)}` };
  }
  for (const { id, body } of left) {
    yield { kind: 'strange', where: 'database', what: `nobody asked for ${body.kind} ${id}` };
  }
}

/** A client shows the whole of a conversation, each entry once, in the order of the database. */
function* judgeSeen(
  { client, conversationId, numbering, entries, reads }: Seen,
  truth: Truth,
): Generator<Violation> {
  const expected = truth.entries
    .filter((entry) => entry.conversationId === conversationId && entry[numbering] !== null)
    .sort((a, b) => a.seq - b.seq);
  const where = `${client}, conversation ${conversationId}`;
  const shown = new Set<string>();
  for (const { id, number } of entries) {
    if (shown.has(id)) yield { kind: 'duplicated', where, what: `${numbering} ${number} is shown twice` };
    shown.add(id);
  }
  for (const entry of expected) {
    if (!shown.has(entry.id))
      yield { kind: 'lost', where, what: `${numbering} ${entry[numbering]} is not shown` };
  }
  const known = new Set(expected.map((entry) => entry.id));
  for (const { id, number } of entries) {
    if (!known.has(id))
      yield { kind: 'strange', where, what: `${numbering} ${number} is shown and not in the database` };
  }
  for (const [index, entry] of expected.entries()) {
    const there = entries[index];
    if (there === undefined) break;
    const isSame = there.id === entry.id && there.number === entry[numbering] && there.text === textOf(entry);
    if (isSame) continue;
    yield {
      kind: 'disordered',
      where,
      what: `place ${index + 1} shows ${numbering} ${there.number}, the database has ${entry[numbering]}`,
    };
    return;
  }
  const reading = [...readingOf(expected).values()];
  const wrong = reading.findIndex((text, index) => reads[index] !== text);
  if (entries.length === expected.length && (wrong !== -1 || reads.length !== reading.length)) {
    const is = `${JSON.stringify(reads[wrong])}, not ${JSON.stringify(reading[wrong])}`;
    yield { kind: 'misread', where, what: `${reads.length} messages; number ${wrong + 1} reads ${is}` };
  }
}

export function textOf({ body }: { readonly body: EntryBody | PublicEntry['body'] }): string | null {
  return body.kind === 'message' ? body.text : null;
}

/** A text's name: who wrote it, and which of theirs it is. */
export function short(text: string): string {
  return text.split(' ')[0] ?? text;
}

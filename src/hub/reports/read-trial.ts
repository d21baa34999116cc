import type { Fact, Spot } from '#shared/domain/reports/fact.ts';
import type { Line } from '#shared/domain/reports/fact-of.ts';
import { type Span, statusSpans } from '#shared/domain/reports/time-at-work.ts';
import { opensBetween } from '#shared/domain/routing/hours.ts';
import type { Hours } from '#shared/domain/routing/plan.ts';
import { agentSilentIn, customerSilentIn, waitIn } from '#shared/domain/watch/held.ts';
import { concerns } from '#shared/domain/watch/judge.ts';
import { type Piece, piecesOf, rowsAfter } from '#shared/domain/watch/past.ts';
import type { WatchRule } from '#shared/domain/watch/rule.ts';
import * as trials from '#shared/domain/watch/trial.ts';
import { createWords } from '#shared/domain/watch/words.ts';
import { readLines } from './facts.ts';
import { eachFact, type Watch } from './read-report.ts';
import type { Reader } from './reader.ts';

/** A rule tried on what the hub keeps (E5). */

/** Conversations that are read at most, the latest to end: a rule is tried while somebody waits at their desk. */
const most = 20_000;
const together = 40;

export type TrialAsked = {
  readonly rule: WatchRule;
  /** The rule's hours; null for always. */
  readonly hours: Hours | null;
  readonly groups: readonly { readonly id: string; readonly within: number }[];
  /** Whom it may be about, and the groups they work for; null: all. */
  readonly people: readonly { readonly id: string; readonly groups: readonly string[] | null }[];
  readonly from: number;
  readonly to: number;
};

type Held = Parameters<typeof piecesOf>[2];

export async function readTrial(reader: Reader, asked: TrialAsked, watch: Watch): Promise<trials.Trial> {
  const { rule, hours, to } = asked;
  const { when } = rule;
  const openOf = (period: Span): Span[] | null =>
    // What stood before the period is judged by the hours of before.
    hours === null ? null : mergedHours(hours, period.from - trials.doneAfter, to);
  if (when.kind === 'away') {
    const period = { from: Math.max(asked.from, await sinceWhen(reader, presence, to)), to };
    const pieces = await readAway(reader, asked, period, when.status);
    return { ...period, ...trials.triedOnPieces(pieces, when.over, openOf(period), period) };
  }
  const since = Math.max(asked.from, await sinceWhen(reader, firstFact, to));
  if (since >= to) return { from: to, to, raised: 0, subjects: 0 };
  // Before it began, what raised then may still have stood.
  const reach = when.kind === 'service_level' ? when.minutes * 60_000 : trials.doneAfter;
  const { ids, facts, from } = await conversationsOf(reader, { from: since - reach, to }, watch);
  const period = { from: Math.max(since, from), to };
  const open = openOf(period);
  switch (when.kind) {
    case 'service_level': {
      const within = new Map(asked.groups.map((group) => [group.id, group.within]));
      const came = facts.filter(({ group }) => concerns(rule, group) && group !== null && within.has(group));
      return {
        ...period,
        ...trials.triedOnLevels(came.map(cameOf), when, (id) => within.get(id) ?? 0, open, period),
      };
    }
    case 'agent_words':
    case 'customer_words':
    case 'rating': {
      const happenings = await readHappenings(reader, ids, rule, watch);
      return { ...period, ...trials.triedOnHappenings(happenings, open, period) };
    }
    case 'queue':
      return {
        ...period,
        ...trials.triedOnQueues(await readPieces(reader, ids, rule, to, waitIn, watch), when, open, period),
      };
    default: {
      const heldIn: Held =
        when.kind === 'waiting' ? waitIn : when.kind === 'agent_silent' ? agentSilentIn : customerSilentIn;
      const pieces = await readPieces(reader, ids, rule, to, heldIn, watch);
      return { ...period, ...trials.triedOnPieces(pieces, when.over, open, period) };
    }
  }
}

function mergedHours(hours: Hours, from: number, to: number): Span[] {
  const spans: { from: number; to: number }[] = [];
  for (const span of opensBetween(hours, from, to)) {
    const last = spans.at(-1);
    if (last !== undefined && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else spans.push({ ...span });
  }
  return spans;
}

const firstFact = 'select opened_at from report_fact order by opened_at limit 1';
const presence = 'select min(since) from agent_presence_log';

/** Since when something is known; `to` where nothing is. */
async function sinceWhen(reader: Reader, text: string, to: number): Promise<number> {
  const [row] = await reader.rows(text, []);
  return (row?.[0] as number | null | undefined) ?? to;
}

/** Those that were not over before the period; where they are too many, the period begins when the earliest that is read ended. */
async function conversationsOf(reader: Reader, period: Span, watch: Watch) {
  const found: { readonly fact: Fact; readonly lastAt: number }[] = [];
  await eachFact(reader, period, watch, (fact, lastAt) => found.push({ fact, lastAt }));
  found.sort((a, b) => b.lastAt - a.lastAt);
  const cut = found[most];
  const kept = found.slice(0, most).map(({ fact }) => fact);
  return {
    facts: kept,
    ids: kept.map(({ conversationId }) => conversationId),
    from: cut === undefined ? period.from : Math.min(cut.lastAt + 1, period.to),
  };
}

const atOf = (spot: Spot | null): number | null => spot?.at ?? null;
const cameOf = ({ group, opened, given, closed }: Fact): trials.Came => ({
  group,
  at: opened.at,
  hadAt: atOf(given),
  goneAt: atOf(closed),
});

async function readPieces(
  reader: Reader,
  ids: readonly string[],
  rule: WatchRule,
  to: number,
  heldIn: Held,
  watch: Watch,
): Promise<Piece[]> {
  const pieces: Piece[] = [];
  for (let n = 0; n < ids.length; n += together) {
    for (const [id, lines] of await readLines(reader, ids.slice(n, n + together)))
      for (const piece of piecesOf(id, lines, heldIn, to))
        if (concerns(rule, piece.group)) pieces.push(piece);
    await watch.giveWay();
    watch.check();
  }
  return pieces;
}

const spoken = ['message', 'edited'] as const;
/** Of what was said, the words alone; they leave this thread as numbers. */
type Spoken = Line & { readonly text: string | null };

async function readHappenings(
  reader: Reader,
  ids: readonly string[],
  rule: WatchRule,
  watch: Watch,
): Promise<trials.Happening[]> {
  const { when } = rule;
  const words = 'words' in when ? createWords(when.words) : null;
  const author = when.kind === 'agent_words' ? 'agent' : 'visitor';
  const isHit = ({ kind, author: by, body, text }: Spoken): boolean => {
    if (when.kind === 'rating') return body?.kind === 'rated' && body.score <= when.atMost;
    if (kind !== 'message' && kind !== 'edited') return false;
    return by.kind === author && words !== null && text !== null && words.find(text) !== null;
  };
  const happenings: trials.Happening[] = [];
  for (let n = 0; n < ids.length; n += together) {
    for (const [subject, lines] of await readSpoken(reader, ids.slice(n, n + together), words !== null)) {
      const hits = lines.filter(isHit);
      if (hits.length === 0) continue;
      const groups = [...rowsAfter(subject, lines)];
      // A bad rating comes when it is over, and stands on its own.
      const closed = when.kind === 'rating' ? [] : lines.filter(({ kind }) => kind === 'closed');
      for (const { at, seq } of hits) {
        const row = groups.findLast(([line]) => line.seq <= seq)?.[1];
        if (!concerns(rule, row?.group?.id ?? null)) continue;
        const over = row?.status === 'closed' ? at : (closed.find((line) => line.seq > seq)?.at ?? null);
        happenings.push({ subject, at, until: when.kind === 'rating' ? null : over });
      }
    }
    await watch.giveWay();
    watch.check();
  }
  return happenings.sort((a, b) => a.at - b.at);
}

async function readSpoken(
  reader: Reader,
  ids: readonly string[],
  hasWords: boolean,
): Promise<Map<string, Spoken[]>> {
  const lines = await readLines(reader, ids);
  const said = new Map<string, string>();
  if (hasWords) {
    const padded = [...ids, ...Array<string>(together - ids.length).fill(ids[0] as string)];
    const rows = await reader.rows(
      `select conversation_id, seq, body from transcript
        where conversation_id in (${padded.map(() => '?').join(', ')})
          and kind in (${spoken.map((kind) => `'${kind}'`).join(', ')})`,
      padded,
    );
    for (const [id, seq, body] of rows as [string, number, string][])
      said.set(`${id} ${seq}`, (JSON.parse(body) as { readonly text?: string }).text ?? '');
  }
  return new Map(
    [...lines].map(([id, all]) => [
      id,
      all.map((line) => ({ ...line, text: said.get(`${id} ${line.seq}`) ?? null })),
    ]),
  );
}

/** Of people: while they had a desk open, counted from when they said so. */
async function readAway(
  reader: Reader,
  { rule, people, to }: TrialAsked,
  { from }: Span,
  status: string,
): Promise<Piece[]> {
  const pieces: Piece[] = [];
  for (const { id, groups } of people) {
    const isIn =
      rule.groups.length === 0 || groups === null || groups.some((one) => rule.groups.includes(one));
    if (!isIn) continue;
    const here = (await reader.rows(
      'select since, until from agent_presence_log where person_id = ? and until > ? and since < ? order by since',
      [id, from - trials.doneAfter, to],
    )) as [number, number][];
    const said = (await reader.rows(
      'select since, status from agent_status_log where person_id = ? and since < ? order by since',
      [id, to],
    )) as [number, 'online' | 'busy' | 'away'][];
    const spans = here.map(([since, until]) => ({ from: since, to: Math.min(until, to) }));
    for (const span of statusSpans(
      spans,
      said.map(([since, is]) => ({ since, status: is })),
    )) {
      if (span.status !== status) continue;
      const since = said.findLast(([at]) => at <= span.from)?.[0] ?? span.from;
      pieces.push({ subject: id, group: null, since, from: span.from, to: span.to });
    }
  }
  return pieces;
}

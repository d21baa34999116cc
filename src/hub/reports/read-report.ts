import { busyPiecesOf, isOfBusyTime, measuresOf, piecesOf, touches } from '#shared/domain/reports/behind.ts';
import { type Calendar, calendarOf } from '#shared/domain/reports/calendar.ts';
import { sieveOf } from '#shared/domain/reports/cells.ts';
import type { Fact } from '#shared/domain/reports/fact.ts';
import { type FigureId, figureIds } from '#shared/domain/reports/figures.ts';
import { unpack } from '#shared/domain/reports/pack.ts';
import type { ReportPeriod, ScopedQuestion } from '#shared/domain/reports/question.ts';
import { createTally, type ReportRow } from '#shared/domain/reports/tally.ts';
import { type StatusSpan, statusSpans } from '#shared/domain/reports/time-at-work.ts';
import type { ReportPiece } from '#shared/protocol/reports.ts';
import type { Reader } from './reader.ts';

/** What the thread makes of facts. */

/** Facts read at once: between them it is looked whether anybody still waits. */
const portion = 10_000;
/** As the index of those that went on for longer says. Milliseconds. */
const aDay = 86_400_000;

export class Cancelled extends Error {}

export type Watch = {
  /** Throws `Cancelled` when nobody waits any more. */
  readonly check: () => void;
  readonly onProgress: (done: number, of: number | null) => void;
  /** Ends the turn, so that it can be cancelled; what is long lets others go first. */
  readonly giveWay: () => Promise<void>;
};

export type PeriodReport = {
  readonly from: number;
  readonly to: number;
  readonly total: (number | null)[];
  readonly rows: ReportRow[];
};

/** Every fact of which something may be in the period, in no order that matters. */
export async function eachFact(
  reader: Reader,
  { from, to }: Pick<Calendar, 'from' | 'to'>,
  watch: Watch,
  take: (fact: Fact, lastAt: number) => void,
): Promise<void> {
  let done = 0;
  const takeAll = async (rows: readonly unknown[][]) => {
    for (const [openedAt, id, fact, lastAt] of rows as [number, string, string, number][])
      take(unpack(id, openedAt, fact), lastAt);
    done += rows.length;
    watch.onProgress(done, null);
    await watch.giveWay();
    watch.check();
  };

  // What was opened in it, and what may have gone on into it because it was opened just before.
  let last: [number, string] = [from - aDay, ''];
  for (;;) {
    const rows = await reader.rows(
      `select opened_at, conversation_id, fact, last_at from report_fact
        where (opened_at, conversation_id) > (?, ?) and opened_at < ? and last_at >= ?
        order by opened_at, conversation_id limit ${portion}`,
      [...last, to, from],
    );
    await takeAll(rows);
    if (rows.length < portion) break;
    const [at, id] = rows[rows.length - 1] as [number, string];
    last = [at, id];
  }
  // What was opened earlier and goes on for so long: an index has those alone. The sign keeps SQLite from reading all
  // that ever was opened before.
  let upto: [number, number, string] = [from, 0, ''];
  for (;;) {
    const rows = await reader.rows(
      `select opened_at, conversation_id, fact, last_at from report_fact
        where (last_at, opened_at, conversation_id) > (?, ?, ?) and last_at >= ? and +opened_at < ?
          and last_at > opened_at + 86400000
        order by last_at, opened_at, conversation_id limit ${portion}`,
      [...upto, from, from - aDay],
    );
    await takeAll(rows);
    if (rows.length < portion) break;
    const [at, id, , lastAt] = rows[rows.length - 1] as [number, string, string, number];
    upto = [lastAt, at, id];
  }
}

/** What people were in the period, and only while they were there. */
async function readStatuses(
  reader: Reader,
  { from, to }: Calendar,
  asOf: number,
): Promise<Map<string, StatusSpan[]>> {
  const until = Math.min(to, asOf);
  const here = (await reader.rows(
    'select person_id, since, until from agent_presence_log where until > ? and since < ?',
    [from, until],
  )) as [string, number, number][];
  const byPerson = new Map<string, { from: number; to: number }[]>();
  for (const [id, since, left] of here) {
    const span = { from: Math.max(since, from), to: Math.min(left, until) };
    const spans = byPerson.get(id);
    if (spans === undefined) byPerson.set(id, [span]);
    else spans.push(span);
  }
  const statuses = new Map<string, StatusSpan[]>();
  for (const [id, spans] of byPerson) {
    const before = await reader.rows(
      'select since, status from agent_status_log where person_id = ? and since <= ? order by since desc limit 1',
      [id, from],
    );
    const within = await reader.rows(
      'select since, status from agent_status_log where person_id = ? and since > ? and since < ? order by since',
      [id, from, until],
    );
    const said = [...before, ...within].map(([since, status]) => ({
      since: since as number,
      status: status as StatusSpan['status'],
    }));
    statuses.set(id, statusSpans(spans, said));
  }
  return statuses;
}

export async function readReport(
  reader: Reader,
  question: ScopedQuestion,
  period: ReportPeriod,
  timeZone: string,
  asOf: number,
  watch: Watch,
): Promise<PeriodReport> {
  const calendar = calendarOf(timeZone, period.from, period.to);
  const tally = createTally(question, calendar, asOf);
  await eachFact(reader, calendar, watch, tally.add);
  const statuses = await readStatuses(reader, calendar, asOf);
  for (const id of new Set([...statuses.keys(), ...tally.busyPeople()]))
    tally.addPerson(id, statuses.get(id) ?? []);
  watch.check();
  return { from: calendar.from, to: calendar.to, total: tally.total(), rows: tally.rows() };
}

export type Behind = {
  readonly pieces: ReportPiece[];
  readonly count: number;
  readonly value: number | null;
};

/** What one number is made of, the largest first, or the latest where all are as large. */
export async function readBehind(
  reader: Reader,
  asked: {
    readonly question: ScopedQuestion;
    readonly keys: readonly string[];
    readonly figure: FigureId;
    readonly offset: number;
    readonly limit: number;
  },
  timeZone: string,
  asOf: number,
  watch: Watch,
): Promise<Behind> {
  const { question, keys, figure, offset, limit } = asked;
  const calendar = calendarOf(timeZone, question.period.from, question.period.to);
  // Made anew of nothing but the row that is asked about.
  const tally = createTally(question, calendar, asOf);
  const pieces: ReportPiece[] = [];
  const ofBusy = isOfBusyTime(figure);
  await eachFact(reader, calendar, watch, (fact) => {
    tally.add(fact);
    for (const piece of piecesOf(fact, question, keys, figure, calendar)) {
      const { measure, ...rest } = piece;
      pieces.push({ ...rest, what: measure, customer: null });
    }
    if (!ofBusy) return;
    for (const span of busyPiecesOf(fact, question, keys, calendar, asOf))
      pieces.push(pieceOfTime(span.conversationId, 'serving', span.agent, span.from, span.to));
  });
  const statuses = await readStatuses(reader, calendar, asOf);
  for (const id of new Set([...statuses.keys(), ...tally.busyPeople()]))
    tally.addPerson(id, statuses.get(id) ?? []);
  if (measuresOf(figure).length === 0) pieces.push(...timesOf(asked, statuses, calendar));
  const row =
    keys.length === 0
      ? tally.total()
      : tally.rows().find((one) => one.keys.every((key, n) => key === keys[n]))?.values;
  pieces.sort(
    (a, b) =>
      b.value - a.value || b.at - a.at || (a.conversationId ?? '').localeCompare(b.conversationId ?? ''),
  );
  return {
    pieces: pieces.slice(offset, offset + limit),
    count: pieces.length,
    value: row?.[figureIds.indexOf(figure)] ?? null,
  };
}

function timesOf(
  { question, keys, figure }: { question: ScopedQuestion; keys: readonly string[]; figure: FigureId },
  statuses: ReadonlyMap<string, readonly StatusSpan[]>,
  calendar: Calendar,
): ReportPiece[] {
  const sieve = sieveOf(question);
  if (!sieve.isOfPeople || figure === 'serving' || figure === 'effort') return [];
  const fits = ({ status }: StatusSpan): boolean =>
    figure === 'signedIn' || (figure === 'occupancy' ? status !== 'away' : status === figure);
  return [...statuses].flatMap(([agent, spans]) =>
    sieve.takesPerson(agent)
      ? spans
          .filter((span) => fits(span) && touches(span, agent, question, keys, calendar))
          .map(({ status, from, to }) => pieceOfTime(null, status, agent, from, to))
      : [],
  );
}

function pieceOfTime(
  conversationId: string | null,
  what: string,
  agent: string,
  from: number,
  to: number,
): ReportPiece {
  return {
    conversationId,
    what,
    value: to - from,
    at: from,
    agent,
    group: null,
    from: null,
    to: { at: to, seq: 0 },
    customer: null,
  };
}

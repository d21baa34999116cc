import * as z from 'zod/mini';
import { figureIds } from '../domain/reports/figures.ts';
import { reportPeriod, reportQuestion } from '../domain/reports/question.ts';
import { id, key, sequence, time } from './fields.ts';
import type { Registry } from './registry.ts';

const figure = z.enum(figureIds);
const seconds = 1000;

/** How long a question waits for its report before it is told how far that is; it is asked again then. Milliseconds. */
export const reportPatience = 2 * seconds;
/** A report that nobody has asked after for so long is given up. Milliseconds. */
export const reportAbandoned = 15 * seconds;
/** No report may take longer. Milliseconds. */
export const longestReport = 120 * seconds;

/** Keys of each dimension; empty: of nobody, of nothing. */
const keys = z.array(z.string().check(z.maxLength(200))).check(z.maxLength(2));
/** One of each figure, in the order of `figureIds`; null where there is nothing to say it of. */
const values = z.array(z.nullable(z.number()));
const row = z.object({ keys, values });

const inPeriod = {
  /** Epoch milliseconds; `to` is the first moment that no longer belongs to it. */
  from: time,
  to: time,
  total: values,
  rows: z.array(row),
};

const names = z.object({
  agents: z.record(z.string(), z.string()),
  groups: z.record(z.string(), z.string()),
});

export const report = z.object({
  ...inPeriod,
  /** Whose days and hours these are. */
  timeZone: z.string(),
  /** What went on then is counted until then. */
  asOf: time,
  compare: z.nullable(z.object(inPeriod)),
  /** Of whom the keys are. */
  names,
});
export type Report = z.infer<typeof report>;

const spot = z.object({ at: time, seq: sequence });

/** One number behind a figure. */
export const reportPiece = z.object({
  /** Null: it is of no conversation, or of one that is another group's by now. */
  conversationId: z.nullable(id),
  /** Which measure it is (docs/reports.md), or the status somebody had. */
  what: z.string(),
  value: z.number(),
  /** When it counts. */
  at: time,
  agent: z.nullable(id),
  group: z.nullable(id),
  /** The entries that it is between; null where it is between two moments. */
  from: z.nullable(spot),
  to: z.nullable(spot),
  /** Who wrote to the house; null where they have no name, and where it is of no conversation. */
  customer: z.nullable(z.string()),
});
export type ReportPiece = z.infer<typeof reportPiece>;

const question = reportQuestion;
/** The row that is asked about; none: all of them together. */
const cell = { question, keys, figure };

export const mostPieces = 100;

/** An entry behind a number, without what it says. */
export const reportStep = z.object({
  seq: sequence,
  at: time,
  kind: z.string(),
  author: z.string(),
});

export const reportEvents = {
  /**
   * The figures of a period, and of one that it is compared with. A long one says how far it is: it is asked for again under the
   * same `key` until it is `done`.
   */
  'reports.ask': {
    input: z.strictObject({ key, question, compare: z.nullable(reportPeriod) }),
    answer: z.discriminatedUnion('state', [
      z.object({ state: z.literal('done'), report }),
      /** `of` so many conversations, as far as that is known. */
      z.object({ state: z.literal('running'), done: z.int(), of: z.nullable(z.int()) }),
    ]),
    roles: ['supervisor', 'admin'],
    scope: 'led',
  },
  /** Nobody waits for it any more. */
  'reports.cancel': {
    input: z.strictObject({ key }),
    answer: z.null(),
    roles: ['supervisor', 'admin'],
    scope: 'self',
  },
  /** What one number of a report is made of: so many pieces, and the figure made of them anew. */
  'reports.behind': {
    input: z.strictObject({
      ...cell,
      offset: z.int().check(z.minimum(0), z.maximum(10_000_000)),
      limit: z.int().check(z.minimum(1), z.maximum(mostPieces)),
    }),
    answer: z.object({
      pieces: z.array(reportPiece),
      count: z.int(),
      value: z.nullable(z.number()),
      names,
      asOf: time,
    }),
    roles: ['supervisor', 'admin'],
    scope: 'led',
  },
  /** How one conversation adds to a figure, entry by entry. */
  'reports.explain': {
    input: z.strictObject({ conversationId: id, figure, inHours: z.boolean() }),
    answer: z.object({
      pieces: z.array(
        z.object({
          what: z.string(),
          value: z.number(),
          agent: z.nullable(z.string()),
          group: z.nullable(z.string()),
          from: reportStep,
          to: reportStep,
        }),
      ),
      /** What its group had promised, milliseconds. */
      target: z.int(),
      timeZone: z.string(),
    }),
    roles: ['supervisor', 'admin'],
    scope: 'conversation.read',
  },
  /** What reports can be asked by: whoever was in one so far. */
  'reports.choices': {
    input: z.strictObject({}),
    answer: z.object({
      timeZone: z.string(),
      today: z.string(),
      agents: z.array(z.object({ id, name: z.string() })),
      groups: z.array(z.object({ id, name: z.string() })),
    }),
    roles: ['supervisor', 'admin'],
    scope: 'led',
  },
} as const satisfies Registry;

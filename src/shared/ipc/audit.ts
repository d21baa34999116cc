import * as z from 'zod/mini';
import { time } from '../protocol/fields.ts';

/** What came of going through the whole trail: up to which line it is whole, or where it is broken and how. */
const verdict = z.union([
  z.object({ whole: z.literal(true), head: z.object({ number: z.int(), hash: z.string() }) }),
  z.object({
    whole: z.literal(false),
    number: z.int(),
    what: z.enum(['missing', 'twice', 'added', 'changed', 'loose']),
  }),
]);
export type TrailVerdict = z.infer<typeof verdict>;

/**
 * The audit trail as this desk goes through it, line by line (decision 37): it believes no word of the hub, and reckons every
 * hash anew. Long trails take a while; `audit.progress` says how far it is.
 */
export const auditCalls = {
  /** `cancelled` is null. */
  'audit.verify': { input: z.strictObject({}), answer: z.nullable(verdict) },
  /** Asks where to keep it. Null where the person thinks better of it; else how many lines are in the file. */
  'audit.export': {
    input: z.strictObject({
      format: z.enum(['csv', 'jsonl']),
      name: z.string().check(z.maxLength(80), z.regex(/^[^/\\:*?"<>|\p{Cc}]+$/u)),
      from: z.nullable(time),
      to: z.nullable(time),
    }),
    answer: z.nullable(z.object({ lines: z.int() })),
  },
  /** What of these two is under way ends; nothing is left of a file. */
  'audit.cancel': { input: z.strictObject({}), answer: z.null() },
} as const;

export const auditNews = {
  /** Lines gone through, and how many there are. */
  'audit.progress': z.object({ done: z.int(), of: z.int() }),
} as const;

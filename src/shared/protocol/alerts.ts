import * as z from 'zod/mini';
import { rungs } from '../domain/alerts/ladder.ts';
import { groupRef, personRef } from '../domain/entry.ts';
import { id, time } from './fields.ts';

export const rung = z.enum(rungs);

/** A wait that a colleague or supervisor is told of (P18). */
export const alertCall = z.object({
  conversationId: id,
  /** Names the wait: the customer's first message that nobody has answered. */
  since: time,
  rung: z.enum(['colleague', 'supervisor']),
  /** Whose customer waits. */
  agent: personRef,
  group: z.nullable(groupRef),
  /** Null for who may not see the conversation, or where the name is not known. */
  customer: z.nullable(z.string()),
  /** When the listener was told, by the hub's clock. */
  at: time,
});
export type AlertCall = z.infer<typeof alertCall>;

/**
 * What can have happened on a rung. `raised`: it was reached; `told`: the person's desk was sent it; `shown`, `clicked`,
 * `failed`: what became of it there; `held`: that person did not want to be disturbed; `opened`, `answered`, `over`: the end.
 */
export const alertWhat = z.enum([
  'raised',
  'told',
  'shown',
  'clicked',
  'failed',
  'held',
  'opened',
  'answered',
  'over',
]);
export type AlertWhat = z.infer<typeof alertWhat>;

/** What a desk can say of it. */
export const alertReported = z.enum(['raised', 'shown', 'clicked', 'failed', 'held']);
export type AlertReported = z.infer<typeof alertReported>;

/** A line of the ledger: who was alerted when, and what came of it. */
export const alertLine = z.object({
  since: time,
  rung,
  what: alertWhat,
  person: z.nullable(personRef),
  at: time,
});
export type AlertLine = z.infer<typeof alertLine>;

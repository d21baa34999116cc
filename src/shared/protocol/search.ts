import * as z from 'zod/mini';
import { conversation } from '../domain/conversation.ts';
import { entry } from '../domain/entry.ts';
import { longestQuery } from '../domain/search/query.ts';
import { lineKinds } from '../domain/search/searchable.ts';
import { id, sequence, time } from './fields.ts';

/** What is left out; null leaves nothing out. Times by the hub's clock, `to` not included. */
export const searchFilters = z.strictObject({
  conversation: z.nullable(id),
  /** The visitor whose conversation it is. */
  customer: z.nullable(id),
  /** Who has it, or had it last. */
  agent: z.nullable(id),
  from: z.nullable(time),
  to: z.nullable(time),
  status: z.nullable(z.enum(['open', 'closed'])),
  kind: z.nullable(z.enum(lineKinds)),
});
export type SearchFilters = z.infer<typeof searchFilters>;

/** How many lines one page of results has at most. */
export const mostFound = 100;

export const searchQuestion = z.strictObject({
  /** What is typed: every part of it between spaces has to be in the line (`domain/search`). */
  query: z.string().check(z.minLength(1), z.maxLength(longestQuery)),
  filters: searchFilters,
  /** Only what is before this place in the feed; null begins with the newest. */
  before: z.nullable(sequence),
  limit: z.int().check(z.minimum(1), z.maximum(mostFound)),
});
export type SearchQuestion = z.infer<typeof searchQuestion>;

/** A line in which it was found. `text` is what it says now. */
export const foundLine = z.object({ entry, text: z.string(), conversation });
export type FoundLine = z.infer<typeof foundLine>;

/** `next`: there may be more before this place in the feed; null: there is no more. */
export const foundLines = z.object({ lines: z.array(foundLine), next: z.nullable(sequence) });
export type FoundLines = z.infer<typeof foundLines>;

import * as z from 'zod/mini';
import { id, personName, time } from './fields.ts';

/** Somebody whom a customer may choose (B2). `id` is a name for customers only, not the person's id. */
export const publicAgent = z.object({
  id,
  name: personName,
  product: z.nullable(z.string()),
  /** `data:` address of a small picture; null: their initial. */
  picture: z.nullable(z.string()),
  status: z.enum(['online', 'busy', 'away']),
});
export type PublicAgent = z.infer<typeof publicAgent>;

/** What a customer can expect where they are now. */
export const service = z.object({
  /** Closed: what is written now is a message that is answered later. */
  open: z.boolean(),
  /** When it is open again; null where that is not known. */
  opensAt: z.nullable(time),
  /** At most 12, and pictures of 30 kB together at most: a packet is small (P15). */
  agents: z.array(publicAgent),
});
export type Service = z.infer<typeof service>;

/** Where a conversation is in the queue. */
export const queueState = z.object({
  conversationId: id,
  /** 1 is next. */
  place: z.int().check(z.positive()),
  /** Expected from now on, milliseconds; null where nobody can say. */
  wait: z.nullable(z.int().check(z.nonnegative())),
});
export type QueueState = z.infer<typeof queueState>;

import * as z from 'zod/mini';
import { computer } from './computer.ts';
import { id, time } from './fields.ts';
import type { Registry } from './registry.ts';

/** A sign-in that is not over. */
export const sessionRecord = z.object({
  id,
  device: id,
  /** Null for those before this was kept, and where the desk said nothing. */
  computer: z.nullable(computer),
  /** Program and its version. */
  app: z.string(),
  address: z.nullable(z.string()),
  method: z.nullable(z.enum(['password', 'provider'])),
  since: time,
  /** To some minutes. */
  seenAt: time,
  /** The one that asks. */
  isThis: z.boolean(),
});
export type SessionRecord = z.infer<typeof sessionRecord>;

const everyRole = ['agent', 'supervisor', 'admin'] as const;

/** Where one is signed in, and the end of that, by oneself. */
export const sessionEvents = {
  /** The asker's own, those seen last first. */
  'sessions.list': {
    input: z.strictObject({}),
    answer: z.object({ sessions: z.array(sessionRecord) }),
    roles: everyRole,
    scope: 'self',
  },
  /** Ends another of the asker's own; its desk is told why. `not_found` where there is none, or it is over by now. */
  'sessions.end': {
    input: z.strictObject({ id }),
    answer: z.null(),
    roles: everyRole,
    scope: 'self',
  },
  /** All but the one that asks. */
  'sessions.endOthers': {
    input: z.strictObject({}),
    answer: z.object({ ended: z.int() }),
    roles: everyRole,
    scope: 'self',
  },
} as const satisfies Registry;

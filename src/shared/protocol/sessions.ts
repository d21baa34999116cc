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

/** A sign-in of the listener's own on a computer that was new, of which they have not said that it was they. */
export const signInNotice = z.object({
  id,
  computer: z.nullable(computer),
  app: z.string(),
  address: z.nullable(z.string()),
  at: time,
});
export type SignInNotice = z.infer<typeof signInNotice>;

export const sessionNews = {
  /** All of these that came after the listener's own sign-in, the oldest first; told anew with every change. */
  sign_ins: z.object({ signIns: z.array(signInNotice) }),
} as const;

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
  /** It was the asker. Only of a sign-in that came after theirs: who came in last vouches for nobody. `not_found` otherwise. */
  'sessions.known': {
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

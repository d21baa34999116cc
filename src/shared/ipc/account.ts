import * as z from 'zod/mini';
import { me, workspace } from '../protocol/handshake.ts';

/** Who is signed in on this desk. The token stays in main. */
export const account = z.discriminatedUnion('state', [
  /** `hub` and `email` are what was used last, to fill the form. `code`: why one was signed out. */
  z.strictObject({
    state: z.literal('signed-out'),
    hub: z.string(),
    email: z.string(),
    code: z.nullable(z.string()),
  }),
  z.strictObject({ state: z.literal('signed-in'), hub: z.string(), me, workspace }),
]);
export type Account = z.infer<typeof account>;

export const accountCalls = {
  'account.signIn': {
    input: z.strictObject({
      hub: z.string().check(z.minLength(1), z.maxLength(300)),
      email: z.string().check(z.minLength(1), z.maxLength(254)),
      password: z.string().check(z.minLength(1), z.maxLength(1000)),
    }),
    answer: account,
  },
  /** Ends the session at the hub where it can be reached, and removes the cache of this account. */
  'account.signOut': { input: z.strictObject({}), answer: account },
} as const;

export const accountNews = { 'account.changed': account } as const;

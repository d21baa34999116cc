import * as z from 'zod/mini';
import { me, workspace } from '../protocol/handshake.ts';

const hub = z.string().check(z.minLength(1), z.maxLength(300));

/** What only this computer has: messages the hub is not known to have, and drafts. */
export const unsent = z.strictObject({ messages: z.int(), drafts: z.int() });
export type Unsent = z.infer<typeof unsent>;

/** Who is signed in on this desk. The token stays in main. */
export const account = z.discriminatedUnion('state', [
  /** `hub` and `email` are what was used last, to fill the form. `code`: why one was signed out. */
  z.strictObject({
    state: z.literal('signed-out'),
    hub: z.string(),
    email: z.string(),
    code: z.nullable(z.string()),
    /** Whose doing that was, where the hub has said so. */
    by: z.optional(z.enum(['self', 'admin'])),
    /** What is kept here for whoever was signed out by the hub; absent where that is nothing. */
    unsent: z.optional(unsent),
  }),
  z.strictObject({ state: z.literal('signed-in'), hub: z.string(), me, workspace }),
  /**
   * Signed in, and what is kept on this computer waits for its pass phrase. `choose`: there is none yet.
   */
  z.strictObject({
    state: z.literal('locked'),
    how: z.enum(['choose', 'enter']),
    hub: z.string(),
    me,
    workspace,
  }),
]);
export type Account = z.infer<typeof account>;

export const accountCalls = {
  'account.signIn': {
    input: z.strictObject({
      hub,
      email: z.string().check(z.minLength(1), z.maxLength(254)),
      password: z.string().check(z.minLength(1), z.maxLength(1000)),
    }),
    answer: account,
  },
  /** How one may sign in to that hub from this computer. */
  'account.signInMethods': {
    input: z.strictObject({ hub }),
    answer: z.strictObject({
      password: z.boolean(),
      provider: z.nullable(z.strictObject({ name: z.string() })),
    }),
  },
  /** By the company's identity provider, in the system's browser; answered when that is over. */
  'account.signInByProvider': { input: z.strictObject({ hub }), answer: account },
  /** Waits for the browser no longer: the sign-in is refused with `cancelled`. */
  'account.cancelSignIn': { input: z.strictObject({}), answer: z.null() },
  /** The page, in the system's browser, where one ends the session at the identity provider too. */
  'account.leaveProvider': { input: z.strictObject({ hub }), answer: z.null() },
  /**
   * Opens what is kept on this computer, or, where the account is locked with `choose`, locks it with this pass
   * phrase from now on. A wrong one is `wrong_credentials`.
   */
  'account.unlock': {
    input: z.strictObject({ passphrase: z.string().check(z.minLength(1), z.maxLength(1000)) }),
    answer: account,
  },
  /** Gives up what is kept on this computer, unread: for whoever has lost the pass phrase. Signs out. */
  'account.forget': { input: z.strictObject({}), answer: account },
  /** What signing out would lose. */
  'account.unsent': { input: z.strictObject({}), answer: unsent },
  /** Ends the session at the hub where it can be reached, and removes the cache of this account. */
  'account.signOut': { input: z.strictObject({}), answer: account },
} as const;

export const accountNews = { 'account.changed': account } as const;

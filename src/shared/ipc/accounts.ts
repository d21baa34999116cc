import * as z from 'zod/mini';
import { hueCount } from '../domain/hue.ts';
import { longestName } from './account-limits.ts';

const placeId = z.string().check(z.regex(/^(first|[0-9a-f]{16})$/));
const ownName = z.string().check(z.maxLength(longestName));
const hue = z.int().check(z.minimum(1), z.maximum(hueCount));

/** One account of this window: somebody at a hub, whether it is in view or not. */
export const accountEntry = z.strictObject({
  id: placeId,
  /** The person's own name for it; '' where they gave none. */
  name: z.string(),
  hue,
  hub: z.string(),
  /** '' where nobody has signed in yet, as are `person` and mostly `hub`. */
  workspace: z.string(),
  person: z.string(),
  /** `opening`: it has not been looked at since the start. */
  state: z.enum(['opening', 'signed-in', 'signed-out', 'locked']),
  line: z.enum(['connected', 'connecting', 'offline', 'refused']),
  /** What the icon would count of it. */
  unread: z.int(),
  /** Customers of this person who wait for an answer. */
  waiting: z.int(),
  /** Messages that its hub has not confirmed. */
  pending: z.int(),
});
export type AccountEntry = z.infer<typeof accountEntry>;

/** All of them in their order; `inView` is whom the page is of. */
export const accountList = z.strictObject({ inView: placeId, all: z.array(accountEntry) });
export type AccountList = z.infer<typeof accountList>;

/**
 * Several accounts in one window (A16). A page is of one account for as long as it lives, so showing another one
 * loads another page: nothing of the one before can be in it.
 */
export const accountsCalls = {
  'accounts.now': { input: z.strictObject({}), answer: accountList },
  /** Brings an account into view; the page that asks ends. */
  'accounts.show': { input: z.strictObject({ id: placeId }), answer: z.null() },
  /** A sign-in for one more; it is gone again when nobody signs in and another is shown. */
  'accounts.add': { input: z.strictObject({}), answer: z.null() },
  'accounts.change': {
    input: z.strictObject({ id: placeId, name: z.optional(ownName), hue: z.optional(hue) }),
    answer: accountList,
  },
  /** To a place in the order, counted from 0. */
  'accounts.move': {
    input: z.strictObject({ id: placeId, to: z.int().check(z.minimum(0), z.maximum(1000)) }),
    answer: accountList,
  },
} as const;

export const accountsNews = { 'accounts.changed': accountList } as const;

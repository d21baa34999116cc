import * as z from 'zod/mini';
import { autostartStates } from '../domain/link/ways-in.ts';
import { dialled } from '../protocol/dialled.ts';
import { id } from '../protocol/fields.ts';

/** What a link of ours shows in a page. */
export const linkTarget = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('conversation'), conversationId: id }),
  z.strictObject({ kind: z.literal('customer'), customerId: id }),
  z.strictObject({ kind: z.literal('dial'), number: dialled }),
]);

/**
 * A link that came from outside, or out of a note. `here`: to be shown in this page, `elsewhere`: it is of another account of
 * this window, `waiting`: until somebody has signed in.
 */
export const arrivedLink = z.discriminatedUnion('state', [
  z.strictObject({
    /** Which one: what is said of an older one counts no more. */
    n: z.int(),
    state: z.literal('here'),
    target: linkTarget,
    /** Somebody was at work in the window when it came: it is not torn from them. */
    looking: z.boolean(),
  }),
  z.strictObject({
    n: z.int(),
    state: z.literal('elsewhere'),
    account: z.string(),
    /** Nobody has signed in there. */
    signedOut: z.boolean(),
  }),
  z.strictObject({ n: z.int(), state: z.literal('waiting') }),
  /** `managed`: the organisation wants none, `hub`: nobody here is signed in to that hub, `link`: it is none of ours. */
  z.strictObject({ n: z.int(), state: z.literal('refused'), why: z.enum(['managed', 'hub', 'link']) }),
]);
export type ArrivedLink = z.infer<typeof arrivedLink>;

const which = z.strictObject({ n: z.int() });

export const linkCalls = {
  /** It is shown, or put away. */
  'links.done': { input: which, answer: z.null() },
  /** Brings the account that it is of into view; it is told to that page. */
  'links.follow': { input: which, answer: z.null() },
  /** One that stands in a note: as if it had come from outside, but for the person who asked for it. */
  'links.open': { input: z.strictObject({ url: z.string().check(z.maxLength(512)) }), answer: z.null() },
} as const;

export const linkNews = { 'links.arrived': arrivedLink } as const;

const isOn = z.strictObject({ state: z.enum(autostartStates) });

/** Whether the desk starts with the computer: as the system says it. */
export const autostartCalls = {
  'autostart.now': { input: z.strictObject({}), answer: isOn },
  /** Refused with `managed` where the organisation has settled it, `unavailable` where the system does not let it. */
  'autostart.set': { input: z.strictObject({ on: z.boolean() }), answer: isOn },
} as const;

import * as z from 'zod/mini';
import { channels } from '../domain/update/here.ts';
import { refusalsOfUpdates } from '../domain/update/judge.ts';
import { updateModes } from '../domain/update/moment.ts';
import { time } from '../protocol/fields.ts';

/** Why there is none, beside what a feed can do wrong. */
export const updateFaults = [
  ...refusalsOfUpdates,
  /** This package was built without a key: it can check nothing, and looks for nothing. */
  'no_key',
  'no_feed',
  /** The feed could not be reached, or a package could not be fetched whole. */
  'unreachable',
  /** The system did not put it in place: the password was not given, another installation was under way. */
  'not_installed',
] as const;
export type UpdateFault = (typeof updateFaults)[number];

/**
 * How it stands with updates on this computer. `stage`: `none` there is nothing to say yet; `told` a newer one is there and IT
 * installs it; `refused` something came that is not taken, or did not come, `code` says why.
 */
export const updateState = z.strictObject({
  stage: z.enum(['off', 'none', 'checking', 'current', 'told', 'fetching', 'ready', 'installing', 'refused']),
  version: z.string(),
  mode: z.enum(updateModes),
  channel: z.enum(channels),
  code: z.nullable(z.enum(updateFaults)),
  checkedAt: z.nullable(time),
  /** Origin of what is looked into; null: nothing is. What stands between this computer and it is said by `network.changed`. */
  feed: z.nullable(z.string()),
  update: z.nullable(
    z.strictObject({
      version: z.string(),
      /** The version here was withdrawn, and an older one takes its place. */
      back: z.boolean(),
      size: z.int(),
      released: time,
      notes: z.strictObject({ 'zh-CN': z.string(), en: z.string() }),
    }),
  ),
  /** Of what is being fetched, per cent. */
  progress: z.nullable(z.int()),
  /** What it waits for before it comes by itself; null: for nothing. */
  waits: z.nullable(z.enum(['conversation', 'later', 'hours', 'hands', 'person'])),
  later: z.nullable(time),
  lastDate: z.nullable(time),
  /** Customers that the person is with at this moment. */
  conversations: z.int(),
  /** The person wants it as soon as their conversations are over. */
  afterwards: z.boolean(),
  /** The system will ask for an administrator's password. */
  password: z.boolean(),
  /** What the last one came from, and when it was put in place. */
  last: z.nullable(z.strictObject({ from: z.string(), to: z.string(), at: time })),
});
export type UpdateState = z.infer<typeof updateState>;

export const updateCalls = {
  'updates.now': { input: z.strictObject({}), answer: updateState },
  /** Looks into the feed. */
  'updates.check': { input: z.strictObject({}), answer: updateState },
  /** Puts it in place, which ends the desk and starts it again; `when` the conversations are over, or at once. */
  'updates.install': {
    input: z.strictObject({ when: z.enum(['now', 'afterwards']) }),
    answer: updateState,
  },
  /** Not before then; never after the last date. */
  'updates.later': { input: z.strictObject({ until: time }), answer: updateState },
} as const;

export const updateNews = { 'updates.changed': updateState } as const;

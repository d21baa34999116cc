import * as z from 'zod/mini';
import { quote } from '../domain/public-entry.ts';
import { sceneIds } from '../domain/training/script.ts';
import { deskRequirement } from '../domain/update/required.ts';
import { id, locale, sequence, time } from '../protocol/fields.ts';
import { account } from './account.ts';
import { accountList } from './accounts.ts';
import { managed } from './policy.ts';

export const theme = z.enum(['system', 'light', 'dark']);
export type Theme = z.infer<typeof theme>;

/** How this person wants the desk to look and behave, beside colours and language. */
export const look = z.strictObject({
  contrast: z.enum(['system', 'high']),
  /** Per cent. */
  fontSize: z.int().check(z.minimum(90), z.maximum(150)),
  density: z.enum(['compact', 'usual', 'roomy']),
  motion: z.enum(['system', 'reduced']),
  /** What sends a reply; the other one begins a new line. */
  sendKey: z.enum(['enter', 'ctrl-enter']),
  /** A message leaves some seconds after it was sent, and can be taken back until then. */
  undoSend: z.boolean(),
});
export type Look = z.infer<typeof look>;

/** Keys given to actions, by the action's name; null: none. What is no chord main leaves out. */
export const bindings = z.record(
  z.string().check(z.maxLength(92)),
  z.nullable(z.string().check(z.maxLength(40))),
);

/** `look` and `keys` absent: the usual. */
export const preferences = z.strictObject({
  theme,
  locale,
  look: z.optional(look),
  keys: z.optional(bindings),
});
export type Preferences = z.infer<typeof preferences>;

/**
 * The line to the hub. `refused` does not mend itself: `code` says why (upgrade_required,
 * unauthenticated…). `since` is when this state began.
 */
export const connection = z.strictObject({
  state: z.enum(['connected', 'connecting', 'offline', 'refused']),
  code: z.nullable(z.string()),
  since: time,
  /** Messages of this desk that the hub has not confirmed yet. */
  pending: z.int(),
  /** Round trip, milliseconds, measured lately; null while unknown. */
  latency: z.nullable(z.number()),
});
export type Connection = z.infer<typeof connection>;

/**
 * What keeps others from reading the cache on this disk. `basic`: only a key that lies beside it.
 * `memory`: there is nothing on the disk, and what is not sent does not survive quitting.
 */
export const protection = z.enum(['keychain', 'passphrase', 'memory', 'basic']);
export type Protection = z.infer<typeof protection>;

/**
 * A cache that could not be used: why, and how much of what was not sent is in the new one. The rest comes
 * from the hub. `key`: it can no longer be read on this computer; `disk`: left alone, tried again at the next
 * start; `newer`: of a newer version of the desk, kept beside the new one.
 */
export const cacheLoss = z.strictObject({
  why: z.enum(['damaged', 'newer', 'unmigrated', 'key', 'disk']),
  messages: z.int(),
  drafts: z.int(),
  /** False when there may have been more that could not be read. */
  complete: z.boolean(),
});
export type CacheLoss = z.infer<typeof cacheLoss>;

/** `loss` until somebody has read of it. */
export const cacheState = z.strictObject({ protection, loss: z.nullable(cacheLoss) });
export type CacheState = z.infer<typeof cacheState>;

/**
 * What a page was at besides its drafts, for the next one of the same account: another account's page comes in between.
 * Main has it in memory alone, for as long as the same person is signed in there.
 */
export const keptPage = z.strictObject({
  /** What answers that are being written answer to. */
  quotes: z.array(z.strictObject({ conversationId: id, quote })).check(z.maxLength(100)),
  /** The first line in sight of the conversation that was shown; null: its end was. */
  place: z.nullable(z.strictObject({ conversationId: id, seq: sequence })),
});
export type KeptPage = z.infer<typeof keptPage>;

/** All that the first screen needs, in one answer. */
export const boot = z.strictObject({
  preferences,
  account,
  connection,
  platform: z.string(),
  appVersion: z.string(),
  /** Which simulated customers come to this desk; null: it is no training. */
  training: z.nullable(z.enum(sceneIds)),
  cache: z.strictObject({ protection, loss: z.nullable(cacheLoss), entries: z.int() }),
  /** Absent: this account is the only one. */
  accounts: z.optional(accountList),
  /** Absent: nobody rules this desk. */
  managed: z.optional(managed),
  /** Which versions the hub wants; absent: it does not say. */
  required: z.optional(deskRequirement),
  /** Absent: no page of this person was here before. */
  kept: z.optional(keptPage),
});
export type Boot = z.infer<typeof boot>;

/** What is told of this desk where somebody looks for what is wrong with it. Nothing of it is secret. */
export const diagnostics = z.strictObject({
  version: z.string(),
  electron: z.string(),
  platform: z.string(),
  /** Days that closed conversations stay here. */
  retentionDays: z.int(),
  /** Entries in the cache. */
  entries: z.int(),
  /** What plays sounds; null: nothing. */
  player: z.nullable(z.string()),
  /** Names of settings that were not as they can be, and count as the usual. */
  ignored: z.array(z.string()),
});
export type Diagnostics = z.infer<typeof diagnostics>;

export const appCalls = {
  'app.boot': { input: z.strictObject({}), answer: boot },
  'app.setPreferences': { input: z.partial(preferences), answer: preferences },
  /** Opens an https or mailto address, or a telephone number, outside; others are refused with `bad_request`. */
  'app.openLink': { input: z.strictObject({ url: z.string().check(z.maxLength(2048)) }), answer: z.null() },
  'app.diagnostics': { input: z.strictObject({}), answer: diagnostics },
  /** From the next start on. */
  'app.setRetention': {
    input: z.strictObject({ days: z.int().check(z.minimum(1), z.maximum(3650)) }),
    answer: diagnostics,
  },
  /** The page goes. */
  'app.keep': { input: keptPage, answer: z.null() },
  /** The loss was read. */
  'app.forgetLoss': { input: z.strictObject({}), answer: z.null() },
  /** The page was told that the network is back: the hub is asked for at once. */
  'app.networkBack': { input: z.strictObject({}), answer: z.null() },
  /** Asks where to keep a text, and writes it there; false where the person thinks better of it. */
  'app.saveText': {
    input: z.strictObject({
      name: z.string().check(z.maxLength(80), z.regex(/^[^/\\:*?"<>|\p{Cc}]+$/u)),
      text: z.string().check(z.maxLength(20_000_000)),
    }),
    answer: z.boolean(),
  },
  /** The renderer says it has painted: measured by the start bench, and when the window may be shown. */
  'app.painted': { input: z.strictObject({ what: z.enum(['shell', 'conversation']) }), answer: z.null() },
} as const;

export const appNews = {
  'app.preferences': preferences,
  'app.connection': connection,
  'app.cache': cacheState,
  /** What the organisation or the hub has settled is other than at the start; null: nothing. */
  'app.managed': z.nullable(managed),
  /** Which versions of the desk the hub of this account wants; null: it does not say. */
  'app.required': z.nullable(deskRequirement),
} as const;

import * as z from 'zod/mini';
import { alertKinds, importances, soundNames, thresholds } from '../domain/alerts/kinds.ts';
import { muteLengths } from '../domain/alerts/quiet.ts';
import { alertCall, alertLine } from '../protocol/alerts.ts';
import { id, time } from '../protocol/fields.ts';

const threshold = z.enum(thresholds);
const eventRules = z.strictObject({
  toast: threshold,
  sound: threshold,
  flash: threshold,
  badge: threshold,
});
const minute = z.int().check(z.minimum(0), z.maximum(1439));

export const alertKind = z.enum(alertKinds);

/** As `shared/domain/alerts/preferences.ts` explains them. */
export const alertPreferences = z.strictObject({
  events: z.record(alertKind, eventRules),
  volume: z.int().check(z.minimum(0), z.maximum(100)),
  preview: z.boolean(),
  queueLimit: z.int().check(z.minimum(1), z.maximum(999)),
  quietHours: z.strictObject({
    on: z.boolean(),
    from: minute,
    to: minute,
    days: z.readonly(z.array(z.int().check(z.minimum(1), z.maximum(7))).check(z.maxLength(7))),
  }),
  mutedUntil: z.nullable(time),
});

/** How notifications stand on this computer now. */
export const alertState = z.strictObject({
  preferences: alertPreferences,
  /** Why nothing makes a noise; null: it does. `until` is known of what the person said themselves. */
  quiet: z.nullable(z.enum(['muted', 'hours', 'system'])),
  /** Whether the system's sound is off: then nothing can be heard. Null where it does not say. */
  silent: z.nullable(z.boolean()),
  /** What plays sounds; null: nothing that is known was found. */
  player: z.nullable(z.string()),
  /** Whether the system shows notifications; null until one was tried. */
  shows: z.nullable(z.boolean()),
});
export type AlertState = z.infer<typeof alertState>;

export const alertCalls = {
  'alerts.now': { input: z.strictObject({}), answer: alertState },
  'alerts.set': { input: z.partial(alertPreferences), answer: alertState },
  /** Do not disturb for so long; null: no more. */
  'alerts.mute': { input: z.strictObject({ for: z.nullable(z.enum(muteLengths)) }), answer: alertState },
  /** Tells of an event that is none, by the channels that it would have now: to see and hear it. */
  'alerts.try': {
    input: z.strictObject({ kind: alertKind, importance: z.enum(importances) }),
    answer: z.null(),
  },
  'alerts.play': { input: z.strictObject({ sound: z.enum(soundNames) }), answer: z.null() },
  /** Waits of colleagues' customers that one was told of and that are not over. */
  'alerts.calls': { input: z.strictObject({}), answer: z.strictObject({ calls: z.array(alertCall) }) },
  /** Who was alerted when of this customer's waits, and what came of it. Needs the hub; `unavailable` when it is away. */
  'alerts.ledger': {
    input: z.strictObject({ conversationId: id }),
    answer: z.strictObject({ lines: z.array(alertLine) }),
  },
  /** Which conversation is on the screen: there is no need to tell of it. */
  'alerts.shown': { input: z.strictObject({ conversationId: z.nullable(id) }), answer: z.null() },
} as const;

export const alertNews = {
  'alerts.changed': alertState,
  'alerts.calls': z.strictObject({ calls: z.array(alertCall) }),
} as const;

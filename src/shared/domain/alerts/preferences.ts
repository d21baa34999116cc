import {
  type AlertChannel,
  type AlertKind,
  alertChannels,
  alertKinds,
  type Threshold,
  thresholds,
} from './kinds.ts';

export type EventRules = Readonly<Record<AlertChannel, Threshold>>;

/** Hours in which nothing makes a noise. Minutes after midnight, local; `from` after `to` is over midnight. */
export type QuietHours = {
  readonly on: boolean;
  readonly from: number;
  readonly to: number;
  /** Days on which they begin, 1 is Monday. */
  readonly days: readonly number[];
};

/** How one person wants to be told, on this computer. */
export type AlertPreferences = {
  readonly events: Readonly<Record<AlertKind, EventRules>>;
  /** 0 to 100. */
  readonly volume: number;
  /** Whether a notification says the customer's words; others may see the screen. */
  readonly preview: boolean;
  /** So many in a queue of mine are too many. */
  readonly queueLimit: number;
  readonly quietHours: QuietHours;
  /** Do not disturb until then; null: not asked for. Epoch milliseconds. */
  readonly mutedUntil: number | null;
};

const loud: EventRules = { toast: 'normal', sound: 'normal', flash: 'normal', badge: 'normal' };

export const usualAlerts: AlertPreferences = {
  events: {
    conversation: loud,
    offer: loud,
    transfer: loud,
    message: { ...loud, flash: 'high' },
    mention: { ...loud, flash: 'never' },
    waiting: loud,
    queue: { toast: 'normal', sound: 'high', flash: 'never', badge: 'never' },
    colleague: { toast: 'normal', sound: 'normal', flash: 'high', badge: 'never' },
    watch: { toast: 'normal', sound: 'high', flash: 'urgent', badge: 'never' },
    quality: { toast: 'normal', sound: 'high', flash: 'never', badge: 'never' },
    line: { toast: 'normal', sound: 'normal', flash: 'never', badge: 'never' },
  },
  volume: 70,
  preview: true,
  queueLimit: 10,
  quietHours: { on: false, from: 22 * 60, to: 8 * 60, days: [1, 2, 3, 4, 5, 6, 7] },
  mutedUntil: null,
};

type Fields = Readonly<Record<string, unknown>>;

/**
 * Preferences out of anything that was kept. What is strange becomes as usual, and its name is said to `strange`;
 * what is not there is only as usual.
 */
export function alertPreferencesFrom(
  value: unknown,
  strange: (name: string) => void = () => {},
): AlertPreferences {
  const of = fieldsOf(value, 'alerts', strange);
  const events = fieldsOf(of.events, 'alerts.events', strange);
  const hours = fieldsOf(of.quietHours, 'alerts.quietHours', strange);
  const usual = usualAlerts.quietHours;

  function take<T>(found: unknown, name: string, fits: (value: unknown) => value is T, otherwise: T): T {
    if (found === undefined) return otherwise;
    if (fits(found)) return found;
    strange(name);
    return otherwise;
  }
  const integer = (least: number, most: number) => (v: unknown) => isInteger(v, least, most);

  const rulesOf = (kind: AlertKind): EventRules => {
    const name = `alerts.events.${kind}`;
    const own = fieldsOf(events[kind], name, strange);
    const rule = (channel: AlertChannel): Threshold =>
      take(own[channel], `${name}.${channel}`, isThreshold, usualAlerts.events[kind][channel]);
    return Object.fromEntries(
      alertChannels.map((channel) => [channel, rule(channel)]),
    ) as unknown as EventRules;
  };

  return {
    events: Object.fromEntries(
      alertKinds.map((kind) => [kind, rulesOf(kind)]),
    ) as unknown as AlertPreferences['events'],
    volume: take(of.volume, 'alerts.volume', integer(0, 100) as Fits<number>, usualAlerts.volume),
    preview: take(of.preview, 'alerts.preview', isBoolean, usualAlerts.preview),
    queueLimit: take(
      of.queueLimit,
      'alerts.queueLimit',
      integer(1, 999) as Fits<number>,
      usualAlerts.queueLimit,
    ),
    quietHours: {
      on: take(hours.on, 'alerts.quietHours.on', isBoolean, usual.on),
      from: take(hours.from, 'alerts.quietHours.from', integer(0, 1439) as Fits<number>, usual.from),
      to: take(hours.to, 'alerts.quietHours.to', integer(0, 1439) as Fits<number>, usual.to),
      days: take(hours.days, 'alerts.quietHours.days', areDays, usual.days),
    },
    mutedUntil: take(of.mutedUntil, 'alerts.mutedUntil', isTimeOrNull, null),
  };
}

type Fits<T> = (value: unknown) => value is T;

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
const isThreshold = (value: unknown): value is Threshold => thresholds.some((one) => one === value);
const isInteger = (value: unknown, least: number, most: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
const isTimeOrNull = (value: unknown): value is number | null =>
  value === null || isInteger(value, 0, Number.MAX_SAFE_INTEGER);
const areDays = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every((day) => isInteger(day, 1, 7)) && new Set(value).size === value.length;

function fieldsOf(value: unknown, name: string, strange: (name: string) => void): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  if (value !== undefined) strange(name);
  return {};
}

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AlertEvent, channelsFor, type Scene } from './decide.ts';
import { holdBack, noFlood } from './floods.ts';
import { alertKinds, importances, soundOf, thresholds } from './kinds.ts';
import { alertPreferencesFrom, usualAlerts } from './preferences.ts';
import { queuesOver } from './queues.ts';
import { isQuietHour, muteUntil, quietNow } from './quiet.ts';

const away: Scene = { looking: false, shown: null, quiet: false };
const event = (change: Partial<AlertEvent> = {}): AlertEvent => ({
  kind: 'message',
  importance: 'normal',
  conversationId: 'a',
  byMe: false,
  ...change,
});

describe('by which channels', () => {
  test('as the table of preferences says, from its importance on', () => {
    expect(channelsFor(event(), away, usualAlerts)).toEqual(['toast', 'sound', 'badge']);
    expect(channelsFor(event({ importance: 'high' }), away, usualAlerts)).toContain('flash');
    for (const kind of alertKinds)
      for (const importance of importances)
        for (const least of thresholds) {
          const rules = { toast: least, sound: 'never', flash: 'never', badge: 'never' } as const;
          const preferences = { events: { ...usualAlerts.events, [kind]: rules } };
          const isLoud = least !== 'never' && importances.indexOf(importance) >= importances.indexOf(least);
          expect(channelsFor(event({ kind, importance }), away, preferences)).toEqual(
            isLoud ? ['toast'] : [],
          );
        }
  });

  test('nothing of what one did oneself or has before one’s eyes', () => {
    expect(channelsFor(event({ byMe: true }), away, usualAlerts)).toEqual([]);
    const looking = { looking: true, shown: 'a', quiet: false };
    expect(channelsFor(event({ importance: 'urgent' }), looking, usualAlerts)).toEqual([]);
    // Of another conversation one hears; the window itself says where.
    expect(channelsFor(event({ conversationId: 'b' }), looking, usualAlerts)).toEqual(['sound', 'badge']);
    expect(channelsFor(event({ conversationId: 'b', importance: 'urgent' }), looking, usualAlerts)).toContain(
      'toast',
    );
    // A window in the background shows nothing to anybody, whatever lies in it.
    expect(channelsFor(event(), { ...looking, looking: false }, usualAlerts)).toContain('toast');
  });

  test('who is not to be disturbed keeps the count on the icon', () => {
    for (const importance of importances)
      expect(channelsFor(event({ importance }), { ...away, quiet: true }, usualAlerts)).toEqual(['badge']);
  });

  test('an urgent one sounds urgent, whatever it is', () => {
    expect(soundOf('message', 'normal')).toBe('message');
    expect(soundOf('offer', 'high')).toBe('offer');
    for (const kind of alertKinds) expect(soundOf(kind, 'urgent')).toBe('urgent');
  });
});

describe('floods', () => {
  const all = ['toast', 'sound', 'badge'] as const;

  test('sounds keep their distance, urgent ones a smaller one', () => {
    const first = holdBack(noFlood, event(), all, 1000);
    expect(first.channels).toEqual(all);
    const second = holdBack(first.flood, event(), all, 2200);
    expect(second.channels).toEqual(['toast', 'badge']);
    expect(holdBack(second.flood, event({ importance: 'urgent' }), all, 2200).channels).toContain('sound');
    expect(holdBack(second.flood, event(), all, 3500).channels).toContain('sound');
  });

  test('one conversation may say as much as it likes; many become one notification that counts them', () => {
    let { flood, summary } = holdBack(noFlood, event(), all, 0);
    for (let i = 0; i < 20; i += 1) ({ flood, summary } = holdBack(flood, event(), all, i));
    expect(summary).toBeNull();
    for (const conversationId of ['b', 'c', 'd']) {
      ({ flood, summary } = holdBack(flood, event({ conversationId }), all, 100));
      expect(summary).toBeNull();
    }
    expect(holdBack(flood, event({ conversationId: 'e' }), all, 100).summary).toBe(5);
    // An urgent one is never hidden in a number, and after a while each stands for itself again.
    expect(
      holdBack(flood, event({ conversationId: 'e', importance: 'urgent' }), all, 100).summary,
    ).toBeNull();
    expect(holdBack(flood, event({ conversationId: 'e' }), all, 20_000).summary).toBeNull();
  });
});

describe('do not disturb', () => {
  const night = { on: true, from: 22 * 60, to: 8 * 60, days: [5] };
  test('hours over midnight belong to the day on which they begin', () => {
    expect(isQuietHour(night, { minute: 23 * 60, day: 5 })).toBe(true);
    expect(isQuietHour(night, { minute: 7 * 60 + 59, day: 6 })).toBe(true);
    expect(isQuietHour(night, { minute: 8 * 60, day: 6 })).toBe(false);
    expect(isQuietHour(night, { minute: 7 * 60, day: 5 })).toBe(false);
    expect(isQuietHour({ ...night, days: [7] }, { minute: 60, day: 1 })).toBe(true);
    expect(isQuietHour({ ...night, on: false }, { minute: 23 * 60, day: 5 })).toBe(false);
    const noon = { on: true, from: 720, to: 780, days: [1] };
    expect(isQuietHour(noon, { minute: 720, day: 1 })).toBe(true);
    expect(isQuietHour(noon, { minute: 780, day: 1 })).toBe(false);
  });

  test('the person’s own word comes first, then their hours, then the system’s', () => {
    const quietHours = { on: true, from: 0, to: 1439, days: [1, 2, 3, 4, 5, 6, 7] };
    const now = new Date(2026, 10, 30, 12).getTime();
    expect(quietNow({ mutedUntil: now + 1, quietHours }, now, true)).toBe('muted');
    expect(quietNow({ mutedUntil: now, quietHours }, now, true)).toBe('hours');
    const { quietHours: none } = usualAlerts;
    expect(quietNow({ mutedUntil: null, quietHours: none }, now, true)).toBe('system');
    expect(quietNow({ mutedUntil: null, quietHours: none }, now, false)).toBeNull();
  });

  test('until tomorrow is until the morning, also for who says so after midnight', () => {
    const at = (day: number, hour: number) => new Date(2026, 10, day, hour).getTime();
    expect(muteUntil('tomorrow', at(29, 22))).toBe(at(30, 6));
    expect(muteUntil('tomorrow', at(30, 1))).toBe(at(30, 6));
    expect(muteUntil('half-hour', at(29, 22))).toBe(at(29, 22) + 1_800_000);
    expect(muteUntil('hour', at(29, 22))).toBe(at(29, 23));
  });
});

test('preferences that are broken in any way become usual ones, and are named', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const preferences = alertPreferencesFrom(value);
      const again: string[] = [];
      expect(alertPreferencesFrom(preferences, (name) => again.push(name))).toEqual(preferences);
      expect(again).toEqual([]);
    }),
  );
  const strange: string[] = [];
  const found = alertPreferencesFrom(
    {
      volume: 400,
      events: { message: { toast: 'sometimes', sound: 'never' }, offer: 3 },
      quietHours: { on: true, from: 60, to: 'x', days: [1, 1] },
      preview: false,
    },
    (name) => strange.push(name),
  );
  expect(strange.sort()).toEqual([
    'alerts.events.message.toast',
    'alerts.events.offer',
    'alerts.quietHours.days',
    'alerts.quietHours.to',
    'alerts.volume',
  ]);
  expect(found).toMatchObject({ volume: 70, preview: false, quietHours: { on: true, from: 60, to: 480 } });
  expect(found.events.message).toEqual({ ...usualAlerts.events.message, sound: 'never' });
});

test('a queue is told of when it comes over the limit, and again only after it was well below', () => {
  const told: string[] = [];
  let over: ReadonlySet<string> = new Set();
  for (const waiting of [3, 9, 10, 11, 9, 10, 6, 10, 5, 9, 10]) {
    const next = queuesOver(over, [{ id: 'g', waiting }], 10);
    over = next.over;
    told.push(...next.crossed.map(() => `${waiting}`));
  }
  expect(told).toEqual(['10', '10']);
  expect(queuesOver(over, [], 10).over.size).toBe(0);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closesNext, isOpen, opensNext } from './hours.ts';
import type { Hours, Period } from './plan.ts';
import { isTimeZone, momentOf, wallOf } from './time-zone.ts';

const h = (hour: number, minutes = 0) => hour * 60 + minutes;
const p = (from: number, to: number): Period => ({ from, to });
const office: Period[] = [p(h(9), h(18))];
/** Monday to Friday like that, nothing at the weekend. */
const weekdays = (periods: Period[]): Hours['week'] => [...Array.from({ length: 5 }, () => periods), [], []];
const daily = (periods: Period[]): Hours['week'] => Array.from({ length: 7 }, () => periods);
const hours = (timeZone: string, week: Hours['week'], exceptions: Record<string, Period[]> = {}): Hours => ({
  id: '00000000-0000-4000-8000-000000000000',
  name: 'Hours',
  timeZone,
  week,
  exceptions: Object.entries(exceptions).map(([date, periods]) => ({ date, name: '', periods })),
});
const at = (iso: string) => Date.parse(iso);
const iso = (moment: number | null) => (moment === null ? null : new Date(moment).toISOString());

describe('[B4] hours through a week', () => {
  const shanghai = hours('Asia/Shanghai', weekdays([p(h(9), h(12)), p(h(13, 30), h(18))]));

  test('open from the first minute of a period up to its last, not at its end', () => {
    // A Monday.
    expect(isOpen(shanghai, at('2026-11-23T08:59:59.999+08:00'))).toBe(false);
    expect(isOpen(shanghai, at('2026-11-23T09:00+08:00'))).toBe(true);
    expect(isOpen(shanghai, at('2026-11-23T11:59:59.999+08:00'))).toBe(true);
    expect(isOpen(shanghai, at('2026-11-23T12:00+08:00'))).toBe(false);
    expect(isOpen(shanghai, at('2026-11-23T13:30+08:00'))).toBe(true);
  });

  test('says when it opens next and when it closes next, itself where it is so already', () => {
    const friday = at('2026-11-27T18:00+08:00');
    expect(iso(opensNext(shanghai, friday))).toBe(iso(at('2026-11-30T09:00+08:00')));
    expect(closesNext(shanghai, friday)).toBe(friday);
    const morning = at('2026-11-23T10:00+08:00');
    expect(opensNext(shanghai, morning)).toBe(morning);
    expect(iso(closesNext(shanghai, morning))).toBe(iso(at('2026-11-23T12:00+08:00')));
  });

  test('a zone half an hour off is taken by its minutes', () => {
    const kolkata = hours('Asia/Kolkata', weekdays(office));
    expect(isOpen(kolkata, at('2026-11-23T03:29Z'))).toBe(false);
    expect(isOpen(kolkata, at('2026-11-23T03:30Z'))).toBe(true);
    expect(iso(closesNext(kolkata, at('2026-11-23T03:30Z')))).toBe('2026-11-23T12:30:00.000Z');
  });

  test('24:00 ends the day; with 00:00 on the next it goes on without a gap', () => {
    const zone = 'Asia/Shanghai';
    const evening = hours(zone, daily([p(h(18), h(24))]));
    expect(iso(closesNext(evening, at('2026-11-23T20:00+08:00')))).toBe(iso(at('2026-11-24T00:00+08:00')));
    const through = hours(zone, daily([p(0, h(6)), p(h(18), h(24))]));
    expect(iso(closesNext(through, at('2026-11-23T20:00+08:00')))).toBe(iso(at('2026-11-24T06:00+08:00')));
    expect(closesNext(hours(zone, daily([p(0, h(24))])), at('2026-11-23T20:00+08:00'))).toBeNull();
  });

  test('a period whose end is before its beginning goes on after midnight', () => {
    const night = hours('Asia/Shanghai', weekdays([p(h(22), h(6))]));
    expect(isOpen(night, at('2026-11-24T03:00+08:00'))).toBe(true);
    // From Friday into Saturday; not into Monday.
    expect(iso(closesNext(night, at('2026-11-27T23:00+08:00')))).toBe(iso(at('2026-11-28T06:00+08:00')));
    expect(isOpen(night, at('2026-11-23T03:00+08:00'))).toBe(false);
    expect(iso(opensNext(night, at('2026-11-28T06:00+08:00')))).toBe(iso(at('2026-11-30T22:00+08:00')));
  });

  test('never open within 400 days: it opens never, and is closed', () => {
    const never = hours('Europe/Berlin', daily([]));
    expect([isOpen(never, 0), opensNext(never, 0), closesNext(never, 0)]).toEqual([false, null, 0]);
    const once = hours('UTC', daily([]), { '2026-01-01': [p(h(10), h(11))] });
    const newYear = at('2026-01-01T10:00Z');
    const day = 24 * 3600 * 1000;
    expect(opensNext(once, newYear - 400 * day)).toBe(newYear);
    expect(opensNext(once, newYear - 400 * day - 1)).toBeNull();
    expect(opensNext(once, newYear + h(1) * 60_000)).toBeNull();
  });
});

describe('[B4] holidays and other days that are unlike their weekday', () => {
  const zone = 'Asia/Shanghai';
  const feast = hours(zone, weekdays(office), {
    '2026-10-01': [],
    '2026-10-02': [],
    // A Saturday that is worked instead.
    '2026-10-10': [p(h(10), h(16))],
  });

  test('a holiday is closed, and what opens next is after it', () => {
    expect(isOpen(feast, at('2026-10-01T10:00+08:00'))).toBe(false);
    expect(iso(opensNext(feast, at('2026-09-30T18:00+08:00')))).toBe(iso(at('2026-10-05T09:00+08:00')));
  });

  test('other hours stand instead of those of the weekday', () => {
    expect(iso(opensNext(feast, at('2026-10-09T18:00+08:00')))).toBe(iso(at('2026-10-10T10:00+08:00')));
    expect(iso(closesNext(feast, at('2026-10-10T10:00+08:00')))).toBe(iso(at('2026-10-10T16:00+08:00')));
  });

  test('a holiday begins at midnight, also for the night shift before it; its own night goes on', () => {
    const night = hours(zone, daily([p(h(22), h(6))]), {
      '2026-12-25': [],
      '2026-12-31': [p(h(20), h(2))],
      '2027-01-01': [],
    });
    expect(iso(closesNext(night, at('2026-12-24T23:00+08:00')))).toBe(iso(at('2026-12-25T00:00+08:00')));
    expect(iso(closesNext(night, at('2026-12-31T21:00+08:00')))).toBe(iso(at('2027-01-01T02:00+08:00')));
  });
});

describe('[B4] days on which clocks are changed', () => {
  test('Berlin, forward at 02:00 on 29 March: what is skipped is not open, and what begins in it begins with the jump', () => {
    const berlin = (periods: Period[]) => hours('Europe/Berlin', daily(periods));
    const before = at('2026-03-29T00:59:59Z');
    const jump = '2026-03-29T01:00:00.000Z';
    expect(iso(opensNext(berlin([p(h(2, 30), h(10))]), before))).toBe(jump);
    expect(iso(closesNext(berlin([p(0, h(2, 30))]), before))).toBe(jump);
    // Wholly in the gap: not on that day.
    expect(iso(opensNext(berlin([p(h(2, 15), h(2, 45))]), before))).toBe('2026-03-30T00:15:00.000Z');
    expect(iso(opensNext(berlin(office), before))).toBe('2026-03-29T07:00:00.000Z');
  });

  test('Berlin, back at 03:00 on 25 October: of what comes twice the first counts', () => {
    const berlin = (periods: Period[]) => hours('Europe/Berlin', daily(periods));
    const midnight = at('2026-10-24T22:00Z');
    expect(iso(opensNext(berlin([p(h(2, 30), h(10))]), midnight))).toBe('2026-10-25T00:30:00.000Z');
    expect(iso(closesNext(berlin([p(0, h(2, 30))]), midnight))).toBe('2026-10-25T00:30:00.000Z');
    // Over the whole of it: an hour longer.
    const length = (closesNext(berlin([p(0, h(6))]), midnight) ?? 0) - midnight;
    expect(length).toBe(7 * 3600 * 1000);
  });

  test('New York, both ways; the day before and after are as ever', () => {
    const newYork = hours('America/New_York', daily([p(h(1, 30), h(9))]));
    const opens = (from: string) => iso(opensNext(newYork, at(from)));
    expect(opens('2026-03-08T05:00Z')).toBe('2026-03-08T06:30:00.000Z');
    expect(opens('2026-03-09T04:00Z')).toBe('2026-03-09T05:30:00.000Z');
    expect(opens('2026-11-01T04:00Z')).toBe('2026-11-01T05:30:00.000Z');
    expect(opens('2026-11-02T05:00Z')).toBe('2026-11-02T06:30:00.000Z');
    expect(iso(closesNext(newYork, at('2026-11-01T05:30Z')))).toBe('2026-11-01T14:00:00.000Z');
  });

  test('Apia left out 30 December 2011: nothing is open on a day that was not', () => {
    const apia = hours('Pacific/Apia', daily(office));
    const thursday = at('2011-12-29T18:00-10:00');
    expect(iso(opensNext(apia, thursday))).toBe(iso(at('2011-12-31T09:00+14:00')));
    const night = hours('Pacific/Apia', daily([p(h(22), h(6))]));
    // From Thursday evening to where Saturday has its morning: eight hours on any clock but that on the wall.
    const evening = at('2011-12-29T22:00-10:00');
    expect((closesNext(night, evening) ?? 0) - evening).toBe(8 * 3600 * 1000);
  });

  test('a zone without midnight on the day of its change begins that day with the jump', () => {
    // Cairo goes forward at 00:00 on the last Friday of April.
    const cairo = hours('Africa/Cairo', daily([p(0, h(1, 30))]));
    expect(iso(opensNext(cairo, at('2026-04-23T20:00Z')))).toBe('2026-04-23T22:00:00.000Z');
    expect(iso(closesNext(cairo, at('2026-04-23T22:00Z')))).toBe('2026-04-23T22:30:00.000Z');
  });
});

const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Shanghai',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'America/St_Johns',
  'Pacific/Apia',
  'Pacific/Chatham',
  'UTC',
];
const moment = fc.integer({ min: at('2010-01-01T00:00Z'), max: at('2037-12-31T00:00Z') });
const anyPeriod = fc
  .record({ from: fc.integer({ min: 0, max: 1439 }), to: fc.integer({ min: 1, max: 1440 }) })
  .filter(({ from, to }) => from !== to);
const anyHours = fc
  .record({
    zone: fc.constantFrom(...zones),
    week: fc.array(fc.array(anyPeriod, { maxLength: 3 }), { minLength: 7, maxLength: 7 }),
  })
  .map(({ zone, week }) => hours(zone, week));

describe('[B4] for any hours, in any zone', () => {
  test('a reading of the clock and its moment are each other’s, but where clocks are changed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), moment, (zone, t) => {
        const wall = wallOf(zone, t);
        const first = momentOf(zone, wall);
        // The same, or an earlier moment that the clock showed alike.
        expect(first).toBeLessThanOrEqual(t);
        expect(wallOf(zone, first)).toBe(wall);
      }),
    );
  });

  test('moments follow each other as readings do', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        moment,
        fc.integer({ min: 0, max: 5 * 3600_000 }),
        (zone, wall, more) => {
          expect(momentOf(zone, wall + more)).toBeGreaterThanOrEqual(momentOf(zone, wall));
        },
      ),
    );
  });

  test('it is open when it says that it opens, closed when it says that it closes, and nothing else in between', () => {
    fc.assert(
      fc.property(anyHours, moment, fc.double({ min: 0, max: 1, noNaN: true }), (any, t, share) => {
        const opens = opensNext(any, t);
        const closes = closesNext(any, t);
        expect(isOpen(any, t)).toBe(opens === t);
        const between = (end: number) => Math.min(end - 1, Math.floor(t + (end - t) * share));
        if (opens !== null) {
          expect(isOpen(any, opens)).toBe(true);
          if (opens > t) expect(isOpen(any, between(opens))).toBe(false);
        }
        if (closes !== null) {
          expect(isOpen(any, closes)).toBe(false);
          if (closes > t) expect(isOpen(any, between(closes))).toBe(true);
        }
      }),
    );
  });

  test('where no clock is changed, it is open when the clock on the wall shows so', () => {
    fc.assert(
      fc.property(anyHours, moment, (any, t) => {
        const offset = (shift: number) => wallOf(any.timeZone, t + shift) - (t + shift);
        const near = [-3, -2, -1, 0, 1, 2].map((n) => offset(n * 24 * 3600 * 1000));
        fc.pre(new Set(near).size === 1);
        const shown = new Date(wallOf(any.timeZone, t));
        const minute = shown.getUTCHours() * 60 + shown.getUTCMinutes();
        const today = (shown.getUTCDay() + 6) % 7;
        const isIn = any.week[today]?.some((q) =>
          q.from < q.to ? q.from <= minute && minute < q.to : minute >= q.from,
        );
        const isOver = any.week[(today + 6) % 7]?.some((q) => q.to < q.from && minute < q.to);
        expect(isOpen(any, t)).toBe(isIn || isOver);
      }),
    );
  });
});

test('a zone is known by any of its names, and nothing else is', () => {
  for (const zone of ['Asia/Shanghai', 'PRC', 'UTC', 'Asia/Calcutta']) expect(isTimeZone(zone)).toBe(true);
  for (const zone of ['Asia/Beijing', 'China', '', 'GMT+25']) expect(isTimeZone(zone)).toBe(false);
});

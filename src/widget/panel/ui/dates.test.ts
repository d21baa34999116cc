import { describe, expect, it } from 'vitest';
import { startName } from './dates.ts';

/** Whatever zone the machine is in: these are moments of its own calendar, as a visitor's are of theirs. */
const at = (day: number, hour: number): number => new Date(2026, 10, day, hour).getTime();

describe('when the house is open again', () => {
  it('is today, tomorrow or a day by its name and date, in the reader’s calendar', () => {
    const now = at(22, 23);
    expect([at(22, 23), at(23, 9), at(30, 9)].map((time) => startName(time, 'en', now))).toEqual([
      'today at 11:00 PM',
      'tomorrow at 9:00 AM',
      'on Monday, November 30 at 9:00 AM',
    ]);
    expect([at(22, 23), at(23, 9), at(30, 9)].map((time) => startName(time, 'zh-CN', now))).toEqual([
      '今天 23:00',
      '明天 09:00',
      '11月30日星期一 09:00',
    ]);
  });
});

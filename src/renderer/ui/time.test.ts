import { describe, expect, it } from 'vitest';
import { clockText, dateText, dayOf, longDateText, minutesText, timeText } from './time.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const now = new Date(2026, 10, 22, 9, 30).getTime();

describe('clockText', () => {
  it.each([
    [-5, '0:00'],
    [48 * second, '0:48'],
    [12 * minute + 5 * second, '12:05'],
    [hour + 2 * minute + 41 * second, '1:02:41'],
    [50 * hour, '2d'],
  ])('shows %i ms as %s', (ms, text) => {
    expect(clockText(ms, 'en')).toBe(text);
  });

  it('counts days in the language of the screen', () => {
    expect(clockText(50 * hour, 'zh-CN')).toBe('2天');
  });
});

describe('days', () => {
  it('are those of the calendar, not spans of 24 hours', () => {
    expect(dayOf(now - 9 * hour, now)).toBe('today');
    expect(dayOf(now - 10 * hour, now)).toBe('yesterday');
    expect(dayOf(now - 40 * hour, now)).toBe('this-year');
    expect(dayOf(now - 400 * 24 * hour, now)).toBe('earlier');
  });

  it('are named in both languages, with the year only where it is another', () => {
    const friday = new Date(2026, 10, 20, 9).getTime();
    expect(longDateText(friday, 'en', now)).toBe('Friday, November 20');
    expect(longDateText(friday, 'zh-CN', now)).toBe('11月20日星期五');
    expect(dateText(friday, 'en', now)).toBe('Nov 20');
    expect(dateText(new Date(2025, 0, 2).getTime(), 'zh-CN', now)).toBe('2025年1月2日');
  });
});

describe('timeText and minutesText', () => {
  it('count 24 hours, midnight as 00', () => {
    expect(timeText(new Date(2026, 0, 1, 0, 5).getTime(), 'en')).toBe('00:05');
    expect(timeText(new Date(2026, 0, 1, 14, 6).getTime(), 'zh-CN')).toBe('14:06');
  });

  it('round down to what is worth saying', () => {
    expect(minutesText(3.9 * minute, 'en')).toBe('3 min');
    expect(minutesText(3.9 * minute, 'zh-CN')).toBe('3分钟');
    expect(minutesText(130 * minute, 'en')).toBe('2 hr');
  });
});

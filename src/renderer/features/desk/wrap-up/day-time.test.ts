import { expect, test } from 'vitest';
import { dayTimeOf, timeOfDay } from './day-time.ts';

test('a time goes to the control and back to the minute', () => {
  const at = new Date(2026, 10, 9, 4, 5).getTime();
  expect(dayTimeOf(at)).toBe('2026-11-09T04:05');
  expect(timeOfDay(dayTimeOf(at))).toBe(at);
  expect(dayTimeOf(null)).toBe('');
});

test.each(['', 'tomorrow', '2026-13-40T99:99', '1900-01-01T00:00'])('%s is no time', (text) => {
  expect(timeOfDay(text)).toBeNull();
});

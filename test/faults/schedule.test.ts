import { describe, expect, it } from 'vitest';
import { randomOf } from './random.ts';
import { inRounds, type ScheduleOptions, scheduleOf, usualFaults } from './schedule.ts';

const options: ScheduleOptions = {
  ...usualFaults(10),
  changes: 500,
  seed: 42,
  duration: 600_000,
  messages: 10_000,
  visitors: 20,
  desks: 5,
  tabsOf: (visitor) => (visitor === 3 ? 2 : 1),
};

describe('the schedule', () => {
  it('is the same for the same seed, and another one for another', () => {
    expect(scheduleOf(options)).toEqual(scheduleOf(options));
    expect(scheduleOf({ ...options, seed: 43 })).not.toEqual(scheduleOf(options));
  });

  it('of ten minutes has what the bench promises', () => {
    const { writings, faults } = scheduleOf(options);
    const of = (kind: string) => faults.filter((fault) => fault.kind === kind).length;
    expect(writings).toHaveLength(10_000);
    expect(new Set(writings.map(({ text }) => text)).size).toBe(10_000);
    expect(Math.max(...writings.map(({ text }) => text.length))).toBeLessThanOrEqual(8000);
    expect([of('hub-kill'), of('desk-kill'), of('reload'), of('cut')]).toEqual([100, 30, 30, 60]);
    expect(faults.every(({ at }) => at >= 0 && at <= 600_000)).toBe(true);
    expect(new Set(writings.map(({ writer }) => writer)).size).toBe(26);
  });

  it('has edits and recalls of every desk, spread over the rounds, and without them the rest is the same', () => {
    const { changes, ...rest } = scheduleOf(options);
    expect(changes).toHaveLength(500);
    expect(new Set(changes.map(({ writer, kind }) => `${writer} ${kind}`)).size).toBe(10);
    const { changes: none, ...same } = scheduleOf({ ...options, changes: 0 });
    expect([none, same]).toEqual([[], rest]);
    const rounds = inRounds(scheduleOf(options), 600_000, 4);
    expect(rounds.reduce((sum, round) => sum + round.changes.length, 0)).toBe(500);
    expect(rounds.every((round) => round.changes.length > 50)).toBe(true);
  });

  it('more of one fault leaves when the others happen', () => {
    const more = scheduleOf({ ...options, hubKills: 200 }).faults.filter(({ kind }) => kind === 'cut');
    expect(more).toEqual(scheduleOf(options).faults.filter(({ kind }) => kind === 'cut'));
  });
});

it('chance is spread evenly', () => {
  const random = randomOf(7);
  const counts = Array.from({ length: 10 }, () => 0);
  for (let i = 0; i < 10_000; i++) counts[random.between(0, 9)]! += 1;
  expect(Math.min(...counts)).toBeGreaterThan(850);
  expect(Math.max(...counts)).toBeLessThan(1150);
});

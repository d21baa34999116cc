import { describe, expect, test } from 'vitest';
import {
  type Climbed,
  type Climbs,
  climb,
  firstHubRung,
  hubRungsDue,
  usualLadder,
  type Waiting,
} from './ladder.ts';

const second = 1000;
const wait = (change: Partial<Waiting> = {}): Waiting => ({
  id: 'a',
  since: 0,
  attended: false,
  lastAt: 0,
  ...change,
});

/** Looks every second of virtual time at what waits then. */
function run(seconds: number, at: (second: number) => readonly Waiting[], times = usualLadder): string[] {
  let climbs: Climbs = new Map();
  const said: string[] = [];
  for (let s = 0; s <= seconds; s += 1) {
    const step: { climbs: Climbs; climbed: readonly Climbed[] } = climb(climbs, at(s), s * second, times);
    climbs = step.climbs;
    said.push(...step.climbed.map(({ id, rung }) => `${s} ${id} ${rung}`));
  }
  return said;
}

describe('[P18] the desk’s rungs', () => {
  test('one after the other, each once, until nobody waits', () => {
    expect(run(300, () => [wait()])).toEqual(['30 a toast', '60 a sound', '90 a flash']);
    expect(run(300, (s) => (s < 70 ? [wait()] : []))).toEqual(['30 a toast', '60 a sound']);
  });

  test('seeing it stops the ladder; what is written after that counts from then, and no rung comes twice', () => {
    const said = run(300, (s) => {
      if (s < 40) return [wait()];
      if (s < 100) return [wait({ attended: true })];
      return [wait({ lastAt: 100 * second })];
    });
    expect(said).toEqual(['30 a toast', '160 a sound', '190 a flash']);
  });

  test('another wait climbs from the ground', () => {
    const said = run(200, (s) => [s < 95 ? wait() : wait({ since: 95 * second, lastAt: 95 * second })]);
    expect(said).toEqual([
      ...['30 a toast', '60 a sound', '90 a flash'],
      ...['125 a toast', '155 a sound', '185 a flash'],
    ]);
  });

  test('each conversation has a ladder of its own, and a rung that the house left out never comes', () => {
    const two = [wait(), wait({ id: 'b', since: 10 * second, lastAt: 10 * second })];
    expect(run(95, () => two, { ...usualLadder, sound: null })).toEqual([
      '30 a toast',
      '40 b toast',
      '90 a flash',
    ]);
  });

  test('a desk that comes late does at once what is due', () => {
    const { climbed } = climb(new Map(), [wait()], 70 * second, usualLadder);
    expect(climbed.map(({ rung }) => rung)).toEqual(['toast', 'sound']);
  });
});

test('[P18] the hub’s rungs: colleagues, then supervisors; at once where there is no colleague', () => {
  const due = (seconds: number, hasColleague: boolean, times = usualLadder) =>
    hubRungsDue(seconds * second, times, hasColleague);
  expect(due(119, true)).toEqual([]);
  expect(due(120, true)).toEqual(['colleague']);
  expect(due(240, true)).toEqual(['colleague', 'supervisor']);
  expect(due(120, false)).toEqual(['colleague', 'supervisor']);
  expect(due(119, false)).toEqual([]);
  expect(due(9999, false, { ...usualLadder, colleague: null, supervisor: null })).toEqual([]);
  expect(due(240, false, { ...usualLadder, colleague: null })).toEqual(['supervisor']);
  expect(firstHubRung(usualLadder)).toBe(120_000);
  expect(firstHubRung({ ...usualLadder, colleague: null })).toBe(240_000);
  expect(firstHubRung({ ...usualLadder, colleague: null, supervisor: null })).toBeNull();
});

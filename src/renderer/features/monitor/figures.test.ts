import { expect, test } from 'vitest';
import type { BoardRow } from '#shared/protocol/board.ts';
import { figuresOf, levelPercent, levelTone, noFigures } from './figures.ts';
import { noFilter, passes } from './filter.ts';

const row = (change: Partial<BoardRow>): BoardRow => ({
  k: 1,
  id: 'a',
  visitor: { id: 'v', name: null },
  status: 'queued',
  kind: 'live',
  agent: null,
  group: { id: 'g', name: 'Sales' },
  offered: null,
  guests: 0,
  priority: 0,
  opened: 1,
  queued: null,
  waiting: null,
  replied: null,
  unanswered: 0,
  trouble: 0,
  ...change,
});
const ann = { id: 'ann', name: 'Ann' };
const all = [
  row({ queued: 20, waiting: 10 }),
  row({ queued: 30, group: { id: 'h', name: 'Service' }, offered: ann }),
  row({ status: 'active', agent: ann, waiting: 5, trouble: 3 }),
  row({ status: 'active', agent: ann, kind: 'message', waiting: 1 }),
  row({ kind: 'message', queued: 2 }),
];

test('figures are of all, of groups and of agents; a message that was left waits for no clock', () => {
  const { all: of, groups, agents } = figuresOf(all);
  expect(of).toEqual({ queued: 2, queuedSince: 20, served: 2, waitsSince: 5, trouble: 1 });
  expect(groups.get('h')).toEqual({ ...noFigures, queued: 1, queuedSince: 30, waitsSince: 30 });
  expect(agents.get('ann')).toEqual({ ...noFigures, served: 2, waitsSince: 5, trouble: 1 });
  expect(figuresOf([]).all).toEqual(noFigures);
});

test('a level is rounded down and never more than it is', () => {
  expect(levelPercent({ met: 199, decided: 200 })).toBe(99);
  expect(levelPercent({ met: 0, decided: 0 })).toBeNull();
  expect([null, 80, 79, 70, 69].map((percent) => levelTone(percent, 80))).toEqual([
    'none',
    'good',
    'near',
    'near',
    'missed',
  ]);
});

test('filters hold together, and words are looked for in all names', () => {
  const found = (change: object) =>
    all.filter((one) => passes(one, { ...noFilter, ...change }, () => 'Visitor 8F3A')).length;
  expect(found({})).toBe(5);
  expect(found({ state: 'waiting' })).toBe(3);
  expect(found({ state: 'queued' })).toBe(2);
  expect(found({ state: 'active' })).toBe(1);
  expect(found({ state: 'message' })).toBe(2);
  expect(found({ agent: 'ann' })).toBe(3);
  expect(found({ group: 'h' })).toBe(1);
  expect(found({ trouble: true })).toBe(1);
  expect(found({ words: ' 8f3a ' })).toBe(5);
  expect(found({ words: 'serv' })).toBe(1);
  expect(found({ words: 'ann', group: 'g' })).toBe(2);
});

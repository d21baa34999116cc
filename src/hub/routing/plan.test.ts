import { expect, test } from 'vitest';
import { type Agent, planRound } from './plan.ts';

const agent = (id: string, load: number, lastAssignedAt = 0): Agent => ({
  id,
  name: id,
  load,
  lastAssignedAt,
});
const waiting = (n: number) => Array.from({ length: n }, (_, i) => ({ id: `c${i}`, version: 1 }));
const shares = (n: number, agents: Agent[]) => planRound(waiting(n), agents, 1000).map((g) => g.to.id);

test('each goes to who has least by then, this round counted', () => {
  expect(shares(5, [agent('a', 3), agent('b', 1), agent('c', 2)])).toEqual(['b', 'c', 'b', 'a', 'c']);
});

test('of equals, who has waited longest for one; then in turn', () => {
  expect(shares(4, [agent('a', 0, 20), agent('b', 0, 10)])).toEqual(['b', 'a', 'b', 'a']);
});

test('nobody there: nothing is given', () => {
  expect(shares(3, [])).toEqual([]);
});

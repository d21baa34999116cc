import { expect, test } from 'vitest';
import { type AtRisk, byRisk, dueAt } from './risk.ts';

const minute = 60_000;
const one = (id: string, change: Partial<AtRisk> = {}): AtRisk => ({
  id,
  queued: null,
  waiting: null,
  kind: 'live',
  replied: null,
  opened: 0,
  trouble: 0,
  ...change,
});
const inOrder = (all: readonly AtRisk[], within: (one: AtRisk) => number | undefined = () => minute) =>
  byRisk(all, within).map(({ id }) => id);

test('who waits comes first, by when their group has promised to answer, however long they have waited', () => {
  const slow = one('a slow group, waits longest', { waiting: 0 });
  const fast = one('a fast group', { waiting: 4 * minute });
  const idle = one('nobody waits', { replied: 1 });
  const within = ({ id }: AtRisk) => (id.startsWith('a slow') ? 10 * minute : minute);
  expect(inOrder([idle, slow, fast], within)).toEqual([fast.id, slow.id, idle.id]);
});

test('in the queue or at an agent, a wait is a wait; the queue says since when where both do', () => {
  expect(dueAt(one('x', { queued: 5, waiting: 9 }), 100)).toBe(105);
  expect(dueAt(one('x', { waiting: 9 }), 100)).toBe(109);
  expect(dueAt(one('x'), 100)).toBeNull();
  expect(dueAt(one('x', { queued: 5, kind: 'message' }), 100)).toBeNull();
});

test('trouble halves the time that there is; without a wait it is before what is calm', () => {
  const angry = one('angry', { waiting: 20_000, trouble: 1 });
  const calm = one('calm', { waiting: 0 });
  const answered = one('answered, angry', { trouble: 4, replied: 9 });
  const fine = one('fine', { replied: 1 });
  expect(inOrder([fine, answered, calm, angry])).toEqual(['angry', 'calm', 'answered, angry', 'fine']);
});

test('of who does not wait the longest silence is first, messages that were left are last, and ties end in the id', () => {
  const left = one('left', { kind: 'message', queued: 0 });
  const never = one('never answered', { opened: 3 });
  const all = [left, one('b', { replied: 5 }), one('a', { replied: 5 }), never];
  expect(inOrder(all)).toEqual(['never answered', 'a', 'b', 'left']);
});

test('the order is whole: whatever comes in whatever order is the same', () => {
  const random = ((state) => () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state;
  })(7);
  const maybe = (n: number) => (random() % 3 === 0 ? null : random() % n);
  const all = Array.from({ length: 60 }, (_, i) =>
    one(`${i}`, {
      queued: maybe(1000),
      waiting: maybe(1000),
      replied: maybe(1000),
      kind: random() % 5 === 0 ? 'message' : 'live',
      trouble: random() % 8,
    }),
  );
  const sorted = inOrder(all);
  for (let n = 0; n < 20; n += 1) {
    const shuffled = all.map((each) => [random(), each] as const).sort(([a], [b]) => a - b);
    expect(inOrder(shuffled.map(([, each]) => each))).toEqual(sorted);
  }
});

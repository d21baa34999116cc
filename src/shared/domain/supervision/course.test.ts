import { describe, expect, it, test } from 'vitest';
import type { Entry } from '../entry.ts';
import { afterCourse, type Course, type CourseEntry, noCourse } from './course.ts';
import { isHard } from './hard-words.ts';
import { levelOf } from './level.ts';
import { hasTrouble, troubleOf } from './trouble.ts';

const ann = { id: 'ann', name: 'Ann' };
const ben = { id: 'ben', name: 'Ben' };
type Said = readonly [at: number, by: 'visitor' | 'robot' | string, body: Entry['body'] | string];

/** The course of what was said, in order; entries are named by their place. */
function course(said: readonly Said[]): Course {
  const entries = said.map(([at, by, what], i): CourseEntry => {
    const isNobody = by === 'visitor' || by === 'robot' || by === 'system';
    return {
      id: `e${i + 1}`,
      seq: i + 1,
      feedSeq: 10 * (i + 1),
      at,
      author: { kind: isNobody ? by : 'agent', id: by, name: by } as Entry['author'],
      body: typeof what === 'string' ? { kind: 'message', text: what } : what,
    };
  });
  return entries.reduce(afterCourse, noCourse);
}
const given = (to: typeof ann | null, from: typeof ann | null = null): Entry['body'] => ({
  kind: 'assigned',
  from,
  to,
  reason: 'least_loaded',
});

describe('how a conversation went', () => {
  it('counts what nobody has answered, and since when an agent has not written', () => {
    const asked = course([
      [1, 'visitor', 'a'],
      [2, 'system', given(ann)],
      [3, 'visitor', 'b'],
    ]);
    expect(asked).toMatchObject({ unanswered: 2, waiting: 1, repliedAt: null, agent: 'ann' });
    const robot = course([
      [1, 'visitor', 'a'],
      [2, 'robot', 'I am a robot'],
      [3, 'visitor', 'b'],
    ]);
    expect(robot).toMatchObject({ unanswered: 1, waiting: 3, repliedAt: null, firstReplyAt: null });
    const answered = course([
      [1, 'visitor', 'a'],
      [2, 'system', given(ann)],
      [9, 'ann', 'hi'],
      [11, 'ann', 'and'],
    ]);
    expect(answered).toMatchObject({ unanswered: 0, waiting: null, firstReplyAt: 9, repliedAt: 11 });
    expect(answered).toMatchObject({ responses: 1, responseTime: 8 });
  });

  it('measures the pace of who has it, and begins anew with who gets it', () => {
    const taken: Said[] = [
      [1, 'visitor', 'a'],
      [2, 'system', given(ann)],
      [5, 'ann', 'hi'],
      [6, 'visitor', 'b'],
    ];
    expect(course([...taken, [16, 'ann', 'yes']])).toMatchObject({ responses: 2, responseTime: 14 });
    // A guest's answer ends the wait, and is not the agent's.
    expect(course([...taken, [16, 'ben', 'yes']])).toMatchObject({
      responses: 1,
      responseTime: 4,
      waiting: null,
    });
    const moved = course([...taken, [8, 'ann', given(ben, ann)], [26, 'ben', 'hello']]);
    expect(moved).toMatchObject({ agent: 'ben', responses: 1, responseTime: 20 });
    // Her own again, by a transfer to herself: nothing begins anew.
    expect(course([...taken, [8, 'ann', given(ann, ann)]])).toMatchObject({ responses: 1 });
  });

  it('is the same whether an entry comes once or again, in pieces or at once', () => {
    const said: Said[] = [
      [1, 'visitor', 'a'],
      [2, 'system', given(ann)],
      [5, 'ann', 'hi'],
      [6, 'visitor', 'scam'],
    ];
    const once = course(said);
    const again = {
      id: 'e1',
      seq: 1,
      feedSeq: 10,
      at: 1,
      author: { kind: 'visitor', id: 'v', name: '' },
    } as const;
    expect(afterCourse(once, { ...again, body: { kind: 'message', text: 'a' } })).toBe(once);
  });
});

describe('trouble', () => {
  const marks = (one: Course, score: number | null = null) => {
    const mask = troubleOf(one, { askedAt: 0, about: null, score, ratedAt: null });
    return (['words', 'unanswered', 'rating'] as const).filter((each) => hasTrouble(mask, each));
  };

  it('is said by words of the customer, not of an agent, and not of what was taken back or changed', () => {
    const said: Said[] = [[1, 'visitor', '我要投诉你们']];
    expect(marks(course(said))).toEqual(['words']);
    expect(marks(course([[1, 'ann', 'I am sorry for the terrible wait']]))).toEqual([]);
    expect(marks(course([...said, [2, 'visitor', { kind: 'recalled', entryId: 'e1' }]]))).toEqual([]);
    const kinder: Said = [2, 'visitor', { kind: 'edited', entryId: 'e1', text: '请问' }];
    expect(marks(course([...said, kinder]))).toEqual([]);
    const ruder: Said = [2, 'visitor', { kind: 'edited', entryId: 'e1', text: 'scam' }];
    expect(marks(course([[1, 'visitor', 'hi'], ruder]))).toEqual(['words']);
  });

  it('is over when the customer has calmed down, and when somebody has answered', () => {
    const said: Said[] = [[1, 'visitor', 'scam'], ...[2, 3, 4, 5].map((at): Said => [at, 'visitor', 'ok'])];
    expect(marks(course(said))).toEqual(['words', 'unanswered']);
    expect(marks(course([...said, [6, 'visitor', 'ok']]))).toEqual(['unanswered']);
    expect(marks(course([...said, [6, 'visitor', 'ok'], [7, 'ann', 'hi']]))).toEqual([]);
    expect(
      marks(
        course([
          [1, 'visitor', 'a'],
          [2, 'visitor', 'b'],
        ]),
      ),
    ).toEqual([]);
  });

  it('is a bad rating', () => {
    expect(marks(noCourse, 2)).toEqual(['rating']);
    expect(marks(noCourse, 3)).toEqual([]);
    expect(marks(noCourse)).toEqual([]);
  });
});

test.each([
  ['你们什么态度', true],
  ['我要举报', true],
  ['在吗？？？', true],
  ['I will SUE you', true],
  ['what a waste  of\ntime', true],
  ['rip-off!', true],
  ['there is an issue with my suede shoes', false],
  ['a pleasant tissue', false],
  ['好的，谢谢！', false],
  ['真的吗？！', false],
  ['', false],
])('hard words: %s', (text, hard) => {
  expect(isHard(text)).toBe(hard);
});

test('a text of any length is looked at in no time', () => {
  const from = performance.now();
  for (const text of ['a '.repeat(4000), '投'.repeat(8000), '! ? '.repeat(2000), `${'no one '.repeat(1000)}`])
    expect(isHard(text)).toBe(false);
  expect(performance.now() - from).toBeLessThan(1000);
});

test('the service level counts who was answered in time, who was not, and nobody whose time is not over', () => {
  const opening = { group: 'g', openedAt: 100, firstReplyAt: null, closedAt: null };
  expect(levelOf({ ...opening, firstReplyAt: 160 }, 60, 1000)).toBe('met');
  expect(levelOf({ ...opening, firstReplyAt: 161 }, 60, 1000)).toBe('missed');
  expect(levelOf(opening, 60, 160)).toBeNull();
  expect(levelOf(opening, 60, 161)).toBe('missed');
  // Gone before the time was over, whenever one looks.
  expect(levelOf({ ...opening, closedAt: 150 }, 60, 9999)).toBeNull();
  expect(levelOf({ ...opening, closedAt: 170 }, 60, 9999)).toBe('missed');
});

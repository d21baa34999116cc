import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { together } from './together.ts';

function asked() {
  const questions: (readonly string[])[] = [];
  const one = together(async (keys) => {
    questions.push(keys);
    if (keys.includes('fails')) throw new Error('database');
    return new Map(keys.filter((key) => key !== 'unknown').map((key) => [key, `of ${key}`]));
  });
  return { questions, one };
}

test('what is asked for in one turn is one question, and each gets its own answer', async () => {
  const { questions, one } = asked();
  expect(await Promise.all(['a', 'b', 'unknown', 'a'].map(one))).toEqual(['of a', 'of b', null, 'of a']);
  expect(questions).toEqual([['a', 'b', 'unknown', 'unknown']]);
  expect(await one('a')).toBe('of a');
  expect(questions).toHaveLength(2);
});

test('asked after a question has gone out, it is asked again: an answer is never older than the asking', async () => {
  const { questions, one } = asked();
  const first = one('a');
  await turn();
  const second = one('a');
  await Promise.all([first, second]);
  expect(questions).toEqual([['a'], ['a']]);
});

test('long lists are several questions, and a failure is told to those who asked in it', async () => {
  const { questions, one } = asked();
  const keys = Array.from({ length: 250 }, (_, i) => `${i}`);
  const answers = await Promise.all(keys.map(one));
  expect(answers).toEqual(keys.map((key) => `of ${key}`));
  expect(questions.map((question) => question.length)).toEqual([64, 64, 64, 64]);

  const results = await Promise.allSettled([one('fails'), one('x')]);
  expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected']);
  expect(await one('x')).toBe('of x');
});

import { expect, test } from 'vitest';
import { misfits } from './check.ts';
import { type ChannelRules, rulesOf } from './rules.ts';

const web = rulesOf('web');

test('what is too long says by how much', () => {
  expect(misfits('a'.repeat(web.longest), web)).toEqual([]);
  expect(misfits('a'.repeat(web.longest + 3), web)).toEqual([
    { is: 'too-long', over: 3, longest: web.longest },
  ]);
});

test.each([
  ['退款<b>已经</b>提交', '<b>'],
  ['第一行<br/>第二行', '<br/>'],
  ['<a href="https://example.com">看这里</a>', '<a href="https://example.com">'],
  ['请看 **重要** 的', '**重要**'],
  ['[订单](https://example.com/1)', '[订单](https://example.com/1)'],
])('of %j the customer would see the signs', (text, signs) => {
  expect(misfits(text, web)).toEqual([{ is: 'markup', signs }]);
});

test.each([
  '138****1234',
  '****1234****',
  '尾号 **1234 的卡',
  '3 ** 2 ** 1',
  'a < b > c',
  '<3',
  '[已核实]（周三）',
  'https://example.com/a(b)',
  '<王女士>',
])('%j is as it was meant', (text) => {
  expect(misfits(text, web)).toEqual([]);
});

test('another channel is another row of rules', () => {
  const mail: ChannelRules = { longest: 20, counted: 5, shows: ['html', 'markdown'] };
  expect(misfits('<b>fine</b> **here**', mail)).toEqual([]);
  expect(misfits('<b>not</b> and far too long', mail)).toMatchObject([{ is: 'too-long', over: 7 }]);
});

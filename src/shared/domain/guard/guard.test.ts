import { describe, expect, test } from 'vitest';
import { codesIn } from './codes.ts';
import { factsOf, guardReply, justSwitched } from './guard.ts';
import { nameFinder } from './names.ts';
import { normal } from './normal.ts';

const wang = factsOf('wang', { name: '王晓雯', others: ['13812342716'] }, ['订单号 20261114-0312']);
const chen = factsOf('chen', { name: '陈国栋', others: ['chen@example.com'] }, ['我的单号是20261119-0457']);
const maria = factsOf('maria', { name: 'Maria Costa' }, ['call +86 139-0000-1111']);
const unknown = factsOf('unknown', { name: null }, ['订单20261101-9999']);
const others = [chen, maria, unknown];
const guard = (text: string, sinceSwitch = 5000) => guardReply(text, wang, others, sinceSwitch);
const other = (text: string) => {
  const held = guard(text);
  return held?.because === 'names_other' ? held.other : null;
};

test('what is sent right after a switch is held', () => {
  expect(guard('好的', justSwitched - 1)).toEqual({ because: 'just_switched' });
  expect(guard('好的', justSwitched)).toBe(null);
});

test('what names another open customer is held, and says whom', () => {
  expect(other('陈先生您好')).toBe('chen');
  expect(other('国栋，退款已提交')).toBe('chen');
  expect(other('好的陈老师，稍等')).toBe('chen');
  expect(other('您的订单 20261119 0457 已发出')).toBe('chen');
  expect(other('尾号0457的那一单')).toBe('chen');
  expect(other('发票已发到 CHEN@Example.com')).toBe('chen');
  expect(other('Hi Maria, one moment')).toBe('maria');
  expect(other('Dear Ms. Costa')).toBe('maria');
  expect(other('稍后拨打 １３９ ００００ １１１１')).toBe('maria');
  expect(other('order 20261101-9999 is on its way')).toBe('unknown');
});

test('what names this customer is not, whoever else is in it', () => {
  expect(guard('王女士您好，和陈先生一样的型号')).toBe(null);
  expect(guard('您的订单 20261114-0312 与 20261119-0457 合并发出')).toBe(null);
  expect(guard('短信发到尾号 2716 的手机')).toBe(null);
});

describe('two customers of one surname', () => {
  const ms = (lines: readonly string[]) => factsOf('ms', { name: '王芳' }, lines);
  const mr = factsOf('mr', { name: '王强' }, []);
  const known = ms(['王女士您好，请提供一下订单号']);
  const held = (text: string, here = known, open = [mr, chen]) => guardReply(text, here, open, 5000);

  test('are told apart by how they were addressed so far', () => {
    expect(held('王先生您好，已为您登记')).toEqual({ because: 'names_other', other: 'mr', word: '王强' });
    expect(held('好的王哥，这边看一下')).toMatchObject({ other: 'mr' });
    expect(held('王女士您好')).toBe(null);
    expect(held('王姐您好')).toBe(null);
    expect(held('王老师您好')).toBe(null);
  });

  test('also by who was called so before, where the one it goes to never was', () => {
    const called = (title: string) => factsOf('called', { name: '王娜' }, [`${title}您好，请稍等`]);
    const held = (text: string, here: ReturnType<typeof ms>, other: ReturnType<typeof ms>) =>
      guardReply(text, here, [chen, other], 5000);
    expect(held('王女士您好', ms([]), called('王女士'))).toMatchObject({ other: 'called' });
    expect(held('好的王老师', known, called('王老师'))).toMatchObject({ other: 'called' });
    expect(held('王姐您好', known, called('王姐'))).toMatchObject({ other: 'called' });
    expect(held('王女士您好', known, called('王女士'))).toBe(null);
    expect(held('王女士您好', ms([]), called('王姐'))).toBe(null);
    expect(held('王芳您好，王女士已签收', ms([]), called('王女士'))).toBe(null);
    expect(held('王女士您好', ms([]), factsOf('called', { name: '汪娜' }, ['汪女士您好']))).toBe(null);
  });

  test('not where it is not known, was said both ways, or her name stands there too', () => {
    expect(held('王先生您好', ms([]))).toBe(null);
    expect(held('王先生您好', ms(['王女士您好', '王先生您好']))).toBe(null);
    expect(held('王芳您好，王先生已签收')).toBe(null);
    expect(held('王先生您好', known, [chen])).toBe(null);
    const another = factsOf('another', { name: '王娜' }, ['王小姐您好']);
    expect(held('王先生您好', known, [another])).toBe(null);
  });
});

describe('a file’s name', () => {
  const file = (name: string, text = '') => guardReply(text, wang, others, 5000, [name]);

  test.each([
    ['陈国栋-发票.pdf', 'chen'],
    ['发票_陈先生.pdf', 'chen'],
    ['20261119-0457.jpg', 'chen'],
    ['order_20261119_0457(1).png', 'chen'],
    ['invoice Maria-Costa.final.pdf', 'maria'],
    ['chen@example.com.eml', 'chen'],
  ])('%s names another open customer', (name, who) => {
    expect(file(name)).toMatchObject({ because: 'file_names_other', other: who, file: name });
  });

  test.each(['IMG_20261119_143022.jpg', '说明书.pdf', '王晓雯与陈国栋.pdf', '20261114-0312.jpg', '.pdf', ''])(
    '%s names nobody else',
    (name) => {
      expect(file(name)).toBe(null);
    },
  );

  test('is looked at by itself: a text to the right customer makes no file right, and the switch counts for files alone', () => {
    expect(file('陈国栋-发票.pdf', '王女士您好，这是您的发票')).toMatchObject({
      because: 'file_names_other',
    });
    expect(guardReply('', wang, others, 5000, ['王晓雯.pdf', '陈国栋.pdf'])).toMatchObject({
      file: '陈国栋.pdf',
    });
    expect(guardReply('', wang, others, justSwitched - 1, ['a.pdf'])).toEqual({ because: 'just_switched' });
    expect(file('a.pdf', '陈先生您好')).toMatchObject({ because: 'names_other', other: 'chen' });
  });
});

test('a number that several know tells nobody apart', () => {
  const hotline = ['热线 400-820-8820'];
  const a = factsOf('a', { name: null }, hotline);
  const b = factsOf('b', { name: null }, hotline);
  expect(guardReply('请拨打 4008208820', wang, [a, b], 5000)).toBe(null);
  expect(guardReply('请拨打 4008208820', wang, [a], 5000)).toMatchObject({ other: 'a' });
});

describe('names that are words', () => {
  test.each([
    ['方便', '您方便的时候再联系', false],
    ['李想', '这个价格很理想', false],
    ['高兴', '很高兴为您服务', false],
    ['高兴', '高兴您好，已为您登记', true],
    ['陈国栋', '配送员陈师傅会联系您', false],
    ['成功', '退款成功', false],
    ['欧阳文静', '欧阳女士您好', true],
    ['Will Turner', 'It will arrive tomorrow', false],
    ['Will Turner', 'Will do!', false],
    ['Will Turner', 'Hi Will, it has arrived', true],
    ['May Chan', 'May I ask which size?', false],
    ['Ana', 'Hi Ana!', true],
    ['Al', 'Also, all of it', false],
  ])('%s in “%s”: %s', (name, text, is) => {
    expect(nameFinder(name)?.(normal(text)) ?? false).toBe(is);
  });

  test('what is no name finds nothing, and no character of it is a pattern', () => {
    expect(nameFinder('')).toBe(null);
    expect(nameFinder('1')).toBe(null);
    expect(nameFinder('(.*)')).toBe(null);
    expect(nameFinder('王')).toBe(null);
    expect(nameFinder('a'.repeat(80))?.('hello')).toBe(false);
  });
});

test('money, dates, times and links are nobody’s', () => {
  const { whole, ends } = codesIn(
    '共 ¥12345.00，2026-11-14 12:30 前，见 https://shop.example/item/1234567，约10000元',
  );
  expect([...whole]).toEqual([]);
  expect([...ends]).toEqual([]);
});

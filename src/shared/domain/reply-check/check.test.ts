import { describe, expect, test } from 'vitest';
import { checkReply, type ReplyScene } from './check.ts';
import { personalIn } from './personal.ts';
import { leftOut, questionsIn } from './questions.ts';
import { type ReplyRules, usualReplyRules } from './rules.ts';

const scene: ReplyScene = { isFirst: false, customer: '王晓雯', unansweredLines: [] };
const check = (text: string, more: Partial<ReplyScene> = {}, rules: Partial<ReplyRules> = {}) =>
  checkReply(text, { ...scene, ...more }, { ...usualReplyRules, ...rules });
const rulesOf = (...args: Parameters<typeof check>) => check(...args).map(({ rule }) => rule);

describe('the first reply greets', () => {
  test('in any of the house’s words, whatever their case or width', () => {
    expect(rulesOf('退款已提交', { isFirst: true })).toEqual(['greet']);
    expect(rulesOf('您好，退款已提交', { isFirst: true })).toEqual([]);
    expect(rulesOf('ＨＩ, one moment', { isFirst: true })).toEqual([]);
  });
  test('a word inside another is no greeting', () => {
    expect(rulesOf('This is done', { isFirst: true })).toEqual(['greet']);
  });
  test('only the first, and only where the house has greetings', () => {
    expect(rulesOf('退款已提交')).toEqual([]);
    expect(rulesOf('退款已提交', { isFirst: true }, { greetings: [] })).toEqual([]);
    expect(rulesOf('退款已提交', { isFirst: true }, { greet: 'off' })).toEqual([]);
  });
});

test('a banned word comes with what to say instead', () => {
  expect(check('这个我不知道')).toEqual([
    { rule: 'banned', mode: 'hold', word: '不知道', instead: '我帮您确认一下' },
  ]);
  expect(rulesOf('Sorry, THAT’S not my job'.replace('’', "'"))).toEqual(['banned']);
});

test('somebody else’s name at the beginning', () => {
  expect(check('陈先生您好，已为您登记')).toEqual([{ rule: 'wrongName', mode: 'hold', word: '陈先生' }]);
  for (const fine of [
    '王女士您好',
    '晓雯您好',
    '这位女士您好',
    '各位老师好',
    '好的，陈师傅会联系您',
    '您好',
  ]) {
    expect(rulesOf(fine), fine).toEqual([]);
  }
  expect(rulesOf('Hi John, it is on its way', { customer: 'Maria Costa' })).toEqual(['wrongName']);
  for (const fine of ['Hi Maria, it is on its way', 'Hi there, one moment', 'Dear customer, thank you']) {
    expect(rulesOf(fine, { customer: 'Maria Costa' }), fine).toEqual([]);
  }
  expect(rulesOf('陈先生您好', { customer: null })).toEqual([]);
});

test('personal data, by their check digits', () => {
  expect(personalIn('身份证 11010519491231002X')).toBe('identity_card');
  expect(personalIn('11010519491231002１')).toBe(null);
  expect(personalIn('卡号 6222 0212 3456 7894 560')).toBe(null);
  expect(personalIn('card 4111 1111 1111 1111')).toBe('bank_card');
  expect(personalIn('快递单号 4111111111111112')).toBe(null);
  expect(personalIn('密码是 abc12345')).toBe('password');
  expect(personalIn('Your password is: hunter22')).toBe('password');
  expect(personalIn('请重置密码，订单 20261114-0312')).toBe(null);
});

describe('several questions', () => {
  const asked = ['蓄电池能退吗？运费谁出', '另外发票抬头可以改吗'];
  test('the one that is left out is named', () => {
    expect(questionsIn(asked)).toEqual(['蓄电池能退吗？', '另外发票抬头可以改吗']);
    expect(leftOut(questionsIn(asked), '蓄电池可以退')).toBe('另外发票抬头可以改吗');
  });
  test('all answered, put off, or only one: nothing', () => {
    expect(leftOut(questionsIn(asked), '蓄电池可以退，发票抬头也可以改')).toBe(null);
    expect(leftOut(questionsIn(asked), '好的，请稍等')).toBe(null);
    expect(leftOut(questionsIn(['蓄电池能退吗？']), '可以的')).toBe(null);
    expect(leftOut(questionsIn(['谢谢', '好的']), '不客气')).toBe(null);
  });
  test('in English', () => {
    const english = ['Can I return the battery?', 'And when does the refund arrive?'];
    expect(leftOut(questionsIn(english), 'Yes, the battery can be returned.')).toBe(
      'And when does the refund arrive?',
    );
    expect(leftOut(questionsIn(english), 'You can return the battery; the refund takes 3 days.')).toBe(null);
  });
});

describe('files that go along', () => {
  const withFiles = (text: string, files: string[], more: Partial<ReplyScene> = {}) =>
    checkReply(text, { ...scene, ...more }, usualReplyRules, files).map(({ rule }) => rule);

  test('their names are read by the customer: no banned word and no number of a card in them', () => {
    expect(withFiles('', ['我不知道.txt'])).toEqual(['banned']);
    expect(withFiles('您好', ['合同.pdf', '身份证 11010519491231002X.jpg'])).toEqual(['personal']);
    expect(withFiles('', ['IMG_20261119_143022123.jpg', '合同.pdf'])).toEqual([]);
  });
  test('alone they greet nobody, and whether they answer a question is not asked', () => {
    expect(withFiles('', ['合同.pdf'], { isFirst: true })).toEqual(['greet']);
    expect(withFiles('您好', ['合同.pdf'], { isFirst: true })).toEqual([]);
    const unansweredLines = ['什么时候发货？', '可以开发票吗？'];
    expect(withFiles('', ['发票.pdf'], { unansweredLines })).toEqual([]);
  });
});

test('what holds comes first', () => {
  const both = check('不知道', { isFirst: true });
  expect(both.map(({ mode }) => mode)).toEqual(['hold', 'hint']);
});

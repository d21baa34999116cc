import { describe, expect, test } from 'vitest';
import { folderTree, isWithin, movedPath, tidyFolder } from './folders.ts';
import { speaks, textIn } from './language.ts';
import { type ReplyContent, replyContent } from './reply.ts';
import { mayEdit, mayUse } from './rights.ts';

const group = '01939c00-0000-7000-8000-000000000001';
const good: ReplyContent = {
  scope: { is: 'everyone' },
  folder: '售后/退款',
  shortcut: 'tk',
  title: '退款到账',
  texts: [{ language: 'zh-CN', text: '1–3 个工作日\n到账' }],
  files: [],
};
const isGood = (change: object) => replyContent.safeParse({ ...good, ...change }).success;

test('what a reply may be', () => {
  expect(isGood({})).toBe(true);
  expect(isGood({ shortcut: '', folder: '' })).toBe(true);
  expect(isGood({ scope: { is: 'group', group } })).toBe(true);
  expect(isGood({ texts: [...good.texts, { language: 'zh-Hant-HK', text: 'x' }] })).toBe(true);
});

test.each([
  ['a shortcut with a space', { shortcut: 'a b' }],
  ['a shortcut with a slash', { shortcut: 'a/b' }],
  ['a title of nothing', { title: '  ' }],
  ['a title of two lines', { title: 'a\nb' }],
  ['a folder that begins with a slash', { folder: '/a' }],
  ['a folder with an empty name', { folder: 'a//b' }],
  ['a folder with spaces around', { folder: 'a/ b' }],
  ['six folders deep', { folder: 'a/b/c/d/e/f' }],
  ['no text', { texts: [] }],
  ['a text of nothing', { texts: [{ language: 'en', text: ' \n' }] }],
  ['a text with a control character', { texts: [{ language: 'en', text: 'a\u0000' }] }],
  ['a language twice', { texts: [good.texts[0], { language: 'ZH-cn', text: 'x' }] }],
  ['a language that is none', { texts: [{ language: '<b>', text: 'x' }] }],
  ['too long a text', { texts: [{ language: 'en', text: 'x'.repeat(4001) }] }],
  [
    'too much in all',
    { texts: ['en', 'de', 'fr', 'es'].map((language) => ({ language, text: 'x'.repeat(3500) })) },
  ],
  ['a group without a group', { scope: { is: 'group' } }],
  ['somebody as its owner', { scope: { is: 'personal', owner: group } }],
  ['another field', { html: '<b>' }],
])('not %s', (_, change) => {
  expect(isGood(change)).toBe(false);
});

describe('who', () => {
  const agent = { role: 'agent', groups: [group] } as const;
  test('may use it', () => {
    expect(mayUse(agent, { is: 'personal' }, true)).toBe(true);
    expect(mayUse({ role: 'admin', groups: null }, { is: 'personal' }, false)).toBe(false);
    expect(mayUse(agent, { is: 'group', group }, false)).toBe(true);
    expect(mayUse({ ...agent, groups: [] }, { is: 'group', group }, true)).toBe(false);
    expect(mayUse({ ...agent, groups: null }, { is: 'group', group }, false)).toBe(true);
    expect(mayUse({ role: 'supervisor', groups: [] }, { is: 'group', group }, false)).toBe(true);
    expect(mayUse({ ...agent, groups: [] }, { is: 'everyone' }, false)).toBe(true);
  });
  test('may change it', () => {
    expect(mayEdit(agent, { is: 'group', group }, true)).toBe(false);
    expect(mayEdit(agent, { is: 'everyone' }, true)).toBe(false);
    expect(mayEdit(agent, { is: 'personal' }, true)).toBe(true);
    expect(mayEdit({ role: 'supervisor' }, { is: 'group', group }, false)).toBe(true);
    expect(mayEdit({ role: 'admin' }, { is: 'personal' }, false)).toBe(false);
  });
});

test('the text for a language: the same, else another form of it, else the first', () => {
  const texts = ['en', 'zh-CN', 'pt-BR'].map((language) => ({ language, text: language }));
  expect(textIn(texts, 'ZH-cn').language).toBe('zh-CN');
  expect(textIn(texts, 'zh-TW').language).toBe('zh-CN');
  expect(textIn(texts, 'pt').language).toBe('pt-BR');
  expect(textIn(texts, 'ja').language).toBe('en');
  expect(textIn([], 'ja').text).toBe('');
  expect([speaks(texts, 'en-GB'), speaks(texts, 'e')]).toEqual([true, false]);
});

describe('folders', () => {
  test('make a tree with what is below them counted', () => {
    const tree = folderTree(['', 'b', 'a/x', 'a/x', 'a/y/z'], (a, b) => (a < b ? -1 : 1));
    expect(tree).toMatchObject([
      {
        path: 'a',
        count: 3,
        below: [
          { path: 'a/x', name: 'x', count: 2 },
          { path: 'a/y', count: 1, below: [{ path: 'a/y/z', name: 'z' }] },
        ],
      },
      { path: 'b', count: 1, below: [] },
    ]);
  });
  test('know what is in them, and move', () => {
    expect([isWithin('a/b', 'a'), isWithin('ab', 'a'), isWithin('x', '')]).toEqual([true, false, true]);
    expect(movedPath('a/b/c', 'a/b', 'n')).toBe('n/c');
    expect(movedPath('a/b', 'a/b', '')).toBe('');
    expect(movedPath('ab', 'a', 'n')).toBe('ab');
    expect(tidyFolder(' a / b //')).toBe('a/b');
  });
});

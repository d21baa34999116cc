import { expect, it } from 'vitest';
import { found, rankOf } from './match.ts';

const close = ['关闭标签页', 'Close the tab'];
const chinese = ['语言：中文', 'Language: Chinese'];

it.each([
  ['nothing asked', '', close, 0],
  ['by its beginning', 'clo', close, 0],
  ['by its other language', '关闭', close, 0],
  ['by the beginning of a word', 'tab', close, 1],
  ['by words in any order', 'tab close', close, 1],
  ['by the middle, as in Chinese', '标签', close, 2],
  ['by the beginnings of its words', 'ctt', close, 3],
  ['after a colon', 'chinese', chinese, 1],
  ['in capitals and full width', 'ＣＬＯＳＥ', close, 0],
  ['by words of two languages: they are two names', 'close 标签', close, null],
  ['by one letter that only begins a word', 't', ['Close the tab'], 1],
  ['not at all', 'xyz', close, null],
])('is found %s', (_, query, names, rank) => {
  expect(rankOf(query, names)).toBe(rank);
});

it('stands with the best first, else as it was', () => {
  const names = ['Tab by place', 'Close the tab', 'Next tab', 'Sign out'];
  expect(found('tab', names, (one) => [one])).toEqual(['Tab by place', 'Close the tab', 'Next tab']);
  expect(found('', names, (one) => [one])).toEqual(names);
});

import { describe, expect, it } from 'vitest';
import { panelEn } from '../locales/en.ts';
import { panelZh } from '../locales/zh-CN.ts';
import { placeWords, waitWords } from './wait.ts';

describe('place and wait in words', () => {
  it('never promise less than is expected, and nothing where nobody can say', () => {
    const waits = [0, 60_000, 60_001, 240_000, 240_001, 3_600_000, 3_600_001, null];
    expect(waits.map((wait) => waitWords(wait, panelEn))).toEqual([
      'Less than a minute',
      'Less than a minute',
      'About 2 minutes',
      'About 4 minutes',
      'About 5 minutes',
      'About 60 minutes',
      'More than an hour',
      'We cannot say yet how long it will take',
    ]);
    expect(waitWords(240_000, panelZh)).toBe('预计约 4 分钟');
  });

  it('say who is next', () => {
    expect([1, 3].map((place) => placeWords(place, panelEn))).toEqual([
      'You are next',
      'You are number 3 in the queue',
    ]);
    expect([1, 3].map((place) => placeWords(place, panelZh))).toEqual(['您是下一位', '您排在第 3 位']);
  });
});

import { describe, expect, it } from 'vitest';
import { lookNumber, lookText } from './look.ts';

describe('what else there is', () => {
  it('is said in the language, else as for all', () => {
    const look = { greeting: 'Hello', greetingZh: '您好', privacy: 7 };
    expect([lookText(look, 'greeting', 'zh-CN'), lookText(look, 'greeting', 'en')]).toEqual([
      '您好',
      'Hello',
    ]);
    expect(lookText(look, 'privacy', 'en')).toBe('');
  });

  it('takes numbers, also as a script tag has them, and nothing that is none', () => {
    expect([lookNumber('12', 50), lookNumber(0, 50)]).toEqual([12, 0]);
    for (const no of ['', 'x', -1, 51, Number.NaN, null, undefined, Number.POSITIVE_INFINITY])
      expect(lookNumber(no, 50)).toBeNull();
  });
});

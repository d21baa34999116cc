import { expect, it } from 'vitest';
import { splitAt } from './split-at.ts';

it('cuts at every place, whatever the capitals', () => {
  expect(splitAt('Call me, call me', 'CALL')).toEqual(['', 'Call', ' me, ', 'call', ' me']);
  expect(splitAt('退款什么时候到，退款？', '退款')).toEqual(['', '退款', '什么时候到，', '退款', '？']);
});

it('leaves whole what has none, what is asked nothing of, and what changes its length', () => {
  expect(splitAt('hello', 'x')).toEqual(['hello']);
  expect(splitAt('hello', '')).toEqual(['hello']);
  expect(splitAt('İstanbul', 'ist')).toEqual(['İstanbul']);
});

import { expect, test } from 'vitest';
import { heldOrder } from './order.ts';

test('a held order keeps every place, also of what is gone, and what is new comes behind', () => {
  const before = ['a', 'b', 'c'];
  expect(heldOrder(before, ['c', 'b', 'a'])).toBe(before);
  expect(heldOrder(before, ['c', 'a'])).toBe(before);
  expect(heldOrder(before, ['n', 'c', 'm', 'a'])).toEqual(['a', 'b', 'c', 'n', 'm']);
});

import { expect, test } from 'vitest';
import { createPresence } from './presence.ts';

test('somebody with two devices is there until the second one goes', () => {
  const firsts: string[] = [];
  const presence = createPresence((id) => firsts.push(id));
  presence.arrive('a');
  presence.arrive('a');
  presence.arrive('b');
  presence.leave('a');
  expect(presence.present()).toEqual(['a', 'b']);
  presence.leave('a');
  presence.leave('a');
  expect(presence.present()).toEqual(['b']);
  presence.arrive('a');
  expect(firsts).toEqual(['a', 'b', 'a']);
});

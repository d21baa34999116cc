import { expect, test } from 'vitest';
import { changesIn } from './changes.ts';

const message = { body: { kind: 'message', text: 'as written' } } as const;
const edited = (entryId: string, text: string) => ({ body: { kind: 'edited', entryId, text } }) as const;
const recalled = (entryId: string) => ({ body: { kind: 'recalled', entryId } }) as const;

test('[P1] a message says what its last edit says; others stand as written', () => {
  const changes = changesIn([message, edited('a', 'one'), message, edited('b', 'x'), edited('a', 'two')]);
  expect(changes).toEqual(
    new Map([
      ['a', { text: 'two', edited: true, recalled: false }],
      ['b', { text: 'x', edited: true, recalled: false }],
    ]),
  );
  expect(changesIn([message])).toEqual(new Map());
});

test('[P1] a recalled message shows nothing of what it said, and stays recalled', () => {
  expect(changesIn([recalled('a')]).get('a')).toEqual({ text: null, edited: false, recalled: true });
  const both = changesIn([edited('a', 'one'), recalled('a'), edited('a', 'crossed it')]);
  expect(both.get('a')).toEqual({ text: null, edited: true, recalled: true });
});

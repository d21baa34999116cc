import fc from 'fast-check';
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

test('[P1] whatever the order, a message reads as its last edit before a recall, and nothing after one', () => {
  const change = fc.oneof(
    fc.tuple(fc.constantFrom('a', 'b'), fc.constantFrom('x', 'y', 'z')).map(([id, text]) => edited(id, text)),
    fc.constantFrom('a', 'b').map(recalled),
    fc.constant(message),
  );
  fc.assert(
    fc.property(fc.array(change), (entries) => {
      const changes = changesIn(entries);
      for (const id of ['a', 'b']) {
        const own = entries
          .map(({ body }) => body)
          .filter((body) => 'entryId' in body && body.entryId === id);
        const end = own.findIndex((body) => body.kind === 'recalled');
        const edits = (end < 0 ? own : own.slice(0, end)).map((body) => ('text' in body ? body.text : ''));
        const right = { text: end < 0 ? edits.at(-1) : null, edited: edits.length > 0, recalled: end >= 0 };
        expect(changes.get(id)).toEqual(own.length === 0 ? undefined : right);
      }
    }),
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { entryOf } from '../../../test/support/desk-entries.ts';
import { byConversation, gapsIn, step } from './gaps.ts';

const none: ReadonlySet<string> = new Set();
/** Some lines of two conversations, in any order, some of them twice. */
const lines = fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.integer({ min: 1, max: 15 })), {
  maxLength: 20,
});
const heldUpTo = fc.record({
  a: fc.option(fc.integer({ min: 1, max: 15 })),
  b: fc.option(fc.integer({ min: 1, max: 15 })),
});
const entriesOf = (of: readonly (readonly [string, number])[]) => of.map(([id, seq]) => entryOf(id, seq));

test('[P7] what is known is known, what is next is next, and all else leaves a gap', () => {
  fc.assert(
    fc.property(fc.nat(50), fc.integer({ min: 1, max: 60 }), (last, seq) => {
      expect(step(last, seq)).toBe(seq <= last ? 'known' : seq - last === 1 ? 'next' : 'gap');
    }),
  );
});

test('[P7] the gaps are exactly what is neither held nor among the entries, below the last of them', () => {
  fc.assert(
    fc.property(lines, heldUpTo, (given, held) => {
      const lastOf = (id: string) => held[id as 'a' | 'b'];
      const gaps = gapsIn(entriesOf(given), lastOf, none);
      for (const id of ['a', 'b'] as const) {
        const own = given.filter(([of]) => of === id).map(([, seq]) => seq);
        const from = held[id] ?? 0;
        const missing = Array.from({ length: Math.max(0, ...own) }, (_, n) => n + 1).filter(
          (seq) => seq > from && !own.includes(seq),
        );
        const found = gaps
          .filter((gap) => gap.conversationId === id)
          .flatMap(({ after, before }) =>
            Array.from({ length: before - after - 1 }, (_, n) => after + 1 + n),
          );
        expect(found).toEqual(missing);
      }
      // Of what is not held at all the latest lines are enough; everywhere else all of it is needed.
      for (const { conversationId, after, unknown } of gaps)
        expect(unknown).toBe(lastOf(conversationId) === null && after === 0);
    }),
  );
});

test('[P7] once what was missing is fetched nothing is missing, and one that begins anew may begin anywhere', () => {
  fc.assert(
    fc.property(lines, heldUpTo, (given, held) => {
      const lastOf = (id: string) => held[id as 'a' | 'b'];
      const entries = entriesOf(given);
      const fetched = gapsIn(entries, lastOf, none).flatMap(({ conversationId, after, before }) =>
        Array.from({ length: before - after - 1 }, (_, n) => entryOf(conversationId, after + 1 + n)),
      );
      expect(gapsIn([...fetched, ...entries], lastOf, none)).toEqual([]);
      const firsts = new Map([...byConversation(entries)].map(([id, own]) => [id, own[0]?.seq]));
      for (const { conversationId, after } of gapsIn(entries, lastOf, new Set(['a', 'b'])))
        expect(after).toBeGreaterThanOrEqual(firsts.get(conversationId) ?? 0);
    }),
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Role } from '#shared/protocol/handshake.ts';
import { type Reader, roomsOfReader } from '../conversations/index.ts';
import { mayChangeNote, mayKnow, roomsOf } from './audience.ts';

const people = ['ann', 'ben', 'cat'] as const;
const roles = ['agent', 'supervisor', 'admin'] as const satisfies readonly Role[];
const person = fc.constantFrom(...people);
const groups = ['shop', 'returns'] as const;
const group = fc.constantFrom(...groups);
const ownership = fc.record({
  agentId: fc.option(person),
  others: fc.subarray([...people]),
  askedId: fc.option(person),
  groupId: fc.option(group),
});

/** The rooms of a desk, as the door gives them. */
const roomsAt = (reader: Reader) => [`person:${reader.id}`, 'workspace', ...roomsOfReader(reader)];

test('[A8] whoever may know a customer hears of their card, and nobody else', () => {
  fc.assert(
    fc.property(
      fc.array(ownership, { maxLength: 4 }),
      person,
      fc.constantFrom(...roles),
      fc.option(fc.subarray([...groups]), { nil: undefined }),
      (made, id, role, over) => {
        // Who has it is among those who ever had it.
        const all = made.map(({ agentId, others, askedId, groupId }) => ({
          agentId,
          owners: agentId === null ? others : [...new Set([...others, agentId])],
          askedId,
          groupId,
        }));
        const reader = { id, role, ...(role === 'supervisor' && { over }) };
        const hears = roomsOf(all).some((room) => roomsAt(reader).includes(room));
        // Who once had a conversation that waits now hears it by two rooms, and once.
        expect(hears).toBe(mayKnow(reader, all));
      },
    ),
  );
});

test('[A8] of somebody who has no conversation nobody knows', () => {
  for (const role of roles) expect(mayKnow({ id: 'ann', role }, [])).toBe(false);
});

test.each([
  ['ann', 'agent', 'edit', true],
  ['ann', 'agent', 'delete', true],
  ['ben', 'agent', 'edit', false],
  ['ben', 'agent', 'delete', false],
  ['ben', 'supervisor', 'edit', false],
  ['ben', 'supervisor', 'delete', true],
  ['ben', 'admin', 'delete', true],
] as const)('[A8] of Ann’s note: %s, %s, may %s: %s', (id, role, how, may) => {
  expect(mayChangeNote({ id, role }, 'ann', how)).toBe(may);
});

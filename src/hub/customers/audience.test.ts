import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Role } from '#shared/protocol/handshake.ts';
import { mayChangeNote, mayKnow, roomsOf } from './audience.ts';

const people = ['ann', 'ben', 'cat'] as const;
const roles = ['agent', 'supervisor', 'admin'] as const satisfies readonly Role[];
const person = fc.constantFrom(...people);
const ownership = fc.record({
  agentId: fc.option(person),
  others: fc.subarray([...people]),
  askedId: fc.option(person),
});

/** The rooms of a desk, as the door gives them. */
const roomsAt = (id: string, role: Role) => [
  `person:${id}`,
  'workspace',
  role === 'agent' ? 'queue' : 'supervisors',
];

test('[A8] whoever may know a customer hears of their card, and nobody else', () => {
  fc.assert(
    fc.property(
      fc.array(ownership, { maxLength: 4 }),
      person,
      fc.constantFrom(...roles),
      (made, id, role) => {
        // Who has it is among those who ever had it.
        const all = made.map(({ agentId, others, askedId }) => ({
          agentId,
          owners: agentId === null ? others : [...new Set([...others, agentId])],
          askedId,
        }));
        const hears = roomsOf(all).some((room) => roomsAt(id, role).includes(room));
        // Who once had a conversation that waits now hears it by two rooms, and once.
        expect(hears).toBe(mayKnow({ id, role }, all));
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

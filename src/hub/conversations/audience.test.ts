import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deskParcels } from './audience.ts';
import type { Committed } from './writes.ts';

/** A commit reduced to what decides who hears of it. */
type Case = {
  readonly agent: string | null;
  readonly wasOf: string | null;
  readonly owners: string[];
  /** Whom a colleague asks about it, and whom one did before. */
  readonly asks?: string | null;
  readonly asked?: string | null;
  readonly group?: string | null;
  readonly wasIn?: string | null;
};

const person = fc.constantFrom<string>('ann', 'ben', 'sue');
const someCase = fc
  .record({
    agent: fc.option(person),
    wasOf: fc.option(person),
    past: fc.uniqueArray(person),
    asks: fc.option(person),
    asked: fc.option(person),
    group: fc.option(fc.constantFrom('shop', 'returns')),
    wasIn: fc.option(fc.constantFrom('shop', 'returns')),
  })
  .map(({ past, ...rest }) => ({
    ...rest,
    owners: [...new Set([...past, ...[rest.agent, rest.wasOf].filter((id) => id !== null)])],
  }));

const offerTo = (id?: string | null) => (id == null ? null : { how: 'invite', to: { id } });
const inGroup = (id?: string | null) => (id == null ? null : { id });
const committed = ({ agent, wasOf, owners, asks, asked, group, wasIn }: Case, n: number) =>
  ({
    entry: { feedSeq: n + 1, body: { kind: 'assigned' } },
    conversation: {
      agent: agent === null ? null : { id: agent },
      offer: offerTo(asks),
      group: inGroup(group),
    },
    before: { agent: wasOf === null ? null : { id: wasOf }, offer: offerTo(asked), group: inGroup(wasIn) },
    owners,
  }) as unknown as Committed;

/** Sockets by the rooms they are in: Sue and May supervise; Sue may own conversations too. */
const sockets = {
  ann: ['person:ann', 'queue'],
  ben: ['person:ben', 'queue'],
  cem: ['person:cem', 'queue'],
  sue: ['person:sue', 'supervisors'],
  // Oversees the shop alone: of the rest she sees what agents see.
  may: ['person:may', 'queue', 'over:shop'],
};
const overseers = [{ id: 'may', over: ['shop'] }];

const heard = (cases: readonly Case[], rooms: readonly string[]) =>
  deskParcels(cases.map(committed), overseers)
    .filter((parcel) => rooms.some((room) => parcel.rooms.includes(room)))
    .filter((parcel) => !rooms.some((room) => parcel.except.includes(room)))
    .map((parcel) => parcel.entries.map(({ entry }) => entry.feedSeq));

test('each desk gets one parcel of a commit, with exactly what it may see, in feed order', () => {
  fc.assert(
    fc.property(fc.array(someCase, { minLength: 1, maxLength: 8 }), (cases) => {
      for (const [name, rooms] of Object.entries(sockets)) {
        const visible = cases.flatMap(({ agent, wasOf, owners, asks, asked, group, wasIn }, n) =>
          name === 'sue' ||
          (name === 'may' && [group, wasIn].includes('shop')) ||
          [...owners, asks, asked].includes(name) ||
          agent === null ||
          wasOf === null
            ? [n + 1]
            : [],
        );
        expect(heard(cases, rooms)).toEqual(visible.length === 0 ? [] : [visible]);
      }
    }),
  );
});

test('who gets the same gets it in one parcel', () => {
  const waiting = { agent: null, wasOf: null, owners: [] };
  expect(deskParcels([committed(waiting, 0)])).toHaveLength(1);
  const owned = { agent: 'ann', wasOf: 'ann', owners: ['ann'] };
  expect(deskParcels([committed(owned, 0), committed(owned, 1)]).map(({ rooms }) => rooms)).toEqual([
    ['supervisors', 'person:ann'],
  ]);
});

test('[P7] a message leaves the row out, unless it is more than the entry says of it', () => {
  const told = (kind: string, version: number, before: { version: number } | null) =>
    deskParcels([
      {
        entry: { feedSeq: 1, body: { kind } },
        conversation: { agent: { id: 'ann' }, offer: null, version },
        before: before && { agent: { id: 'ann' }, offer: null, ...before },
        owners: ['ann'],
      } as unknown as Committed,
    ])[0]?.entries[0];
  expect(told('message', 3, { version: 3 })).not.toHaveProperty('conversation');
  // What a customer had left is live again; a conversation begins; anything else moves the row.
  expect(told('message', 4, { version: 3 })).toHaveProperty('conversation.version', 4);
  expect(told('message', 1, null)).toHaveProperty('conversation');
  expect(told('closed', 4, { version: 3 })).toHaveProperty('conversation');
  expect(told('edited', 3, { version: 3 })).toHaveProperty('conversation');
});

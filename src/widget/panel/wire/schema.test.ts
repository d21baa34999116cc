import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import * as zod from 'zod/mini';
import * as own from './schema.ts';

/** What both are asked of a schema; the library's types say no more than ours need. */
type Schema = { safeParse(raw: unknown): { success: boolean; data?: unknown } };

/** The schemas of the visitor's side by name, written with the library or with what stands for it. */
async function protocolOn(which: typeof own | null): Promise<Map<string, Schema>> {
  vi.resetModules();
  if (which) vi.doMock('zod/mini', () => which);
  else vi.doUnmock('zod/mini');
  const all = new Map<string, Schema>();
  const { visitorEvents, visitorNews } = await import('#shared/protocol/visitor.ts');
  for (const [name, { input, answer }] of Object.entries(visitorEvents)) {
    all.set(`${name} input`, input as never);
    all.set(`${name} answer`, answer as never);
  }
  for (const [name, schema] of Object.entries(visitorNews)) all.set(name, schema as never);
  const { registerAnswer, wayOut } = await import('#shared/protocol/handshake.ts');
  const fields = await import('#shared/protocol/fields.ts');
  const { contact, entry } = await import('#shared/domain/entry.ts');
  const parts = {
    registerAnswer,
    wayOut,
    contact,
    staffEntry: entry,
    page: fields.page,
    token: fields.token,
  };
  for (const [name, schema] of Object.entries(parts)) all.set(name, schema as never);
  vi.doUnmock('zod/mini');
  return all;
}

const id = '0190a6a0-7b1c-7def-8a12-0123456789ab';
const row = { id, status: 'queued', kind: 'live', agent: null, publicSeq: 3 };
const author = { kind: 'agent', name: '林悦' };
const bodies = [
  { kind: 'opened', page: null, fields: { order: '1' } },
  { kind: 'message', text: 'hello' },
  { kind: 'assigned', agent: null, group: '售后', from: null, to: { id, name: 'Lin' }, reason: 'sticky' },
  { kind: 'assigned', agent: 'Lin', passedOn: true },
  { kind: 'closed', wrapUpUntil: 5 },
  { kind: 'joined', name: 'Lin', person: { id, name: 'Lin' } },
  { kind: 'message_left', contact: { name: null, email: 'a@b.cn', phone: null } },
  { kind: 'edited', entryId: id, text: 'hi' },
  { kind: 'new one' },
];
const entries = bodies.map((body) => ({
  ...{ id, conversationId: id, seq: 1, feedSeq: 1, publicSeq: 1, audience: 'everyone', key: null, at: 1 },
  author: { ...author, id: null },
  body,
}));
const page = { url: 'https://shop.example/a', title: '' };
const contact = { name: null, email: null, phone: '123' };
const agent = { id, name: 'Lin', product: null, picture: 'data:,', status: 'busy' };
const service = { open: false, opensAt: 1, agents: [agent, { ...agent, status: 'gone' }] };
const queue = { conversationId: id, place: 1, wait: 3 };
const wayOut = { hotline: null, email: 'a@b.cn', form: null };
/** Something near to right for every schema; each is given to every one. */
const samples: readonly unknown[] = [
  ...entries,
  ...entries.map((entry) => ({ entry, conversation: row })),
  { conversation: row, entries, complete: true },
  { conversation: row, entries: entries.slice(0, 3), complete: true },
  { workspace: 'w', conversation: row, wayOut, service: { ...service, agents: [agent] }, queue },
  { workspace: 'w', conversation: null, wayOut, service: { ...service, agents: [] }, queue: null },
  { queue },
  { service },
  { conversation: row },
  { retryAfter: 5 },
  { key: id, text: 'x', page, to: id, fields: { a: 'b' } },
  { key: id, text: 'x', page: null, contact },
  { conversationId: id, after: 0, limit: 20 },
  { id, conversationId: id, publicSeq: 1, at: 1 },
  { token: 'x'.repeat(43), visitorId: id, wayOut },
  ...[wayOut, contact, page, null, 'x'.repeat(43)],
];

/** In whose place any part of a sample may stand. */
const odd = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    '',
    ' ',
    'x'.repeat(301),
    '电',
    0,
    -0,
    -1,
    1.5,
    2 ** 53,
    Number.NaN,
  ),
  fc.constantFrom<unknown>(
    true,
    [],
    {},
    [[]],
    id.toUpperCase(),
    '0'.repeat(8) + id.slice(8),
    'en',
    'visitor',
  ),
  fc.constantFrom<unknown>('00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'),
  fc.jsonValue(),
);
const removed = Symbol('removed');

/** The sample with something else where the path ends: another value, one key more, or none. */
function spoil(value: unknown, path: readonly number[], by: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined || typeof value !== 'object' || value === null) return by;
  if (Array.isArray(value)) {
    return value.length === 0
      ? by
      : value.map((one, i) => (i === step % value.length ? spoil(one, rest, by) : one));
  }
  const names = [...Object.keys(value), 'extra', '__proto__', 'constructor'];
  const name = names[step % names.length] ?? '';
  const all = Object.entries(value).filter(([other]) => other !== name);
  const inside = spoil((value as Record<string, unknown>)[name], rest, by);
  // By its entries, so that `__proto__` is a key like another, as it is in JSON.
  return Object.fromEntries(inside === removed ? all : [...all, [name, inside]]);
}

const outcome = (schema: Schema | undefined, raw: unknown) => {
  const result = schema?.safeParse(raw);
  return result?.success ? { took: result.data } : 'refused';
};

describe('the schemas of the bundle', () => {
  it('take and give what the library takes and gives, for everything that is heard', async () => {
    const theirs = await protocolOn(null);
    const ours = await protocolOn(own);
    expect([...ours.keys()]).toEqual([...theirs.keys()]);
    let taken = 0;
    const compare = (raw: unknown): void => {
      for (const [name, schema] of theirs) {
        const expected = outcome(schema, raw);
        if (expected !== 'refused') taken += 1;
        expect(outcome(ours.get(name), raw), name).toStrictEqual(expected);
      }
    };
    for (const sample of samples) compare(sample);
    // Otherwise there would be nothing to compare but refusals.
    expect(taken).toBeGreaterThan(samples.length);
    fc.assert(
      fc.property(
        fc.constantFrom(...samples),
        fc.array(fc.nat(40), { maxLength: 5 }),
        fc.oneof(odd, fc.constant(removed)),
        (sample, path, by) => compare(spoil(sample, path, by)),
      ),
      { numRuns: 1500 },
    );
  });

  it('do so for what is kept in the browser, where what is wrong is replaced', () => {
    type Kit = typeof own;
    const kept = (z: Kit) =>
      z.object({
        key: z.uuid(),
        text: z.string(),
        page: z.catch(z.nullable(z.strictObject({ url: z.string().check(z.maxLength(4)) })), null),
        at: z.catch(z.int().check(z.positive()), 1),
        refusal: z.catch(z.nullable(z.custom((value) => value === 'conflict')), null),
        any: z.optional(z.array(z.unknown())),
        more: z.optional(z.record(z.string().check(z.minLength(1)), z.boolean())),
      });
    const theirs = kept(zod as never) as Schema;
    const ours = kept(own) as Schema;
    const near = {
      key: id,
      text: 'x',
      page: { url: 'a' },
      at: 4,
      refusal: 'conflict',
      any: [1],
      more: { a: true },
    };
    expect(outcome(theirs, near)).toStrictEqual({ took: near });
    fc.assert(
      fc.property(fc.array(fc.nat(40), { maxLength: 3 }), fc.oneof(odd, fc.constant(removed)), (path, by) => {
        const raw = spoil(near, path, by);
        expect(outcome(ours, raw)).toStrictEqual(outcome(theirs, raw));
      }),
      { numRuns: 3000 },
    );
  });

  it('take what is a UUID, and nothing near to one', () => {
    const digit = fc.constantFrom(...'0123456789abcdefABCDEFg');
    const some = (length: number) => fc.string({ unit: digit, minLength: length, maxLength: length });
    const near = fc
      .tuple(some(1), some(1), some(3))
      .map(([version, variant, rest]) => `0190a6a0-7b1c-${version}def-${variant}a12-${rest}456789abc`);
    const same = [0, 15].map((value) =>
      '00000000-0000-0000-0000-000000000000'.replace(/0/g, value.toString(16)),
    );
    for (const one of [
      ...same,
      id,
      id.toUpperCase(),
      `${id}\n`,
      ` ${id}`,
      id.slice(1),
      'F'.repeat(8) + same[1]?.slice(8),
    ]) {
      expect(outcome(own.uuid(), one), one).toStrictEqual(outcome(zod.uuid(), one));
    }
    fc.assert(
      fc.property(near, (one) => {
        expect(outcome(own.uuid(), one)).toStrictEqual(outcome(zod.uuid(), one));
      }),
      { numRuns: 1000 },
    );
  });

  it('say loudly that something does not fit where nobody asked politely', () => {
    expect(() => own.string().parse(1)).toThrow(TypeError);
    expect(own.string().parse('1')).toBe('1');
  });
});

import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Refusal } from '#shared/protocol/errors.ts';
import { namespaces } from '#shared/protocol/handshake.ts';
import { adminAs } from '../support/admin.ts';
import { door, rawSocket, register, shopOrigin, startTestHub, type TestHub } from '../support/hub.ts';

/** Customers whom their site has signed, at the visitor's door. */

const operator = 'O'.repeat(43);
let hub: TestHub;
let secret: string;

beforeEach(async () => {
  hub = await startTestHub({ operatorToken: operator });
  ({ secret } = await adminAs(hub.url, operator)('identity.new', {}));
});
afterEach(() => hub.stop());

const sign = (claims: object, by = secret) => {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const exp = Math.floor(Date.now() / 1000) + 600;
  const signed = `${part({ alg: 'HS256' })}.${part({ exp, ...claims })}`;
  return `${signed}.${createHmac('sha256', by).update(signed).digest('base64url')}`;
};

/** Comes in with that token; answers the code of the refusal, null when let in. */
async function come(token: string, customer: string): Promise<string | null> {
  const auth = { ...door(), token, locale: 'zh-CN', customer };
  const socket = rawSocket(hub.url + namespaces.visitor, auth, shopOrigin);
  const refused = once(socket as never, 'connect_error').then(
    ([error]) => (error as { data?: Refusal }).data?.code ?? 'internal',
  );
  const letIn = once(socket as never, 'ready').then(() => null);
  const answer = await Promise.race([letIn, refused]);
  socket.disconnect();
  return answer;
}

const rowOf = (id: string) =>
  hub.hub.database.kysely
    .selectFrom('visitor')
    .select(['name', 'customer_sub', 'attributes'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
const unknown = { name: null, customer_sub: null, attributes: null };

test('[B1] a visitor whom their site has signed is that customer from then on, also without a token', async () => {
  const { token, visitorId } = await register(hub.url);
  expect(await come(token, sign({ sub: 'c7', name: '王芳', attributes: { value: 'vip' } }))).toBeNull();
  const known = { name: '王芳', customer_sub: 'c7', attributes: '{"value":"vip"}' };
  expect(await rowOf(visitorId)).toEqual(known);
  // A token that says less takes the attributes away, and not the name.
  expect(await come(token, sign({ sub: 'c7' }))).toBeNull();
  expect(await rowOf(visitorId)).toEqual({ ...known, attributes: '{}' });
});

test('what is not believed changes nothing, lets them in, and is logged by its code alone', async () => {
  const { token, visitorId } = await register(hub.url);
  const forged = sign({ sub: 'canary', attributes: { value: 'svip' } }, 'another secret');
  expect(await come(token, forged)).toBeNull();
  expect(await come(token, sign({ sub: 'canary', exp: 1 }))).toBeNull();
  expect(await come(token, 'canary')).toBeNull();
  expect(await rowOf(visitorId)).toEqual(unknown);
  const lines = hub.log.filter((line) => line.event === 'identity');
  expect(lines.map((line) => line.reason)).toEqual(['bad_signature', 'expired', 'malformed']);
  expect(JSON.stringify(hub.log)).not.toMatch(/canary|eyJ/u);
});

test('a browser that was another customer’s is not let in as this one', async () => {
  const { token, visitorId } = await register(hub.url);
  await come(token, sign({ sub: 'first', name: 'First' }));
  expect(await come(token, sign({ sub: 'second', name: 'Second' }))).toBe('unauthenticated');
  expect(await rowOf(visitorId)).toMatchObject({ customer_sub: 'first', name: 'First' });
});

test('with a new secret what was signed before is worth nothing', async () => {
  const { token, visitorId } = await register(hub.url);
  const before = sign({ sub: 'c7' });
  const other = await register(hub.url);
  expect(await come(other.token, before)).toBeNull();
  expect(await rowOf(other.visitorId)).toMatchObject({ customer_sub: 'c7' });
  await adminAs(hub.url, operator)('identity.new', {});
  expect(await come(token, before)).toBeNull();
  expect(await rowOf(visitorId)).toEqual(unknown);
});

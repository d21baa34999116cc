import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { verifyCustomer } from './identity.ts';

const secret = 'Zk9yX3Rlc3Rfb25seV9ub3RfYV9yZWFsX3NlY3JldF8';
const now = 1_800_000_000_000;
const clock = { now: () => now };
const inAnHour = now / 1000 + 3600;
const good = { sub: 'customer 7', name: '王芳', attributes: { value: 'vip', tier: 'gold' }, exp: inAnHour };

/** Signed by hand, so that anything at all can be signed. */
function jwt(
  payload: unknown,
  { header = { alg: 'HS256' } as object, by = secret, hash = 'sha256' } = {},
): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part(header)}.${part(payload)}`;
  return `${signed}.${createHmac(hash, by).update(signed).digest('base64url')}`;
}
const verify = (token: string) => verifyCustomer(token, secret, clock);

describe('[B1] who a customer is, as their site has signed it', () => {
  test('is read from a token of a library as from one that is signed by hand', async () => {
    const { sub, exp, ...rest } = good;
    const ofLibrary = await new SignJWT(rest)
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setSubject(sub)
      .setExpirationTime(exp)
      .sign(new TextEncoder().encode(secret));
    const { exp: _, ...customer } = good;
    expect(await verify(ofLibrary)).toEqual(customer);
    expect(await verify(jwt(good))).toEqual(customer);
    expect(await verify(jwt({ sub: 'x', exp: inAnHour, email: 'is@not.read' }))).toEqual({
      sub: 'x',
      name: null,
      attributes: {},
    });
  });

  test.each<[string, string, string]>([
    ['another secret', jwt(good, { by: `${secret}x` }), 'bad_signature'],
    ['an empty secret', jwt(good, { by: '' }), 'bad_signature'],
    [
      'no signature and alg none',
      `${jwt(good, { header: { alg: 'none' } }).replace(/[^.]*$/u, '')}`,
      'malformed',
    ],
    ['alg none and a signature', jwt(good, { header: { alg: 'none' } }), 'malformed'],
    ['alg NONE', jwt(good, { header: { alg: 'NONE' } }), 'malformed'],
    ['another algorithm of the family', jwt(good, { header: { alg: 'HS512' }, hash: 'sha512' }), 'malformed'],
    ['an algorithm of public keys', jwt(good, { header: { alg: 'RS256' } }), 'malformed'],
    ['no algorithm', jwt(good, { header: {} }), 'malformed'],
    [
      'an extension that must be understood',
      jwt(good, { header: { alg: 'HS256', crit: ['x'], x: 1 } }),
      'malformed',
    ],
    ['text', 'not a token', 'malformed'],
    ['nothing', '', 'malformed'],
    ['no object', jwt([good]), 'malformed'],
    ['one that is over', jwt({ ...good, exp: now / 1000 - 61 }), 'expired'],
    ['one that never is', jwt({ ...good, exp: undefined }), 'claims'],
    ['one that is over in words', jwt({ ...good, exp: 'tomorrow' }), 'claims'],
    ['one for longer than a day', jwt({ ...good, exp: now / 1000 + 24 * 3600 + 61 }), 'lifetime'],
    ['one that is not valid yet', jwt({ ...good, nbf: now / 1000 + 61 }), 'lifetime'],
    ['nobody', jwt({ ...good, sub: undefined }), 'claims'],
    ['an empty id', jwt({ ...good, sub: '' }), 'claims'],
    ['an id that is too long', jwt({ ...good, sub: 'x'.repeat(201) }), 'claims'],
    ['a name that is too long', jwt({ ...good, name: 'x'.repeat(81) }), 'claims'],
    ['an attribute that is no text', jwt({ ...good, attributes: { vip: true } }), 'claims'],
    ['an attribute that is too long', jwt({ ...good, attributes: { a: 'x'.repeat(201) } }), 'claims'],
    [
      'too many attributes',
      jwt({ ...good, attributes: Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`a${i}`, 'x'])) }),
      'claims',
    ],
    ['a list of attributes', jwt({ ...good, attributes: ['vip'] }), 'claims'],
    ['more than a handshake takes', jwt({ ...good, more: 'x'.repeat(4000) }), 'too_large'],
  ])('%s is not believed', async (_, token, fault) => {
    expect(await verify(token)).toBe(fault);
  });

  test('a minute either way is forgiven: clocks of two servers are never the same', async () => {
    for (const more of [{ exp: now / 1000 - 59 }, { nbf: now / 1000 + 59 }, { exp: now / 1000 + 24 * 3600 }])
      expect(await verify(jwt({ ...good, ...more }))).toMatchObject({ sub: good.sub });
  });

  test('while there is no secret nothing is believed', async () => {
    expect(await verifyCustomer(jwt(good), null, clock)).toBe('no_secret');
  });

  test('whatever is changed in a good token, it is not believed', async () => {
    const token = jwt(good);
    // The very last letter is left alone: some of its bits are no part of the signature.
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.';
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: token.length - 2 }),
        fc.constantFrom(...letters),
        async (at, letter) => {
          fc.pre(token[at] !== letter);
          const changed = token.slice(0, at) + letter + token.slice(at + 1);
          expect(await verify(changed)).toBeTypeOf('string');
        },
      ),
    );
  });

  test('an attribute is one of its own, whatever its name', async () => {
    const odd = JSON.parse('{"__proto__": "x", "constructor": "y"}') as Record<string, string>;
    const customer = await verify(jwt({ ...good, attributes: odd }));
    expect(customer).toMatchObject({ sub: good.sub });
    expect(({} as { x?: string }).x).toBeUndefined();
  });
});

test('the sample of docs/identity.md is what it says', async () => {
  const page = readFileSync(resolve(import.meta.dirname, '../../../docs/identity.md'), 'utf8');
  const token = /^(eyJ\S+)$/mu.exec(page)?.[1] ?? '';
  const sample = /secret `([A-Za-z0-9_-]{43})`/u.exec(page)?.[1] ?? '';
  const { exp, ...customer } = JSON.parse(/^(\{"sub".*\})$/mu.exec(page)?.[1] ?? '');
  expect(await verifyCustomer(token, sample, { now: () => (exp - 60) * 1000 })).toEqual(customer);
});

import { jwtVerify } from 'jose';
import { expect, test } from 'vitest';
import { tokenFor } from './customers.ts';

test('the demo shop signs its customers as docs/identity.md says, and nobody else', async () => {
  const secret = 's'.repeat(43);
  const read = async (who: string) => {
    const options = { algorithms: ['HS256'], requiredClaims: ['sub', 'exp'] };
    return (await jwtVerify(tokenFor(who, secret) ?? '', new TextEncoder().encode(secret), options)).payload;
  };
  expect(await read('fang')).toMatchObject({ name: '王芳', attributes: { value: 'vip' } });
  expect(await read('na')).toMatchObject({ name: '李娜', attributes: {} });
  for (const who of ['', 'constructor', '__proto__', 'lin']) expect(tokenFor(who, secret)).toBeNull();
});

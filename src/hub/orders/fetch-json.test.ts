import type { lookup } from 'node:dns';
import { expect, test } from 'vitest';
import { fetchJson } from './fetch-json.ts';

type Found = readonly { readonly address: string; readonly family: number }[];

/** A name service of one's own, which says that. */
const saying = (found: Found | string) =>
  ((_: string, __: object, done: (error: Error | null, found: Found) => void) =>
    typeof found === 'string'
      ? done(Object.assign(new Error(found), { code: found }), [])
      : done(null, found)) as unknown as typeof lookup;

const ask = (found: Found | string, internal = false) =>
  fetchJson({
    url: 'https://erp.example.test/orders',
    internal,
    headers: {},
    patience: 10_000,
    resolve: saying(found),
  });

const fine = { address: '192.0.2.1', family: 4 };

test.each([
  ['leads into our network', [{ address: '10.0.0.5', family: 4 }]],
  ['leads there besides', [fine, { address: '::1', family: 6 }]],
  ['leads to what clouds tell their machines', [{ address: '169.254.169.254', family: 4 }]],
  ['leads nowhere', []],
])('[F1] a name that %s is not connected to', async (_, found) => {
  expect(await ask(found)).toEqual({ fault: 'private_address', status: null });
});

test('[F1] what clouds tell their machines is not asked for even where the host is said to be ours', async () => {
  expect(await ask([{ address: '169.254.169.254', family: 4 }], true)).toMatchObject({
    fault: 'private_address',
  });
});

test.each(['ENOTFOUND', 'EAI_AGAIN'])(
  '[F1] a name that is not known (%s) is said to be that',
  async (code) => {
    expect(await ask(code)).toEqual({ fault: 'no_host', status: null });
  },
);

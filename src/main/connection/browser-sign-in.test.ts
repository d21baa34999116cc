import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { expect, test } from 'vitest';
import { signInByBrowser } from './browser-sign-in.ts';

const hub = 'https://hub.example.test';
const code = 'c'.repeat(43);

function begin(within?: number) {
  const given = new AbortController();
  let opened: (address: URL) => void = () => undefined;
  const browser = new Promise<URL>((resolve) => {
    opened = resolve;
  });
  const over = signInByBrowser({
    hub,
    open: async (address) => opened(new URL(address)),
    cancelled: given.signal,
    ...(within !== undefined && { within }),
  });
  over.catch(() => {});
  return { over, browser, given };
}

/** As a browser asks, or as something that names another host. */
function come(address: URL, query: Record<string, string>, host?: string): Promise<number> {
  const port = address.searchParams.get('port');
  return new Promise((resolve, reject) => {
    request(
      `http://127.0.0.1:${port}/sign-in?${new URLSearchParams(query)}`,
      { headers: host === undefined ? {} : { host } },
      (response) => resolve(response.resume().statusCode ?? 0),
    )
      .on('error', reject)
      .end();
  });
}

test('the browser is sent to the hub with the challenge of a verifier that stays here', async () => {
  const { over, browser } = begin();
  const address = await browser;
  expect(address.origin + address.pathname).toBe(`${hub}/sign-in/start`);
  const challenge = address.searchParams.get('challenge') ?? '';
  expect(await come(address, { for: challenge, code })).toBe(200);
  const { verifier, ...rest } = await over;
  expect(rest).toEqual({ code });
  expect(createHash('sha256').update(verifier).digest('base64url')).toBe(challenge);
  expect(address.href).not.toContain(verifier);
  await expect(come(address, { for: challenge, code })).rejects.toThrow();
});

test('what does not belong to this sign-in changes nothing', async () => {
  const { over, browser } = begin();
  const address = await browser;
  const challenge = address.searchParams.get('challenge') ?? '';
  expect(await come(address, { for: 'x'.repeat(43), code: 'd'.repeat(43) })).toBe(404);
  expect(await come(address, { for: challenge, code }, 'evil.example.test')).toBe(404);
  expect(await come(address, { for: challenge, code })).toBe(200);
  expect((await over).code).toBe(code);
});

test.each([
  ['no_role', 'no_role'],
  ['nonsense', 'sign_in_failed'],
  ['', 'sign_in_failed'],
])('what the hub says: %s', async (error, expected) => {
  const { over, browser } = begin();
  const address = await browser;
  await come(address, { for: address.searchParams.get('challenge') ?? '', error });
  await expect(over).rejects.toMatchObject({ refusal: { code: expected } });
});

test('given up, and nobody there in time', async () => {
  const { over, browser, given } = begin();
  const address = await browser;
  given.abort();
  await expect(over).rejects.toMatchObject({ refusal: { code: 'sign_in_failed', field: 'cancelled' } });
  await expect(come(address, {})).rejects.toThrow();
  await expect(begin(1).over).rejects.toMatchObject({
    refusal: { code: 'sign_in_failed', field: 'timed_out' },
  });
});

import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { httpPaths, type SignInAnswer } from '#shared/protocol/handshake.ts';
import { type SignInProvider, signInPaths } from '#shared/protocol/sign-in.ts';
import { findChromium } from '../../scripts/setup/system.mjs';
import { adminAs } from '../support/admin.ts';
import { deskClient, door, post, signIn, startTestHub, type TestHub, testPeople } from '../support/hub.ts';
import { consent, logIn, startProvider, type TestProvider } from '../support/identity-provider.ts';

/** Sign-in by a company's provider (decision 39): a real provider, a real browser, a real hub; the desk is a listener on this computer. */

const boss = {
  name: 'Boss',
  email: 'boss@example.test',
  password: 'correct horse boss',
  role: 'admin',
} as const;
const people = {
  ann: { email: 'Ann@example.test', email_verified: true, name: 'Ann of Acme', groups: ['service'] },
  twin: { email: 'ann@example.test', email_verified: true, name: 'Another', groups: ['service'] },
  liar: { email: 'ben@example.test', email_verified: false, name: 'Liar', groups: ['leads'] },
  zoe: { email: 'zoe@example.test', email_verified: true, name: 'Zoe', groups: ['service', 'leads'] },
  nobody: { email: 'nobody@example.test', email_verified: true, name: 'Nobody', groups: ['kitchen'] },
} as const;

type Desk = {
  readonly verifier: string;
  readonly start: string;
  /** What the browser brought, the first that it brought. */
  readonly came: Promise<URLSearchParams>;
};

let hub: TestHub;
let provider: TestProvider;
let browser: Browser;
let page: Page;
let admin: ReturnType<typeof adminAs>;
const undo: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: findChromium() ?? '', chromiumSandbox: false });
});
afterAll(() => browser.close());

beforeEach(async () => {
  hub = await startTestHub();
  await hub.hub.people.create(boss);
  admin = adminAs(hub.url, (await signIn(hub.url, boss)).token);
  provider = await startProvider(people, hub.url);
  await use({});
  const context = await browser.newContext();
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  undo.push(() => context.close());
});
afterEach(async () => {
  for (const one of undo.splice(0).reverse()) await one();
  await provider.stop();
  await hub.stop();
});

async function use(change: Partial<SignInProvider>, passwords = true) {
  const { version } = await admin('signIn.read', null);
  return admin('signIn.save', {
    version,
    rules: { provider: provider.rules(hub.url, change), passwords },
    secret: provider.secret,
  });
}

async function desk(): Promise<Desk> {
  const verifier = randomBytes(32).toString('base64url');
  let came: (said: URLSearchParams) => void = () => undefined;
  const first = new Promise<URLSearchParams>((resolve) => {
    came = resolve;
  });
  const server = createServer(({ url = '' }, response) => {
    response.end('back at the desk');
    if (url.startsWith('/sign-in?')) came(new URL(url, 'http://127.0.0.1').searchParams);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  undo.push(() => new Promise((resolve) => server.close(resolve)));
  undo.push(async () => server.closeAllConnections());
  const { port } = server.address() as AddressInfo;
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const query = new URLSearchParams({ challenge, port: String(port) });
  return { verifier, start: `${hub.url}${signInPaths.start}?${query}`, came: first };
}

const atDesk = /^http:\/\/127\.0\.0\.1:\d+\/sign-in\?/u;

/** From the desk's click to what the browser brings back. */
async function through(login: string): Promise<{ desk: Desk; said: URLSearchParams }> {
  const mine = await desk();
  await page.goto(mine.start);
  await logIn(page, login, atDesk);
  return { desk: mine, said: await mine.came };
}

const exchange = (code: string, verifier: string) =>
  post(hub.url + signInPaths.exchange, { ...door(), code, verifier });

async function signedIn(login: string): Promise<SignInAnswer> {
  const { desk, said } = await through(login);
  expect(said.get('error')).toBeNull();
  const { answer } = await exchange(said.get('code') ?? '', desk.verifier);
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value as SignInAnswer;
}

const rowsOf = (email: string) =>
  hub.hub.database.kysely.selectFrom('person').selectAll().where('email', '=', email).execute();

const trail = async () =>
  (await hub.hub.database.kysely.selectFrom('audit').selectAll().orderBy('seq').execute()).map(
    ({ code, event }) => `${event} ${code}`,
  );

describe('who comes in', () => {
  test('somebody new, in the highest role of their groups; and again as the same person', async () => {
    const answer = await signedIn('zoe');
    expect(answer.me).toMatchObject({ name: 'Zoe', email: 'zoe@example.test', role: 'supervisor' });
    const client = await deskClient(hub.url, { token: answer.token });
    expect(client.ready.me.id).toBe(answer.me.id);
    client.close();
    expect(await trail()).toEqual(
      expect.arrayContaining([
        'sign-in.created changed',
        'sign-in.linked changed',
        'sign-in.provider changed',
      ]),
    );
    await page.context().clearCookies();
    expect((await signedIn('zoe')).me.id).toBe(answer.me.id);
  });

  test('whoever was here with that verified address, in the role that the groups give', async () => {
    const before = (await rowsOf('ann@example.test'))[0];
    await use({ grants: [{ group: 'service', role: 'supervisor', groups: [] }] });
    const answer = await signedIn('ann');
    expect(answer.me).toMatchObject({ id: before?.id, name: 'Ann', role: 'supervisor' });
    expect(await trail()).toContain('sign-in.role changed');
  });

  test('nobody by an address that is not verified, and nothing is changed', async () => {
    const { said } = await through('liar');
    expect([said.get('error'), said.get('field'), said.get('code')]).toEqual(['no_role', 'email', null]);
    expect(await rowsOf('ben@example.test')).toMatchObject([{ role: 'agent' }]);
    expect(await hub.hub.database.kysely.selectFrom('person_identity').selectAll().execute()).toEqual([]);
  });

  test('no second account of the provider as the same person', async () => {
    await signedIn('ann');
    await page.context().clearCookies();
    expect((await through('twin')).said.get('error')).toBe('sign_in_failed');
  });

  test('nobody whose groups have no role here, and nobody who is disabled', async () => {
    expect((await through('nobody')).said.get('error')).toBe('no_role');
    expect(await rowsOf('nobody@example.test')).toEqual([]);
    await hub.hub.disablePerson((await rowsOf('ann@example.test'))[0]?.id ?? '');
    await page.context().clearCookies();
    expect((await through('ann')).said.get('error')).toBe('forbidden');
    expect(await trail()).toEqual(
      expect.arrayContaining(['sign-in.provider no_role', 'sign-in.provider forbidden']),
    );
  });

  test('nobody with a password where the house wants none, and the methods say so', async () => {
    await use({}, false);
    const { answer } = await post(`${hub.url}/api/desk/sign-in`, { ...door(), ...pick(testPeople.ann) });
    expect(answer).toMatchObject({ ok: false, error: { code: 'no_password' } });
    const methods = await fetch(hub.url + signInPaths.methods);
    expect(await methods.json()).toEqual({
      ok: true,
      value: { password: false, provider: { name: 'Acme' } },
    });
  });
});

const pick = ({ email, password }: { email: string; password: string }) => ({ email, password });

describe('who does not get in', () => {
  test('with a stolen code but without its verifier; and the code is worth nothing afterwards', async () => {
    const { desk, said } = await through('zoe');
    const code = said.get('code') ?? '';
    const thief = randomBytes(32).toString('base64url');
    expect((await exchange(code, thief)).answer).toMatchObject({ error: { code: 'sign_in_failed' } });
    expect((await exchange(code, desk.verifier)).answer).toMatchObject({ error: { code: 'sign_in_failed' } });
  });

  test('with a code that was used', async () => {
    const { desk, said } = await through('zoe');
    const code = said.get('code') ?? '';
    expect((await exchange(code, desk.verifier)).answer.ok).toBe(true);
    expect((await exchange(code, desk.verifier)).answer).toMatchObject({ error: { code: 'sign_in_failed' } });
  });

  test('with a callback that was used, another state, or another browser', async () => {
    const mine = await desk();
    let callback = '';
    page.on('request', (request) => {
      if (request.url().includes('/sign-in/callback?')) callback = request.url();
    });
    await page.goto(mine.start);
    await logIn(page, 'zoe', atDesk);
    await mine.came;
    const again = await page.goto(callback);
    expect(again?.status()).toBe(400);

    // Begun in this browser, ended with a state of somebody's own.
    const other = await desk();
    await page.goto(other.start);
    const wrong = new URL(callback);
    wrong.searchParams.set('state', 'a'.repeat(43));
    expect((await page.goto(wrong.href))?.status()).toBe(400);

    // Begun by a thief, who sends the provider's address to somebody who is logged in there: their browser has the cookie of a sign-in of their own.
    await page.goto((await desk()).start);
    const third = await desk();
    const begun = await fetch(third.start, { redirect: 'manual' });
    await page.goto(begun.headers.get('location') ?? '');
    await consent(page, /\/sign-in\/callback\?|:\d+\/sign-in\?/u);
    expect(new URL(page.url()).pathname).toBe(signInPaths.callback);
    expect(await page.textContent('body')).toContain('This sign-in is over.');
  });

  test('after the session was ended: the token is dead, the socket is gone', async () => {
    const answer = await signedIn('zoe');
    const client = await deskClient(hub.url, { token: answer.token });
    await admin('people.disable', { id: answer.me.id });
    expect(await client.until('revoked')).toEqual({ code: 'forbidden' });
    await expect(deskClient(hub.url, { token: answer.token })).rejects.toThrow();
  });

  test('turned down in the browser, and a provider that is away: the desk is told which', async () => {
    const mine = await desk();
    await page.goto(mine.start);
    await Promise.all([page.waitForURL(atDesk), page.getByText(/cancel/iu).click()]);
    const given = await mine.came;
    expect([given.get('error'), given.get('field')]).toEqual(['sign_in_failed', 'cancelled']);

    const late = await desk();
    await use({ issuer: 'http://127.0.0.1:9' });
    await page.goto(late.start);
    const away = await late.came;
    expect([away.get('error'), away.get('field')]).toEqual(['unavailable', 'provider']);
  });

  test('to an address of somebody else: the browser is sent to a port of this computer only', async () => {
    for (const port of ['80', '1', '70000', '8080@evil.example', '8080/..'])
      expect(
        (
          await fetch(
            `${hub.url}${signInPaths.start}?challenge=${'a'.repeat(43)}&port=${encodeURIComponent(port)}`,
            { redirect: 'manual' },
          )
        ).status,
      ).toBe(400);
  });
});

describe('who signs out', () => {
  const leaves = async (token: string) => {
    const response = await fetch(hub.url + httpPaths.signOut, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{}',
    });
    const { value } = (await response.json()) as { value: { leave: string } | null };
    return value?.leave ?? null;
  };
  const out = (code: string | null) => page.goto(`${hub.url}${signInPaths.out}${code && `?code=${code}`}`);
  const isDone = () => page.waitForURL(/session\/end\/success/u);
  const kept = () =>
    hub.hub.database.kysely
      .selectFrom('desk_session')
      .select('id')
      .where((w) => w.or([w('id_token', 'is not', null), w('leave_hash', 'is not', null)]))
      .execute();

  test('at the provider as well is asked nothing there, once; and nothing of it stays at the hub', async () => {
    const { token } = await signedIn('zoe');
    expect(await kept()).toHaveLength(1);
    const code = await leaves(token);
    expect(code).toMatch(/^[\w-]{43}$/u);
    await out(code);
    await isDone();
    expect(await kept()).toEqual([]);
    // Nobody is logged in there any more: whoever comes next says who they are.
    await page.goto((await desk()).start);
    await logIn(page, 'ann', atDesk);
    // Somebody else by now: what is left of the first sign-out says nothing.
    await out(code);
    expect(await page.textContent('body')).toContain('Who signs out?');
  });

  test('after another has logged in there is asked: they are not the one', async () => {
    const zoe = await signedIn('zoe');
    await page.context().clearCookies();
    const ann = await signedIn('ann');
    await out(await leaves(zoe.token));
    expect(await page.textContent('body')).toContain('Who signs out?');
    await out(await leaves(ann.token));
    await isDone();
  });

  test('with a password has nothing to say there; an ended session of before leaves nothing either', async () => {
    expect(await leaves((await signIn(hub.url, testPeople.ann)).token)).toBeNull();
    const { me } = await signedIn('zoe');
    await admin('people.disable', { id: me.id });
    await page.context().clearCookies();
    await signedIn('ann');
    expect(await kept()).toHaveLength(1);
  });

  test('of a provider that is no longer in force: the new one is not told who that was', async () => {
    const { token } = await signedIn('zoe');
    const next = await startProvider(people, hub.url);
    undo.push(next.stop);
    const { version } = await admin('signIn.read', null);
    const rules = { provider: next.rules(hub.url), passwords: true };
    await admin('signIn.save', { version, rules, secret: next.secret });
    const code = await leaves(token);
    const response = await fetch(`${hub.url}${signInPaths.out}?code=${code}`, { redirect: 'manual' });
    const to = new URL(response.headers.get('location') ?? '');
    expect([to.origin, to.searchParams.has('id_token_hint')]).toEqual([next.issuer, false]);
    expect((await fetch(`${hub.url}${signInPaths.out}?code=x`, { redirect: 'manual' })).status).toBe(400);
  });
});

test('the secret of the client is in no answer, and leaves for no other provider', async () => {
  expect(JSON.stringify(await admin('signIn.read', null))).not.toContain(provider.secret);
  const { version } = await admin('signIn.read', null);
  const elsewhere = {
    provider: provider.rules(hub.url, { issuer: 'https://other.example.test' }),
    passwords: true,
  };
  await expect(admin('signIn.save', { version, rules: elsewhere })).rejects.toThrow('secret');
});

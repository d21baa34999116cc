import { createServer, type RequestListener } from 'node:http';
import { createServer as createTls } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hubPolicyNames } from '#shared/domain/policy/hub-rules.ts';
import type { SignInProvider } from '#shared/protocol/sign-in.ts';
import { adminAs, callAdmin } from '../support/admin.ts';
import { type Authority, newAuthority } from '../support/company-network.ts';
import { deskClient, door, post, signIn, startTestHub, type TestHub, testPeople } from '../support/hub.ts';
import { startProvider, type TestProvider } from '../support/identity-provider.ts';

/** What the administration's screens for the house ask: rules of desks, their versions, the provider that is tried. */

const boss = {
  name: 'Boss',
  email: 'boss@example.test',
  password: 'correct horse boss',
  role: 'admin',
} as const;
const chief = { ...boss, name: 'Chief', email: 'chief@example.test' } as const;

let hub: TestHub;
let admin: ReturnType<typeof adminAs>;
let token: string;
const undo: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  hub = await startTestHub();
  await hub.hub.people.create(boss);
  await hub.hub.people.create(chief);
  ({ token } = await signIn(hub.url, boss));
  admin = adminAs(hub.url, token);
});
afterEach(async () => {
  for (const one of undo.splice(0).reverse()) await one();
  await hub.stop();
});

describe('[G2] what the house rules of its desks', () => {
  test('counts at once in desks that run, and what a name takes is refused with its place', async () => {
    const ann = await deskClient(hub.url, testPeople.ann);
    undo.push(async () => ann.close());
    expect(ann.ready).toMatchObject({ policy: { locked: {}, recommended: {} } });
    const rules = { locked: { RetentionDays: 7 }, recommended: { Theme: 'dark' } } as const;
    const kept = await admin('policy.save', { version: 0, rules });
    expect(kept).toMatchObject({ version: 1, by: 'Boss', rules });
    await ann.until('policy', ({ locked }) => locked.RetentionDays === 7);

    for (const [locked, field] of [
      [{ RetentionDays: 0 }, 'rules.locked.RetentionDays'],
      [{ RetentionDays: 3651 }, 'rules.locked.RetentionDays'],
      [{ Theme: 'blue' }, 'rules.locked.Theme'],
      [{ SeveralAccounts: 'no' }, 'rules.locked.SeveralAccounts'],
      [{ HubAddresses: ['https://evil.example'] }, 'rules.locked'],
    ] as const) {
      const asked = { version: 1, rules: { locked, recommended: {} } };
      const { answer } = await callAdmin(hub.url, token, 'policy.save', asked);
      expect(answer, JSON.stringify(locked)).toMatchObject({ error: { code: 'bad_request', field } });
    }
    // Said twice, once was not meant.
    await expect(
      admin('policy.save', {
        version: 1,
        rules: { locked: { Theme: 'dark' }, recommended: { Theme: 'light' } },
      }),
    ).rejects.toThrow('recommended.Theme');
    expect((await admin('policy.read', null)).version).toBe(1);
    expect(hubPolicyNames.length).toBeGreaterThan(10);
  });

  test('two who change it at once: the second is refused, sees what is in force, and can undo it', async () => {
    const other = adminAs(hub.url, (await signIn(hub.url, chief)).token);
    await admin('policy.save', { version: 0, rules: { locked: { RetentionDays: 7 }, recommended: {} } });
    const both = await Promise.allSettled([
      admin('policy.save', { version: 1, rules: { locked: { RetentionDays: 14 }, recommended: {} } }),
      other('policy.save', { version: 1, rules: { locked: { RetentionDays: 30 }, recommended: {} } }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = both.find((one) => one.status === 'rejected');
    expect(String(lost?.reason)).toContain('conflict');
    const now = await other('policy.read', null);
    expect(now).toMatchObject({ version: 2 });
    expect([7, 14, 30].indexOf(now.rules.locked.RetentionDays ?? 0)).toBeGreaterThan(0);
    await other('policy.restore', { version: 2, to: 1 });
    expect(await other('policy.read', null)).toMatchObject({
      ...{ version: 3, by: 'Chief', rules: { locked: { RetentionDays: 7 } } },
    });
  });
});

test('[G3] versions of desks: one a device, the newest that it came with, over as its sign-in is', async () => {
  const at = (app: string, device = door().device) => ({ ...door(), app, device });
  const come = async (app: string, person: keyof typeof testPeople, device = door().device) => {
    const asked = { ...at(app, device), ...testPeople[person] };
    const { email, password, protocol } = asked;
    const { answer } = await post(`${hub.url}/api/desk/sign-in`, { protocol, app, device, email, password });
    return (answer as { value: { token: string } }).value.token;
  };
  const shared = door().device;
  const old = await come('desk/1.0.0', 'ann');
  await come('desk/1.2.0', 'ben', shared);
  await come('desk/1.2.0', 'sue', shared);
  expect((await admin('policy.desks', null)).desks).toEqual([
    { version: '1.2.0', desks: 1, lately: 1 },
    { version: '1.0.0', desks: 1, lately: 1 },
    // The administrators of this test say no version.
    { version: '', desks: 1, lately: 1 },
  ]);

  // Updated, it comes with the token that it has.
  const client = await deskClient(hub.url, { token: old, app: 'desk/1.3.0' });
  undo.push(async () => client.close());
  const { desks } = await admin('policy.desks', null);
  expect(desks.map(({ version }) => version)).toEqual(['1.3.0', '1.2.0', '']);
  const { sessions } = await client.get('sessions.list', {});
  expect(sessions).toMatchObject([{ app: 'desk/1.3.0' }]);

  const ann = (await admin('people.list', null)).people.find(({ name }) => name === 'Ann');
  await admin('people.disable', { id: ann?.id ?? '' });
  expect((await admin('policy.desks', null)).desks.map(({ version }) => version)).toEqual(['1.2.0', '']);
});

describe('[G4] a provider that is tried', () => {
  let provider: TestProvider;
  let authority: Authority;
  beforeAll(() => {
    authority = newAuthority('Nobody');
  });
  afterAll(() => authority.remove());
  beforeEach(async () => {
    provider = await startProvider({}, hub.url);
  });
  afterEach(() => provider.stop());

  const tried = (change: Partial<SignInProvider>, secret?: string) =>
    admin('signIn.try', {
      provider: provider.rules(hub.url, change),
      ...(secret !== undefined && { secret }),
    });

  /** A server on this computer that says that, and nothing more. */
  async function says(answer: RequestListener): Promise<string> {
    const server = createServer(answer);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    undo.push(() => new Promise((resolve) => server.close(resolve)));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  const describes = async (more: (issuer: string) => object) => {
    let issuer = '';
    issuer = await says((_, response) => {
      response.setHeader('content-type', 'application/json');
      const base = { issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token` };
      response.end(JSON.stringify({ ...base, ...more(issuer) }));
    });
    return issuer;
  };

  test('is asked as it would be at a sign-in: all is well, or the secret is wrong', async () => {
    expect(await tried({}, provider.secret)).toEqual({
      ...{ fault: null, detail: null, issuer: provider.issuer, endsSessions: true, takesPkce: true },
      ...{ unknownScopes: [], clientTaken: true },
    });
    expect(await tried({}, 'another secret')).toMatchObject({ fault: 'client_refused' });
    expect(await tried({ clientId: 'nobody' }, provider.secret)).toMatchObject({ fault: 'client_refused' });
    expect(await tried({ scopes: ['email', 'shoes'] }, provider.secret)).toMatchObject({
      ...{ fault: null, unknownScopes: ['shoes'] },
    });
  });

  test('with the secret that is kept, where that is for this provider and client, and nowhere else', async () => {
    const rules = { provider: provider.rules(hub.url), passwords: true };
    await admin('signIn.save', { version: 0, rules, secret: provider.secret });
    expect(await tried({})).toMatchObject({ fault: null, clientTaken: true });
    const shown: string[] = [];
    const thief = await says((request, response) => {
      shown.push(request.headers.authorization ?? '');
      response.end();
    });
    await tried({ issuer: thief });
    expect(shown).toEqual(['']);
    const trail = (await admin('audit.list', { before: null, who: null, kind: null, from: null, to: null }))
      .lines;
    expect(trail[0]).toMatchObject({ event: 'admin.signIn.try', subject: thief });
    expect(JSON.stringify(trail)).not.toContain(provider.secret);
  });

  test('and is not there, or is something else: each is told from the others', async () => {
    const { cert, key } = authority.issue('localhost');
    const tls = createTls({ cert, key }, (_, response) => response.end());
    await new Promise<void>((resolve) => tls.listen(0, '127.0.0.1', resolve));
    undo.push(() => new Promise((resolve) => tls.close(resolve)));
    const { port } = tls.address() as AddressInfo;

    const [missing, page, ill, other, implicit, plain, silent] = [
      await says((_, response) => response.writeHead(404).end()),
      await says((_, response) => response.setHeader('content-type', 'text/html').end('<h1>hello</h1>')),
      await says((_, response) => response.writeHead(503).end()),
      await describes(() => ({ issuer: 'https://login.example.test' })),
      await describes(() => ({ response_types_supported: ['id_token'] })),
      await describes(() => ({ code_challenge_methods_supported: ['plain'] })),
      await describes(() => ({ token_endpoint: undefined })),
    ];
    // Of a provider that has gone home.
    const gone = await startProvider({}, hub.url);
    const closed = gone.issuer;
    await gone.stop();
    const rows = [
      [closed, { fault: 'away', detail: 'ECONNREFUSED' }],
      [ill, { fault: 'away', detail: '503' }],
      [`https://localhost:${port}`, { fault: 'certificate', detail: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }],
      [missing, { fault: 'no_description', detail: '404' }],
      [page, { fault: 'not_a_provider' }],
      [silent, { fault: 'not_a_provider', detail: 'token_endpoint' }],
      [other, { fault: 'other_issuer', issuer: 'https://login.example.test' }],
      [implicit, { fault: 'no_code_flow' }],
      [plain, { fault: 'no_pkce', takesPkce: false }],
    ] as const;
    for (const [issuer, found] of rows) expect(await tried({ issuer }), issuer).toMatchObject(found);
    // Where names are asked of a server that does not answer, nobody is known to be missing.
    expect(['no_host', 'away']).toContain((await tried({ issuer: 'https://nobody.invalid' })).fault);
  });
});

test('how one signs in: versions are read again, and nobody else’s change is written over', async () => {
  const provider = await startProvider({}, hub.url);
  undo.push(provider.stop);
  const rules = { provider: provider.rules(hub.url), passwords: true };
  await admin('signIn.save', { version: 0, rules, secret: provider.secret });
  const other = adminAs(hub.url, (await signIn(hub.url, chief)).token);
  await other('signIn.save', { version: 1, rules: { ...rules, passwords: false } });
  await expect(admin('signIn.save', { version: 1, rules })).rejects.toThrow('conflict');
  expect(await admin('signIn.version', { version: 1 })).toMatchObject({ by: 'Boss', rules, hasSecret: true });
  await expect(admin('signIn.version', { version: 9 })).rejects.toThrow('not_found');
  const refused = { provider: null, passwords: false };
  await expect(admin('signIn.save', { version: 2, rules: refused })).rejects.toThrow('passwords');
});

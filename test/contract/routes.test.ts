import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { adminBase } from '#shared/protocol/admin.ts';
import { filePaths } from '#shared/protocol/files.ts';
import { namespaces, type Role } from '#shared/protocol/handshake.ts';
import { createShop } from '../../src/hub/demo/index.ts';
import { type HubRoute, hubRoutes } from '../../src/hub/http-routes.ts';
import {
  type Caller,
  callers,
  createHttp,
  type RouteRegistry,
  type RouteRule,
} from '../../src/hub/platform/http/index.ts';
import { createLog } from '../../src/hub/platform/log/index.ts';
import { download, linksOf, type Sender, uploaded } from '../support/files.ts';
import {
  deskClient,
  door,
  rawSocket,
  register,
  shopOrigin,
  signIn,
  startTestHub,
  type TestHub,
  testPeople,
  visitorClient,
} from '../support/hub.ts';

/**
 * Every HTTP route of the hub × everybody × where the request comes from, from the registry of routes: each handler looks
 * by itself who asks, and has to come to what the registry says. A route that is in no registry stops the hub.
 */

const adam = {
  name: 'Adam',
  email: 'adam@example.test',
  password: 'correct horse adam',
  role: 'admin',
} as const;
const operatorToken = randomBytes(32).toString('base64url');
const metricsToken = randomBytes(32).toString('base64url');
const routes: RouteRegistry = hubRoutes;
const origins = { program: undefined, page: shopOrigin, stranger: 'https://stranger.example.test' } as const;
type Whence = keyof typeof origins;

/** Beside everybody of the registry, those whose token is worth nothing. */
const asking = [...callers, 'a token that is none', 'signed out', 'disabled'] as const;
type Asking = (typeof asking)[number];
const standsFor = (who: Asking): Caller =>
  (callers as readonly string[]).includes(who) ? (who as Caller) : 'nobody';

let folder: string;
let hub: TestHub;
const tokens = new Map<Asking, string>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yingke-widget-'));
  await mkdir(join(folder, 'widget'));
  await writeFile(join(folder, 'widget.js'), '// the widget');
  hub = await startTestHub({ operatorToken, metricsToken, widgetFolder: folder });
  await hub.hub.people.create(adam);
  const gone = {
    name: 'Gone',
    email: 'gone@example.test',
    password: 'correct horse gone',
    role: 'admin',
  } as const;
  const { id } = await hub.hub.people.create(gone);
  const tokenOf = async (person: Parameters<typeof signIn>[1]) => (await signIn(hub.url, person)).token;
  tokens.set('agent', await tokenOf(testPeople.ann));
  tokens.set('supervisor', await tokenOf(testPeople.sue));
  tokens.set('admin', await tokenOf(adam));
  tokens.set('operator', operatorToken);
  tokens.set('monitor', metricsToken);
  tokens.set('visitor', (await register(hub.url)).token);
  tokens.set('a token that is none', randomBytes(32).toString('base64url'));
  tokens.set('disabled', await tokenOf(gone));
  await hub.hub.disablePerson(id);
  const over = await tokenOf(adam);
  await request(hubRoutes['sign out'], over, undefined);
  tokens.set('signed out', over);
});
afterAll(async () => {
  await hub.stop();
  await rm(folder, { recursive: true, force: true });
});

/** What nothing takes for an order: whoever is let in is told that it is no request, and nothing happens. */
const nonsense = JSON.stringify({ 'no such': 'field' });

async function request({ method, path }: RouteRule, token: string | undefined, origin: string | undefined) {
  const url = hub.url + path.replaceAll(/:(\w+)/gu, (_, name) => (name === 'variant' ? 'file' : newId()));
  const response = await fetch(url, {
    method,
    headers: {
      ...(method !== 'GET' && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(origin !== undefined && { origin }),
    },
    ...(method !== 'GET' && { body: nonsense }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  const answer = isJson ? (JSON.parse(text) as { error?: { code?: string } }) : {};
  return { code: answer.error?.code ?? null, status: response.status, headers: response.headers };
}

/** What the registry says becomes of it: null for being let in. */
function refusalFor({ path, callers, from }: RouteRule, who: Asking, whence: Whence): string | null {
  if (from === 'program' && whence !== 'program') return 'origin_refused';
  if (from === 'page' && whence !== 'page') return 'origin_refused';
  if (callers.includes(standsFor(who))) return null;
  const isStaff = (['agent', 'supervisor', 'admin'] as readonly string[]).includes(who);
  // Who they are is known only where somebody of the staff may have it, or what stands beside it.
  const isKnown = callers.includes('admin') || path.startsWith(adminBase);
  return isStaff && isKnown ? 'forbidden' : 'unauthenticated';
}

/** They have tests of their own below: signing out ends the session, and the rest has no handler that knows who asks. */
const apart: readonly HubRoute[] = ['preflight', 'file bytes'];
const whences = Object.keys(origins) as Whence[];
const cells = (Object.keys(hubRoutes) as HubRoute[])
  .filter((name) => !apart.includes(name))
  .flatMap((name) =>
    asking.flatMap((who) =>
      whences.map((whence) => ({ name, who, whence, expected: refusalFor(hubRoutes[name], who, whence) })),
    ),
  );

describe('[P14] every route × everybody × whence', () => {
  test.each(Object.keys(hubRoutes).filter((name) => !apart.includes(name as HubRoute)))(
    '%s',
    async (name) => {
      const mine = cells.filter((cell) => cell.name === name);
      const got = [];
      for (const { who, whence } of mine) {
        const ends = name === 'sign out' && refusalFor(routes[name] as RouteRule, who, whence) === null;
        const token = ends ? await another(who as Role) : tokens.get(who);
        const { code } = await request(routes[name] as RouteRule, token, origins[whence]);
        // Let in is whoever is not told that they may not: nonsense is no request, and there is no such thing.
        const isLetIn = code === null || code === 'bad_request' || code === 'not_found';
        got.push({ who, whence, is: isLetIn ? null : code });
      }
      expect(got).toEqual(mine.map(({ who, whence, expected }) => ({ who, whence, is: expected })));
    },
  );

  test('how many', () => {
    const routesChecked = Object.keys(hubRoutes).length - apart.length;
    process.stdout.write(
      `role matrix of HTTP: ${cells.length} cells (${routesChecked} routes x ${asking.length} who x ${whences.length} whence), ` +
        `${cells.filter(({ expected }) => expected !== null).length} of them refused\n`,
    );
    expect(cells.length).toBe(routesChecked * asking.length * whences.length);
    // A registry that lets everybody in would pass all of the above.
    expect(cells.filter(({ expected }) => expected !== null).length).toBeGreaterThan(cells.length / 2);
  });
});

/** Another session of theirs. */
async function another(role: Role): Promise<string> {
  const person = { agent: testPeople.ann, supervisor: testPeople.sue, admin: adam }[role];
  return (await signIn(hub.url, person)).token;
}

test('[P14] before a request from a page, a browser of a stranger is not told that it may', async () => {
  for (const path of [
    filePaths.visitor,
    filePaths.links,
    hubRoutes.register.path,
    hubRoutes['sign in'].path,
  ]) {
    const ask = (origin: string) =>
      fetch(hub.url + path, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      });
    const stranger = await ask(origins.stranger);
    expect(stranger.headers.get('access-control-allow-origin'), path).toBeNull();
    const page = await ask(shopOrigin);
    expect(page.headers.get('access-control-allow-origin'), path).toBe(shopOrigin);
    expect(page.headers.get('access-control-allow-credentials'), path).toBeNull();
  }
});

describe('[P14] the bytes of a file × everybody × whose it is', () => {
  test('own, of nobody yet, of a colleague; by token and by link', async () => {
    const { client, who } = await visitorSender();
    const file = await uploaded(hub.url, who, 'canary.txt', Buffer.from('canary'));
    const sent = await client.get('message.send', { key: newId(), text: 'x', files: [file.id], page: null });
    const status = async (asker: Asking) =>
      (await download(hub.url, tokens.get(asker) ?? '', file.id)).status;
    // It waits for somebody: any of the staff may look, and nobody else.
    const nobodyElse = {
      visitor: 401,
      operator: 401,
      monitor: 401,
      nobody: 401,
      'signed out': 401,
      disabled: 401,
      'a token that is none': 401,
    };
    const statuses = async () =>
      Object.fromEntries(await Promise.all(asking.map(async (asker) => [asker, await status(asker)])));
    expect(await statuses()).toEqual({ ...nobodyElse, agent: 200, supervisor: 200, admin: 200 });
    // A colleague has it.
    const ben = await deskClient(hub.url, testPeople.ben);
    const { conversationId } = sent;
    const owner = async () => {
      const asked = { conversationId, after: 0, before: null, limit: 1 };
      return (await ben.get('conversation.pull', asked)).conversation.agent?.name;
    };
    await expect.poll(owner).toBe('Ben');
    expect(await statuses()).toEqual({ ...nobodyElse, agent: 404, supervisor: 200, admin: 200 });

    const link = async (sender: Sender) => {
      const answer = await linksOf(hub.url, sender, [file.id]);
      return answer.ok ? answer.value.links.map(({ url }) => url) : answer;
    };
    const mine = await link(who);
    expect(mine).toEqual([expect.stringContaining(file.id)]);
    expect(await link((await visitorSender()).who)).toEqual([]);
    const url = `${hub.url}${mine}`;
    expect((await fetch(url)).status).toBe(200);
    // A link for one thing is none for another, and the place of a token is not taken by a bad link.
    expect((await fetch(url.replace(file.id, newId()))).status).toBe(404);
    expect((await fetch(url.replace(/sign=.{4}/u, 'sign=AAAA'))).status).toBe(404);
    expect((await fetch(url.replace('/file?', '/thumb?'))).status).toBe(404);
    expect((await fetch(`${hub.url}${filePaths.bytes}/${file.id}/file`)).status).toBe(400);
    expect((await fetch(url, { headers: { authorization: `Bearer ${tokens.get('visitor')}` } })).status).toBe(
      401,
    );
    const page = { authorization: `Bearer ${tokens.get('admin')}`, origin: shopOrigin };
    expect((await fetch(url, { headers: page })).status, 'a token from a page').toBe(403);
  });

  async function visitorSender() {
    const client = await visitorClient(hub.url);
    return { client, who: { as: 'visitor', token: client.token } as const satisfies Sender };
  }
});

describe('[P14] every namespace × everybody × whence', () => {
  const rules = {
    [namespaces.desk]: { callers: ['agent', 'supervisor', 'admin'], from: 'program' },
    [namespaces.visitor]: { callers: ['visitor'], from: 'page' },
  } as const;
  const doors = [namespaces.desk, namespaces.visitor].flatMap((namespace) =>
    asking.flatMap((who) => whences.map((whence) => ({ namespace, who, whence }))),
  );

  test('whoever is not let in at the door has no event of it at all', async () => {
    const got = [];
    for (const { namespace, who, whence } of doors) {
      const auth = { ...door(), locale: 'en', token: tokens.get(who) ?? '' };
      const socket = rawSocket(hub.url + namespace, auth, origins[whence]);
      const code = await new Promise<string | null>((resolve) => {
        socket.once('connect', () => resolve(null));
        socket.once('connect_error', (error) =>
          resolve((error as { data?: { code: string } }).data?.code ?? 'no connection'),
        );
      });
      socket.disconnect();
      got.push({ namespace, who, whence, code });
    }
    const expected = doors.map(({ namespace, who, whence }) => {
      const { callers: admitted, from } = rules[namespace];
      const isLetIn = (admitted as readonly Caller[]).includes(standsFor(who));
      // Pages of strangers do not come as far as the door.
      if (whence === 'stranger') return { namespace, who, whence, code: 'no connection' };
      // Without a token it is no greeting at all; a desk whose person is disabled removes what it keeps of them.
      const isClosed = who === 'disabled' && namespace === namespaces.desk;
      const refused = who === 'nobody' ? 'bad_request' : isClosed ? 'forbidden' : 'unauthenticated';
      return { namespace, who, whence, code: from !== whence ? 'origin_refused' : isLetIn ? null : refused };
    });
    expect(got).toEqual(expected);
  });
});

describe('[P14] a route that is in no registry', () => {
  test('cannot be added to the server, on its own or inside a plugin', async () => {
    const http = await createHttp(
      hubRoutes,
      createLog({ write: () => undefined }),
      () => undefined,
      () => '10.0.0.1',
    );
    expect(() => http.get('/health', async () => 'fine')).not.toThrow();
    expect(() => http.get('/planted', async () => 'mine')).toThrow('GET /planted stands in no registry');
    expect(() => http.post('/health', async () => 'mine')).toThrow('POST /health stands in no registry');
    const planted = http.register(async (scope) => {
      scope.get('/planted', async () => 'mine');
    });
    await expect(planted).rejects.toThrow('stands in no registry');
    await http.close();
  });

  test('the demo shop has its own, and its back office wants its key', async () => {
    const shop = await createShop(folder, hub.url, async () => 'secret', 'the key');
    const answer = await shop.inject({ url: '/back-office/orders?customer=demo-fang' });
    expect(answer.statusCode).toBe(401);
    for (const token of tokens.values()) {
      const headers = { authorization: `Bearer ${token}`, 'x-demo-key': token };
      expect((await shop.inject({ url: '/back-office/orders', headers })).statusCode).toBe(401);
    }
    expect(
      (await shop.inject({ url: '/back-office/orders', headers: { 'x-demo-key': 'the key' } })).statusCode,
    ).toBe(200);
    await shop.close();
  });
});

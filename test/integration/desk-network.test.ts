import { X509Certificate } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import type { WayFault } from '#shared/domain/network/fault.ts';
import { type Route, routesFrom } from '#shared/domain/network/proxy.ts';
import { filePiece } from '#shared/protocol/limits.ts';
import { silentLog } from '../../src/main/log.ts';
import { createNetwork } from '../../src/main/network/network.ts';
import { readRoots } from '../../src/main/network/roots.ts';
import type { ProxyPassword } from '../../src/main/network/tunnel.ts';
import { createWay, type Way } from '../../src/main/network/way.ts';
import { govern } from '../../src/main/settings/policy/governed.ts';
import { openProxyPasswords } from '../../src/main/settings/proxy-passwords.ts';
import { openSettings } from '../../src/main/settings/settings.ts';
import type { Vault } from '../../src/main/settings/vault.ts';
import {
  type Authority,
  companyHost,
  newAuthority,
  startProxy,
  startSocks,
  type TestProxy,
  tlsBefore,
} from '../support/company-network.ts';
import { say, startTestHub, type TestHub, testPeople, visitorClient } from '../support/hub.ts';
import { newFolder, removeFolder, startTestDesk, type TestDesk } from './desk-support.ts';

/** A desk in a company's network: what it reaches its hub by, and what it says where it does not. */

const hubUrl = `https://${companyHost}`;
const undo: (() => unknown)[] = [];
let ca: Authority;
let hub: TestHub;
let shown: ReturnType<Authority['issue']>;
let front: Awaited<ReturnType<typeof tlsBefore>>;
let hosts: Record<string, number>;
let told: { readonly fault: WayFault | null; readonly route: Route | null }[];

beforeEach(async () => {
  ca = newAuthority('Company Network');
  hub = await startTestHub();
  shown = ca.issue(companyHost);
  front = await tlsBefore(hub.hub.port, shown);
  hosts = { [`${companyHost}:443`]: front.port };
  told = [];
  undo.push(
    () => ca.remove(),
    () => hub.stop(),
    () => front.stop(),
  );
});
afterEach(async () => {
  for (const act of undo.splice(0).reverse()) await act();
});

type Slow = (said: string | null) => Promise<void>;
const proxyWith = async (password?: string, asksBy?: string, slow?: Slow): Promise<TestProxy> => {
  const proxy = await startProxy({
    hosts: () => hosts,
    ...(slow === undefined ? {} : { slow }),
    ...(password === undefined ? {} : { password }),
    ...(asksBy === undefined ? {} : { asksBy }),
  });
  undo.push(() => proxy.stop());
  return proxy;
};

function wayBy(
  answer: () => string,
  { added = [ca.file], password = null }: { added?: string[]; password?: ProxyPassword | null } = {},
): Way {
  const roots = readRoots(added);
  const way = createWay({
    routes: async () => routesFrom(answer()),
    passwordFor: async () => password,
    context: async () => (await roots).context,
    onTold: (_origin, fault, route) => void told.push({ fault, route }),
  });
  undo.push(() => way.endAll());
  return way;
}

async function deskBy(way: Way): Promise<TestDesk> {
  const dir = await newFolder();
  const desk = startTestDesk(dir, { way });
  undo.push(
    () => removeFolder(dir),
    () => desk.stop(),
  );
  return desk;
}

const { email, password: secret } = testPeople.ann;
const signIn = (desk: TestDesk, url = hubUrl) => desk.desk.signIn({ hub: url, email, password: secret });
const refusedSignIn = (desk: TestDesk) =>
  signIn(desk).then(
    () => 'granted',
    (error) => error.refusal.code,
  );

test('sign-in, messages both ways and a file go through the proxy that asks for a name, and nothing around it', async () => {
  const proxy = await proxyWith('lin:s3cret');
  const desk = await deskBy(
    wayBy(() => `PROXY 127.0.0.1:${proxy.port}`, { password: { user: 'lin', password: 's3cret' } }),
  );
  await signIn(desk);
  await desk.until('app.connection', (c) => c.state === 'connected');
  expect(desk.desk.transport()).toBe('websocket');

  const visitor = await visitorClient(hub.url);
  undo.push(() => visitor.close());
  const { conversationId } = await say(visitor, 'hello');
  await desk.until('entries.added', (n) => n.entries.some((e) => e.body.kind === 'assigned'));
  const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(2 * filePiece, 65)]);
  const [fileKey, key] = [newId(), newId()];
  const file = { key: fileKey, name: 'offer.pdf', type: 'application/pdf', size: bytes.length };
  await desk.desk.files.calls['files.add']({ conversationId, file, bytes: new Uint8Array(bytes) });
  await desk.desk.conversations['conversations.send']({
    conversationId,
    key,
    text: 'here',
    files: [fileKey],
  });
  const { entry } = await visitor.until(
    'entry',
    (n) => n.entry.body.kind === 'message' && n.entry.body.text === 'here',
  );
  expect(entry.body).toMatchObject({ files: [{ size: bytes.length }] });

  expect(proxy.asked.length).toBeGreaterThan(1);
  expect(new Set(proxy.asked.map(({ host, status }) => `${host} ${status}`))).toEqual(
    new Set([`${companyHost}:443 200`]),
  );
  expect(told.at(-1)).toEqual({ fault: null, route: { kind: 'http', host: '127.0.0.1', port: proxy.port } });
});

test('a proxy that has another address after the line is cut is found at the next attempt', async () => {
  const [first, second] = [await proxyWith(), await proxyWith()];
  let now = first;
  const desk = await deskBy(wayBy(() => `PROXY 127.0.0.1:${now.port}`));
  await signIn(desk);
  await desk.until('app.connection', (c) => c.state === 'connected');
  now = second;
  const from = desk.mark();
  await first.stop();
  await desk.until('app.connection', (c) => c.state === 'connected', from);
  expect(second.carried()).toBe(1);
});

test('long polling goes through it too, where the upgrade is not let through', async () => {
  const proxy = await proxyWith();
  const way = wayBy(() => `PROXY 127.0.0.1:${proxy.port}`);
  const { io } = await import('socket.io-client');
  const agent = (await way.agentFor(hubUrl)) as never;
  const { token } = await (await import('../support/hub.ts')).signIn(hub.url, testPeople.ann);
  const socket = io(`${hubUrl}/desk`, {
    ...{ path: '/live', transports: ['polling'], upgrade: false, agent, reconnection: false },
    auth: { protocol: '4.0', app: 'test/1.0', device: newId(), token },
  });
  undo.push(() => socket.disconnect());
  await new Promise((resolve, reject) => {
    socket.once('ready', resolve);
    socket.once('connect_error', reject);
  });
  expect(socket.io.engine.transport.name).toBe('polling');
  expect(proxy.carried()).toBeGreaterThan(0);
});

test('the ways are tried in their order: who is away is passed over, and tried last from then on', async () => {
  const proxy = await proxyWith();
  const gone = await proxyWith();
  await gone.stop();
  const routes = `PROXY 127.0.0.1:${gone.port}; PROXY 127.0.0.1:${proxy.port}; DIRECT`;
  const desk = await deskBy(wayBy(() => routes));
  await signIn(desk);
  expect(told.every(({ fault }) => fault === null)).toBe(true);
  expect(proxy.asked.length).toBeGreaterThan(0);
});

test('SOCKS, where the answer says so: the name is looked up at its other end', async () => {
  const socks = await startSocks(hosts);
  undo.push(() => socks.stop());
  const desk = await deskBy(wayBy(() => `SOCKS5 127.0.0.1:${socks.port}`));
  await signIn(desk);
  expect(socks.asked[0]).toBe(`${companyHost}:443`);
});

test('a proxy over TLS is checked by the same authorities, and carries the same', async () => {
  const proxy = await proxyWith('lin:s3cret');
  const tls = await tlsBefore(proxy.port, ca.issue('localhost'));
  undo.push(() => tls.stop());
  const password = { user: 'lin', password: 's3cret' };
  const desk = await deskBy(wayBy(() => `HTTPS localhost:${tls.port}`, { password }));
  await signIn(desk);
  expect(tls.connections()).toBeGreaterThan(0);
  const distrustful = await deskBy(wayBy(() => `HTTPS localhost:${tls.port}`, { password, added: [] }));
  expect(await refusedSignIn(distrustful)).toBe('unavailable');
  expect(told.at(-1)?.fault).toMatchObject({ kind: 'certificate', why: 'authority' });
  // Nothing was said to a proxy that is not who it says.
  expect(proxy.asked.every(({ status }) => status === 200)).toBe(true);
});

describe('what stands in the way is said', () => {
  test.each([
    ['no name was given', null, undefined, { kind: 'proxy-password', refused: false }],
    ['a wrong one', { user: 'lin', password: 'no' }, undefined, { kind: 'proxy-password', refused: true }],
    [
      'it wants what is not spoken here',
      { user: 'lin', password: 's3cret' },
      'Negotiate\r\nProxy-Authenticate: NTLM',
      { kind: 'proxy-sign-in', ways: 'Negotiate, NTLM' },
    ],
  ] as const)('%s', async (_, password, asksBy, fault) => {
    const proxy = await proxyWith(asksBy === undefined ? 'lin:s3cret' : 'never', asksBy);
    const desk = await deskBy(wayBy(() => `PROXY 127.0.0.1:${proxy.port}; DIRECT`, { password }));
    expect(await refusedSignIn(desk)).toBe('unavailable');
    expect(told.at(-1)?.fault).toMatchObject({ ...fault, proxy: `127.0.0.1:${proxy.port}` });
    // Who has answered is not gone around, and the hub's own password is not for it.
    expect(proxy.asked.map(({ status }) => status)).toEqual([407]);
    const said = Buffer.from(proxy.asked[0]?.said?.replace('Basic ', '') ?? '', 'base64').toString();
    expect(said).not.toContain(secret);
    expect(front.connections()).toBe(0);
  });

  test('it does not let the hub through; nobody is there; nobody says which it is', async () => {
    const proxy = await proxyWith();
    hosts = {};
    expect(await refusedSignIn(await deskBy(wayBy(() => `PROXY 127.0.0.1:${proxy.port}`)))).toBe(
      'unavailable',
    );
    expect(told.at(-1)?.fault).toMatchObject({ kind: 'proxy-refuses', status: 502 });
    await proxy.stop();
    expect(await refusedSignIn(await deskBy(wayBy(() => `PROXY 127.0.0.1:${proxy.port}`)))).toBe(
      'unavailable',
    );
    expect(told.at(-1)?.fault).toEqual({ kind: 'proxy-away', proxy: `127.0.0.1:${proxy.port}` });
    expect(await refusedSignIn(await deskBy(wayBy(() => '')))).toBe('unavailable');
    expect(told.at(-1)?.fault).toEqual({ kind: 'script' });
  });

  test('a certificate that nobody here trusts: by whom it is, and not that the hub is away', async () => {
    const proxy = await proxyWith();
    const answer = () => `PROXY 127.0.0.1:${proxy.port}`;
    const desk = await deskBy(wayBy(answer, { added: [] }));
    expect(await refusedSignIn(desk)).toBe('unavailable');
    const issuer = 'Company Network, Company Network Root';
    const { subject, fingerprint256 } = new X509Certificate(shown.cert);
    expect(subject).toBe(`CN=${companyHost}`);
    expect(told.at(-1)?.fault).toEqual({
      ...{ kind: 'certificate', why: 'authority', host: companyHost, subject: companyHost, issuer },
      fingerprint: fingerprint256,
    });
    // And one that is trusted, but for another host.
    const other = await tlsBefore(hub.hub.port, ca.issue('elsewhere.company.test'));
    undo.push(() => other.stop());
    hosts = { [`${companyHost}:443`]: other.port };
    expect(await refusedSignIn(await deskBy(wayBy(answer)))).toBe('unavailable');
    expect(told.at(-1)?.fault).toMatchObject({ why: 'name', subject: 'elsewhere.company.test', issuer });
    expect(hub.log.some(({ event }) => event === 'sign-in')).toBe(false);
  });

  test('the line that stands is judged as well: its next certificate is another authority’s', async () => {
    const proxy = await proxyWith();
    const desk = await deskBy(wayBy(() => `PROXY 127.0.0.1:${proxy.port}`));
    await signIn(desk);
    await desk.until('app.connection', (c) => c.state === 'connected');
    const box = newAuthority('Listening Box');
    const between = await tlsBefore(hub.hub.port, box.issue(companyHost));
    undo.push(
      () => box.remove(),
      () => between.stop(),
    );
    hosts = { [`${companyHost}:443`]: between.port };
    const from = desk.mark();
    await front.stop();
    await desk.until('app.connection', (c) => c.state === 'offline', from);
    await expect
      .poll(() => told.at(-1)?.fault, { timeout: 10_000 })
      .toMatchObject({ why: 'authority', issuer: 'Listening Box, Listening Box Root' });
    expect(between.heard()).toBe(0);
  });
});

describe('authorities that a policy adds', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'yingke-roots-'));
    undo.push(() => rmSync(folder, { recursive: true, force: true }));
  });
  const file = (name: string, text: string, mode = 0o644) => {
    writeFileSync(join(folder, name), text, { mode });
    return join(folder, name);
  };

  test('files and PEM itself count; what cannot be used is named by its place and left out', async () => {
    const leaf = ca.issue('leaf.company.test').cert;
    const { own, ignored, system } = await readRoots([
      ca.file,
      ca.pem,
      file('two.pem', `${ca.pem}\n${ca.pem}`),
      file('leaf.pem', leaf),
      file('broken.pem', '-----BEGIN CERTIFICATE-----\nbm90aGluZw==\n-----END CERTIFICATE-----\n'),
      file('text.pem', 'hello'),
      join(folder, 'nowhere.pem'),
      'relative.pem',
      folder,
    ]);
    expect(own.map(({ name }) => name)).toEqual(Array(4).fill('Company Network Root'));
    expect(ignored).toEqual([
      { at: 3, why: 'is of no certificate authority' },
      { at: 4, why: 'is no certificate in PEM' },
      { at: 5, why: 'is no certificate in PEM' },
      { at: 6, why: 'cannot be read' },
      { at: 7, why: 'is no whole path' },
      { at: 8, why: 'cannot be read' },
    ]);
    expect(system === null || system > 0).toBe(true);
  });
});

type Usual = {
  readonly keychain?: boolean;
  /** By the organisation; none: it says nothing of it. */
  readonly trusts?: readonly string[];
  readonly file?: string | null;
};

/** The real thing, but for Electron: a vault that turns words around stands for the keychain. */
async function networkBy(
  proxy: TestProxy,
  dir: string,
  { keychain = true, trusts = [ca.pem], file = null }: Usual = {},
) {
  const vault: Vault = {
    protection: keychain ? 'keychain' : 'basic',
    wrap: (secret) => [...secret].reverse().join(''),
    unwrap: (wrapped) => [...wrapped].reverse().join(''),
  };
  const settings = govern(openSettings(dir), {
    layers:
      trusts.length === 0
        ? []
        : [{ source: 'enforced', from: '', values: { CertificateAuthorities: trusts } }],
    ignored: [],
  });
  let changed = 0;
  const network = createNetwork({
    settings,
    passwords: openProxyPasswords(dir, vault),
    proxies: {
      apply: async () => {},
      resolve: async () => `PROXY 127.0.0.1:${proxy.port}`,
      reload: async () => {},
    },
    chooseFile: async () => file,
    log: silentLog,
    tell: () => {},
    onChanged: () => {
      changed += 1;
    },
  });
  undo.push(() => network.way.endAll());
  const ask = () => {
    const sent = { method: 'GET', headers: {}, body: null, signal: AbortSignal.timeout(10_000) } as const;
    return network.way.send(`${hubUrl}/health`, sent).then(
      ({ status }) => status,
      (error) => error.code,
    );
  };
  return { network, ask, changed: () => changed };
}

describe('what people tell proxies', () => {
  const said = (proxy: TestProxy) =>
    proxy.asked.map((one) => Buffer.from(one.said?.slice(6) ?? '', 'base64').toString());

  test('a wrong one is told to the proxy once, whoever asks again: the account behind it is not locked', async () => {
    const proxy = await proxyWith('lin:s3cret');
    const dir = await newFolder();
    undo.push(() => removeFolder(dir));
    const { network, ask, changed } = await networkBy(proxy, dir);
    const name = `127.0.0.1:${proxy.port}`;
    expect(await ask()).toBe('WAY_PROXY_PASSWORD');
    const fault = (refused: boolean) => [
      { origin: hubUrl, fault: { kind: 'proxy-password', proxy: name, refused } },
    ];
    expect(network.state().faults).toEqual(fault(false));
    expect(
      (
        await network.setPassword({
          proxy: name,
          origin: hubUrl,
          password: { user: 'lin', password: 'wrong' },
          keep: true,
        })
      ).faults,
    ).toEqual(fault(true));
    for (const _ of [1, 2, 3]) expect(await ask()).toBe('WAY_PROXY_PASSWORD');
    expect(network.state().faults).toEqual(fault(true));
    expect(said(proxy).filter((one) => one === 'lin:wrong')).toHaveLength(1);
    expect((await network.report()).passwords).toEqual([]);
    expect(changed()).toBe(0);
    // The right one frees the way, for everything that waits.
    expect(
      (
        await network.setPassword({
          proxy: name,
          origin: hubUrl,
          password: { user: 'lin', password: 's3cret' },
          keep: true,
        })
      ).faults,
    ).toEqual([]);
    expect(changed()).toBe(1);
    expect(await ask()).toBe(200);
    expect((await network.report()).passwords).toEqual([{ proxy: name, user: 'lin', kept: true }]);
  });

  test('a slow proxy is told it by one alone: what tries again meanwhile does not say it, and nothing of it is kept yet', async () => {
    const heard: string[] = [];
    const held: (() => void)[] = [];
    let isSlow = false;
    const slow: Slow = async (said) => {
      if (said === null) return;
      heard.push(Buffer.from(said.slice(6), 'base64').toString());
      if (!isSlow) return;
      isSlow = false;
      await new Promise<void>((resolve) => void held.push(resolve));
    };
    const proxy = await proxyWith('lin:s3cret', undefined, slow);
    const name = `127.0.0.1:${proxy.port}`;
    const dir = await newFolder();
    undo.push(() => removeFolder(dir));
    const { network, ask, changed } = await networkBy(proxy, dir);
    const give = async (word: string) => {
      const at = heard.length;
      isSlow = true;
      const password = { user: 'lin', password: word };
      const given = network.setPassword({ proxy: name, origin: hubUrl, password, keep: true });
      await expect.poll(() => heard.length).toBe(at + 1);
      for (const _ of [1, 2, 3]) expect(await ask()).toBe('WAY_PROXY_PASSWORD');
      expect((await network.report()).passwords).toEqual([]);
      expect(existsSync(join(dir, 'proxies.json'))).toBe(false);
      held.pop()?.();
      return given;
    };
    expect(await ask()).toBe('WAY_PROXY_PASSWORD');
    expect((await give('wrong')).faults).toMatchObject([{ fault: { refused: true } }]);
    expect(await ask()).toBe('WAY_PROXY_PASSWORD');
    expect(heard).toEqual(['lin:wrong']);
    expect(changed()).toBe(0);
    expect((await give('s3cret')).faults).toEqual([]);
    expect(heard).toEqual(['lin:wrong', 'lin:s3cret']);
    expect((await network.report()).passwords).toEqual([{ proxy: name, user: 'lin', kept: true }]);
    expect(await ask()).toBe(200);
  });

  test('what the proxy did not come to judge is not kept, and it is said that nobody knows', async () => {
    const proxy = await proxyWith('lin:s3cret');
    const name = `127.0.0.1:${proxy.port}`;
    const dir = await newFolder();
    undo.push(() => removeFolder(dir));
    const { network, ask, changed } = await networkBy(proxy, dir);
    expect(await ask()).toBe('WAY_PROXY_PASSWORD');
    const password = { user: 'lin', password: 's3cret' };
    const give = () => network.setPassword({ proxy: name, origin: hubUrl, password, keep: true });
    const unknown = { refusal: { code: 'unavailable' } };
    // Nothing behind it is there just now: anybody says that.
    const before = hosts;
    hosts = {};
    await expect(give()).rejects.toMatchObject(unknown);
    hosts = before;
    await proxy.stop();
    await expect(give()).rejects.toMatchObject(unknown);
    expect(network.state().faults).toMatchObject([{ fault: { kind: 'proxy-away', proxy: name } }]);
    expect((await network.report()).passwords).toEqual([]);
    expect(changed()).toBe(0);
  });

  test('it outlives the program where somebody wants it and a keychain keeps it, and else is nowhere on the disk', async () => {
    const proxy = await proxyWith('lin:s3cret');
    const name = `127.0.0.1:${proxy.port}`;
    const given = { user: 'lin', password: 's3cret' };
    for (const [keychain, keep, outlives] of [
      [true, true, true],
      [true, false, false],
      [false, true, false],
    ] as const) {
      const dir = await newFolder();
      undo.push(() => removeFolder(dir));
      const first = await networkBy(proxy, dir, { keychain });
      await first.network.setPassword({ proxy: name, origin: hubUrl, password: given, keep: keep });
      expect(await first.ask()).toBe(200);
      const onDisk = existsSync(join(dir, 'proxies.json'));
      expect(onDisk).toBe(outlives);
      expect(await (await networkBy(proxy, dir, { keychain })).ask()).toBe(
        outlives ? 200 : 'WAY_PROXY_PASSWORD',
      );
    }
  });
});

describe('authorities that a person adds', () => {
  test('what was shown is trusted, though the file is another afterwards; and no more once it is removed', async () => {
    const proxy = await proxyWith();
    const dir = await newFolder();
    undo.push(() => removeFolder(dir));
    const file = join(dir, 'company.pem');
    writeFileSync(file, ca.pem);
    const { network, ask, changed } = await networkBy(proxy, dir, { trusts: [], file });
    expect(await ask()).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
    const shown = await network.pickAuthority();
    if (shown === null || 'why' in shown) throw new Error('nothing was shown');
    const { fingerprint256: fingerprint } = new X509Certificate(ca.pem);
    expect(shown.certificates).toMatchObject([{ name: 'Company Network Root', fingerprint }]);
    // Seen is not trusted, and what was not shown cannot be.
    expect(await ask()).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
    await expect(network.addAuthority(newId())).rejects.toMatchObject({ refusal: { code: 'not_found' } });
    const box = newAuthority('Listening Box');
    undo.push(() => box.remove());
    writeFileSync(file, box.pem);
    expect((await network.addAuthority(shown.id)).authorities).toMatchObject({
      own: [{ fingerprint }],
      mine: true,
    });
    expect(changed()).toBe(1);
    expect(await ask()).toBe(200);
    expect(network.state().faults).toEqual([]);
    // It is remembered.
    expect(await (await networkBy(proxy, dir, { trusts: [] })).ask()).toBe(200);
    expect((await network.removeAuthority(fingerprint)).authorities.own).toEqual([]);
    expect(await ask()).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
  });

  test('DER is taken as PEM is; what is none, of no authority or nowhere is said', async () => {
    const proxy = await proxyWith();
    const dir = await newFolder();
    undo.push(() => removeFolder(dir));
    const at = (name: string, bytes: string | Buffer) => {
      writeFileSync(join(dir, name), bytes);
      return join(dir, name);
    };
    const picked = async (file: string | null) => {
      const { network } = await networkBy(proxy, dir, { trusts: [], file });
      return network.pickAuthority();
    };
    expect(await picked(at('ca.cer', new X509Certificate(ca.pem).raw))).toMatchObject({
      certificates: [{ name: 'Company Network Root' }],
    });
    expect(await picked(null)).toBeNull();
    expect(await picked(at('text.pem', 'hello'))).toEqual({ why: 'is no certificate in PEM' });
    expect(await picked(at('leaf.pem', shown.cert))).toEqual({ why: 'is of no certificate authority' });
    expect(await picked(at('large.pem', ca.pem.repeat(60)))).toEqual({ why: 'is too large' });
    expect(await picked(join(dir, 'nowhere.pem'))).toEqual({ why: 'cannot be read' });
  });

  test('where the organisation says whom this desk trusts, nobody adds or removes any', async () => {
    const proxy = await proxyWith();
    const dir = await newFolder();
    undo.push(() => removeFolder(dir));
    const { network } = await networkBy(proxy, dir, { file: ca.file });
    const managed = { refusal: { code: 'managed', field: 'CertificateAuthorities' } };
    const { fingerprint256 } = new X509Certificate(ca.pem);
    await expect(network.pickAuthority()).rejects.toMatchObject(managed);
    await expect(network.addAuthority(newId())).rejects.toMatchObject(managed);
    await expect(network.removeAuthority(fingerprint256)).rejects.toMatchObject(managed);
    expect((await network.report()).authorities).toMatchObject({
      mine: false,
      own: [{ fingerprint: fingerprint256 }],
    });
  });
});

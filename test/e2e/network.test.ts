import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { IpcAnswer, IpcCall } from '#shared/ipc/contract.ts';
import { type Desk, launchDesk } from '../support/app.ts';
import { type HubProcess, launchHub } from '../support/app-hub.ts';
import {
  answer,
  byId,
  call,
  connected,
  conversationWith,
  entries,
  openConversation,
  sent,
  signIn,
} from '../support/app-page.ts';
import {
  type Authority,
  companyHost,
  newAuthority,
  servePac,
  startProxy,
  type TestProxy,
  tlsBefore,
} from '../support/company-network.ts';
import { png } from '../support/files.ts';
import { say, type VisitorClient, visitorClient } from '../support/hub.ts';
import { openStage, type Stage } from '../support/launch.ts';

/**
 * The real desk in a company's network: a script (PAC) names the proxy, the proxy asks for a name, the hub's certificate is of the
 * company's authority, and the hub's name is known to nobody but the proxy.
 */
const hubUrl = `https://${companyHost}`;
let stage: Stage;
let hub: HubProcess;
let ca: Authority;
let proxy: TestProxy;
let front: Awaited<ReturnType<typeof tlsBefore>>;
let pac: Awaited<ReturnType<typeof servePac>>;
let script: string | null;
let visitor: VisitorClient;

beforeAll(async () => {
  stage = await openStage();
  hub = await launchHub(stage.undo);
  ca = newAuthority('Company Network');
  front = await tlsBefore(Number(new URL(hub.hub).port), ca.issue(companyHost));
  proxy = await startProxy({ hosts: () => ({ [`${companyHost}:443`]: front.port }), password: 'lin:s3cret' });
  script = `function FindProxyForURL(url, host) {
    return host === '${companyHost}' ? 'PROXY 127.0.0.1:${proxy.port}' : 'DIRECT';
  }`;
  pac = await servePac(() => script);
  for (const undo of [() => ca.remove(), front.stop, proxy.stop, pac.stop]) stage.undo.add(undo);
});
afterAll(async () => {
  visitor?.close();
  await stage?.close();
});

const somebody = () => {
  const found = hub.accounts.find(({ role }) => role === 'agent');
  if (found === undefined) throw new Error('no demo agent');
  return found;
};

/** A clean computer on which IT says this. */
function ruled(managed: Readonly<Record<string, unknown>>) {
  const policies = stage.folder('policies');
  for (const kind of ['managed', 'recommended']) mkdirSync(join(policies, kind));
  writeFileSync(join(policies, 'managed', '10.json'), JSON.stringify(managed));
  return { data: stage.folder('data'), env: { YINGKE_POLICIES: policies } };
}

async function asked<C extends IpcCall>(desk: Desk, name: C, input: unknown = {}): Promise<IpcAnswer<C>> {
  const answered = await call(desk.page, name, input);
  expect(answered).toMatchObject({ ok: true });
  return (answered as { value: IpcAnswer<C> }).value;
}

async function tryToSignIn(desk: Desk): Promise<void> {
  const { email, password } = somebody();
  await byId(desk.page, 'sign-in-hub').fill(hubUrl);
  await byId(desk.page, 'sign-in-email').fill(email);
  await byId(desk.page, 'sign-in-password').fill(password);
  await byId(desk.page, 'sign-in-submit').click();
  await byId(desk.page, 'sign-in-error').waitFor();
}

const faultsOf = async (desk: Desk) => (await asked(desk, 'network.now')).faults;

test('by the script, through the proxy that asks for a name, to the hub with the company’s certificate: and nothing around it', async () => {
  const { data, env } = ruled({ ProxyMode: 'pac', ProxyPacUrl: pac.url, CertificateAuthorities: [ca.pem] });
  const desk = await launchDesk(stage, { data, env, args: ['--lang', 'en'] });
  const name = `127.0.0.1:${proxy.port}`;
  await tryToSignIn(desk);
  expect(await faultsOf(desk)).toEqual([
    { origin: hubUrl, fault: { kind: 'proxy-password', proxy: name, refused: false } },
  ]);
  await asked(desk, 'network.password', { proxy: name, user: 'lin', password: 'wrong' });
  await tryToSignIn(desk);
  expect(await faultsOf(desk)).toMatchObject([{ fault: { kind: 'proxy-password', refused: true } }]);
  await asked(desk, 'network.password', { proxy: name, user: 'lin', password: 's3cret' });

  await signIn(desk.page, hubUrl, somebody());
  await connected(desk.page);
  visitor = await visitorClient(hub.hub, undefined, new URL(hub.shop).origin);
  await say(visitor, 'Where is my order?');
  await openConversation(desk.page, await conversationWith(desk.page, 'Where is my order?'));
  await entries(desk.page, 'Where is my order?').waitFor();
  await answer(desk.page, 'On its way');
  await sent(desk.page, 'On its way');
  await visitor.until(
    'entry',
    ({ entry }) => entry.body.kind === 'message' && entry.body.text === 'On its way',
  );

  const [chooser] = await Promise.all([
    desk.page.waitForEvent('filechooser'),
    desk.page.getByRole('button', { name: 'Attach files' }).click(),
  ]);
  await chooser.setFiles([{ name: 'plan.png', mimeType: 'image/png', buffer: await png(600, 400) }]);
  await byId(desk.page, 'tray').getByRole('listitem').filter({ hasText: 'plan.png' }).waitFor();
  await answer(desk.page, 'The plan');
  await sent(desk.page, 'The plan');
  await visitor.until(
    'entry',
    ({ entry }) => entry.body.kind === 'message' && (entry.body.files?.length ?? 0) === 1,
  );

  const steps = await asked(desk, 'network.test');
  expect(steps).toMatchObject([
    { step: 'way', ok: true, detail: name },
    { step: 'hub', ok: true },
    { step: 'live', ok: true, detail: '101' },
  ]);
  const { ways, passwords, choice } = await asked(desk, 'network.report');
  expect(ways).toEqual([{ origin: hubUrl, by: name }]);
  expect(passwords).toMatchObject([{ proxy: name, user: 'lin' }]);
  expect(choice).toMatchObject({ mode: 'pac', pac: pac.url });
  // Only the hub was asked for, by name, and the hub's own password never came to the proxy.
  expect(new Set(proxy.asked.map(({ host }) => host))).toEqual(new Set([`${companyHost}:443`]));
  const said = proxy.asked.map((one) => Buffer.from(one.said?.slice(6) ?? '', 'base64').toString());
  expect(new Set(said)).toEqual(new Set(['', 'lin:wrong', 'lin:s3cret']));
  // Nobody can choose another way here.
  expect(
    await call(desk.page, 'network.choose', { mode: 'direct', server: '', pac: '', bypass: [] }),
  ).toEqual({
    ok: false,
    error: { code: 'managed', field: 'ProxyMode' },
  });
  await desk.quit();
});

test('another authority’s certificate is refused, and it is said whose it is', async () => {
  const box = newAuthority('Listening Box');
  stage.undo.add(() => box.remove());
  const { data, env } = ruled({
    ...{ ProxyMode: 'pac', ProxyPacUrl: pac.url },
    CertificateAuthorities: [box.pem, '/nowhere/ca.pem'],
  });
  const desk = await launchDesk(stage, { data, env, args: ['--lang', 'en'] });
  await asked(desk, 'network.password', {
    proxy: `127.0.0.1:${proxy.port}`,
    user: 'lin',
    password: 's3cret',
  });
  const before = front.heard();
  await tryToSignIn(desk);
  expect(await faultsOf(desk)).toEqual([
    {
      origin: hubUrl,
      fault: {
        ...{ kind: 'certificate', why: 'authority' },
        issuer: 'Company Network, Company Network Root',
      },
    },
  ]);
  expect(front.heard()).toBe(before);
  const { authorities } = await asked(desk, 'network.report');
  expect(authorities).toMatchObject({ own: [{ name: 'Listening Box Root' }], ignored: 1 });
  expect((await asked(desk, 'policy.report')).ignored).toMatchObject([
    { name: 'CertificateAuthorities', why: '2: cannot be read' },
  ]);
  await desk.quit();
});

test('a script that cannot be had is said, and nothing goes around it; once it is there again it counts', async () => {
  const kept = script;
  script = null;
  const { data, env } = ruled({ CertificateAuthorities: [ca.pem] });
  const desk = await launchDesk(stage, { data, env, args: ['--lang', 'en'] });
  await asked(desk, 'network.password', {
    proxy: `127.0.0.1:${proxy.port}`,
    user: 'lin',
    password: 's3cret',
  });
  await asked(desk, 'network.choose', { mode: 'pac', server: '', pac: pac.url, bypass: [] });
  await tryToSignIn(desk);
  expect(await faultsOf(desk)).toEqual([{ origin: hubUrl, fault: { kind: 'script' } }]);
  script = kept;
  await signIn(desk.page, hubUrl, somebody());
  await connected(desk.page);

  // Named in place of it: a dead one is said, and the hosts that need none go straight.
  await proxy.stop();
  await asked(desk, 'network.choose', {
    mode: 'fixed',
    server: `127.0.0.1:${proxy.port}`,
    pac: '',
    bypass: [],
  });
  await expect
    .poll(() => faultsOf(desk), { timeout: 20_000 })
    .toEqual([{ origin: hubUrl, fault: { kind: 'proxy-away', proxy: `127.0.0.1:${proxy.port}` } }]);
  await desk.quit();
});

import { X509Certificate } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
import { keepPicture } from '../support/pictures.ts';

/**
 * The real desk in a company's network: a script (PAC) names the proxy, the proxy asks for a name, the hub's certificate is of the
 * company's authority, and the hub's name is known to nobody but the proxy.
 */
const hubUrl = `https://${companyHost}`;
let stage: Stage;
let hub: HubProcess;
let ca: Authority;
let shown: ReturnType<Authority['issue']>;
let proxy: TestProxy;
let front: Awaited<ReturnType<typeof tlsBefore>>;
let pac: Awaited<ReturnType<typeof servePac>>;
let script: string | null;
let visitor: VisitorClient;

beforeAll(async () => {
  stage = await openStage();
  hub = await launchHub(stage.undo);
  ca = newAuthority('Company Network');
  shown = ca.issue(companyHost);
  front = await tlsBefore(Number(new URL(hub.hub).port), shown);
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

async function tellProxy(desk: Desk, password: string): Promise<void> {
  await byId(desk.page, 'proxy-user').fill('lin');
  await byId(desk.page, 'proxy-secret').fill(password);
  await byId(desk.page, 'proxy-submit').click();
}

/** Of the certificate that the hub's host shows. */
const fingerprint = () => new X509Certificate(shown.cert).fingerprint256;

const faultsOf = async (desk: Desk) => (await asked(desk, 'network.now')).faults;

test('by the script, through the proxy that asks for a name, to the hub with the company’s certificate: and nothing around it', async () => {
  const { data, env } = ruled({ ProxyMode: 'pac', ProxyPacUrl: pac.url, CertificateAuthorities: [ca.pem] });
  const options = { data, env, args: ['--lang', 'en'] };
  let desk = await launchDesk(stage, options);
  const name = `127.0.0.1:${proxy.port}`;
  await tryToSignIn(desk);
  expect(await faultsOf(desk)).toEqual([
    { origin: hubUrl, fault: { kind: 'proxy-password', proxy: name, refused: false } },
  ]);
  // It is asked by itself, in the window; a wrong answer is said, and said to the proxy once.
  await byId(desk.page, 'proxy-password').getByText(name).waitFor();
  await keepPicture(desk.page, 'network-1-password');
  await tellProxy(desk, 'wrong');
  await byId(desk.page, 'proxy-trouble').waitFor();
  expect(await faultsOf(desk)).toMatchObject([{ fault: { kind: 'proxy-password', refused: true } }]);
  await tellProxy(desk, 's3cret');
  await byId(desk.page, 'proxy-password').waitFor({ state: 'detached' });
  await byId(desk.page, 'sign-in-error').waitFor({ state: 'detached' });
  await signIn(desk.page, hubUrl, somebody());
  await connected(desk.page);
  // A desk that starts signed in asks again, for here no keychain keeps it; who says no works on without the hub.
  await desk.quit();
  desk = await launchDesk(stage, options);
  await byId(desk.page, 'proxy-cancel').click();
  await byId(desk.page, 'way-line').getByText('asks for a name and password').waitFor();
  await keepPicture(desk.page, 'network-2-line');
  await byId(desk.page, 'way-password').click();
  await tellProxy(desk, 's3cret');
  await byId(desk.page, 'way-line').waitFor({ state: 'detached' });
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
  expect(said.filter((one) => one === 'lin:wrong')).toHaveLength(1);
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
    origin: hubUrl,
    user: 'lin',
    password: 's3cret',
    keep: false,
  });
  const before = front.heard();
  await tryToSignIn(desk);
  expect(await faultsOf(desk)).toEqual([
    {
      origin: hubUrl,
      fault: {
        ...{ kind: 'certificate', why: 'authority', host: companyHost, subject: companyHost },
        issuer: 'Company Network, Company Network Root',
        fingerprint: fingerprint(),
      },
    },
  ]);
  expect(front.heard()).toBe(before);
  // On the screen too: what was shown in its place, and nothing that goes on all the same.
  const said = byId(desk.page, 'sign-in-error');
  await said.getByText('is not trusted').waitFor();
  await said.getByText('Company Network, Company Network Root').waitFor();
  await said.getByText(fingerprint()).waitFor();
  expect(await said.getByRole('button').allInnerTexts()).toEqual(['Network…']);
  await keepPicture(desk.page, 'network-3-certificate');
  await byId(desk.page, 'way-details').click();
  const own = byId(desk.page, 'network-dialog');
  await own.getByText('Listening Box Root').waitFor();
  await own.getByTestId('ignored-authorities').waitFor();
  const { authorities } = await asked(desk, 'network.report');
  expect(authorities).toMatchObject({ own: [{ name: 'Listening Box Root' }], ignored: 1 });
  expect((await asked(desk, 'policy.report')).ignored).toMatchObject([
    { name: 'CertificateAuthorities', why: '2: cannot be read' },
  ]);
  await desk.quit();
});

test('a person adds the company’s authority themselves, having seen what it is, and the hub is there', async () => {
  const { data, env } = ruled({ ProxyMode: 'pac', ProxyPacUrl: pac.url });
  const desk = await launchDesk(stage, { data, env, args: ['--lang', 'en'] });
  await asked(desk, 'network.password', {
    proxy: `127.0.0.1:${proxy.port}`,
    origin: hubUrl,
    user: 'lin',
    password: 's3cret',
    keep: false,
  });
  await tryToSignIn(desk);
  await byId(desk.page, 'way-details').click();
  // Where whoever runs the desk can read it.
  const file = join(stage.folder('downloads'), 'company.pem');
  writeFileSync(file, ca.pem, { mode: 0o644 });
  await desk.app.evaluate(({ dialog }, filePath) => {
    Object.assign(dialog, { showOpenDialog: async () => ({ canceled: false, filePaths: [filePath] }) });
  }, file);
  await byId(desk.page, 'authority-add').click();
  const question = byId(desk.page, 'authority-question');
  await question.getByText(new X509Certificate(ca.pem).fingerprint256).waitFor();
  await keepPicture(desk.page, 'network-4-authority');
  await byId(desk.page, 'authority-trust').click();
  await byId(desk.page, 'own-authorities').getByText('Company Network Root').waitFor();
  await byId(desk.page, 'network-close').click();
  await byId(desk.page, 'sign-in-error').waitFor({ state: 'detached' });
  await signIn(desk.page, hubUrl, somebody());
  await connected(desk.page);
  await desk.quit();
});

test('a script that cannot be had is said, and nothing goes around it; once it is there again it counts', async () => {
  const kept = script;
  script = null;
  const { data, env } = ruled({ CertificateAuthorities: [ca.pem] });
  const desk = await launchDesk(stage, { data, env, args: ['--lang', 'en'] });
  await asked(desk, 'network.choose', { mode: 'pac', server: '', pac: pac.url, bypass: [] });
  await tryToSignIn(desk);
  expect(await faultsOf(desk)).toEqual([{ origin: hubUrl, fault: { kind: 'script' } }]);
  script = kept;
  await asked(desk, 'network.password', {
    proxy: `127.0.0.1:${proxy.port}`,
    origin: hubUrl,
    user: 'lin',
    password: 's3cret',
    keep: false,
  });
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

/** What the desk reaches its hub by where nobody has settled anything, on a system that is set up like this. */
async function reachedBy(env: Readonly<Record<string, string>>, args: readonly string[] = []) {
  const ruling = ruled({ CertificateAuthorities: [ca.pem] });
  const desk = await launchDesk(stage, {
    data: ruling.data,
    env: { ...ruling.env, ...env },
    args: ['--lang', 'en', ...args],
  });
  await signIn(desk.page, hubUrl, somebody());
  await connected(desk.page);
  const { ways, choice } = await asked(desk, 'network.report');
  expect(choice.mode).toBe('system');
  await desk.quit();
  return ways;
}

/** GNOME's settings, in a file of their own in place of the session's database. */
function gnome(keyfile: string): Readonly<Record<string, string>> {
  const config = stage.folder('config');
  mkdirSync(join(config, 'glib-2.0', 'settings'), { recursive: true });
  writeFileSync(join(config, 'glib-2.0', 'settings', 'keyfile'), keyfile);
  return { XDG_CURRENT_DESKTOP: 'GNOME', GSETTINGS_BACKEND: 'keyfile', XDG_CONFIG_HOME: config };
}

describe('as the system has it', () => {
  let open: TestProxy;
  beforeAll(async () => {
    open = await startProxy({ hosts: () => ({ [`${companyHost}:443`]: front.port }) });
    stage.undo.add(open.stop);
  });
  const byOpen = () => [{ origin: hubUrl, by: `127.0.0.1:${open.port}` }];

  test('by the variables of the environment', async () => {
    const https_proxy = `http://127.0.0.1:${open.port}`;
    expect(await reachedBy({ XDG_CURRENT_DESKTOP: '', https_proxy })).toEqual(byOpen());
  });

  test('by the proxy in GNOME’s settings', async () => {
    const env = gnome(
      `[system/proxy]\nmode='manual'\n\n[system/proxy/https]\nhost='127.0.0.1'\nport=${open.port}\n`,
    );
    expect(await reachedBy(env)).toEqual(byOpen());
  });

  test('by the script in GNOME’s settings, and by the one that discovery finds (WPAD)', async () => {
    script = `function FindProxyForURL(url, host) {
      return host === '${companyHost}' ? 'PROXY 127.0.0.1:${open.port}' : 'DIRECT';
    }`;
    const auto = (url: string) => gnome(`[system/proxy]\nmode='auto'\nautoconfig-url='${url}'\n`);
    expect(await reachedBy(auto(pac.url))).toEqual(byOpen());
    const before = pac.asked();
    const found = await reachedBy(auto(''), [`--host-resolver-rules=MAP wpad 127.0.0.1:${pac.port}`]);
    expect(found).toEqual(byOpen());
    expect(pac.asked()).toBeGreaterThan(before);
  });
});

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { adminAs } from '../support/admin.ts';
import { type Desk, launchDesk, until } from '../support/app.ts';
import { type HubProcess, launchHub } from '../support/app-hub.ts';
import { byId, connected } from '../support/app-page.ts';
import { openBrowser } from '../support/browser.ts';
import { signIn } from '../support/hub.ts';
import { consent, logIn, startProvider, type TestProvider } from '../support/identity-provider.ts';
import { openStage, type Stage } from '../support/launch.ts';
import { keepPicture } from '../support/pictures.ts';

/**
 * Signing in by the company's provider (G4), with everything real: the desk hands an address to the system (`xdg-open`), a browser
 * follows it to the hub and to the provider, a person logs in there, and the desk goes on by what the browser brings back.
 */
let stage: Stage;
let hub: HubProcess;
let provider: TestProvider;
let admin: ReturnType<typeof adminAs>;
let page: Page;
let desk: Desk;
let bin: string;
let data: string;
/** Addresses that were followed already. */
let followed = 0;

const people = {
  zoe: { email: 'zoe@example.test', email_verified: true, name: 'Zoe of Acme', groups: ['service', 'leads'] },
  ann: { email: 'ann@example.test', email_verified: true, name: 'Ann of Acme', groups: ['service'] },
  cook: { email: 'cook@example.test', email_verified: true, name: 'Cook', groups: ['kitchen'] },
} as const;

const atDesk = /^http:\/\/127\.0\.0\.1:\d+\/sign-in\?/u;

beforeAll(async () => {
  stage = await openStage();
  hub = await launchHub(stage.undo);
  const chief = hub.accounts.find(({ role }) => role === 'admin');
  if (chief === undefined) throw new Error('no demo admin');
  admin = adminAs(hub.hub, (await signIn(hub.hub, chief)).token);
  provider = await startProvider(people, hub.hub);
  stage.undo.add(provider.stop);
  await rule(true);
  // What the desk finds where the system's browser would be: it writes down what it was to open.
  bin = stage.folder('bin');
  writeFileSync(join(bin, 'xdg-open'), `#!/bin/sh\necho "$1" >>'${join(bin, 'opened')}'\n`, { mode: 0o755 });
  const browser = await openBrowser(stage);
  page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(15_000);
  data = stage.folder('data');
  desk = await start();
});
afterAll(() => stage?.close());

const start = () =>
  launchDesk(stage, {
    data,
    args: [`--hub=${hub.hub}`, '--lang', 'en'],
    env: { PATH: `${bin}:${process.env.PATH}` },
  });

async function rule(passwords: boolean): Promise<void> {
  const { version } = await admin('signIn.read', null);
  await admin('signIn.save', {
    version,
    rules: { provider: provider.rules(hub.hub), passwords },
    secret: provider.secret,
  });
}

/** The next address that the desk gave to the system. */
async function opened(): Promise<string> {
  const file = join(bin, 'opened');
  const lines = () => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : []);
  const next = await until(
    () => lines()[followed],
    () => `the desk opened only ${JSON.stringify(lines())}`,
  );
  followed += 1;
  return next;
}

/** From the button of the desk to the end of what the browser has to do with it. */
async function through(login: string): Promise<void> {
  await byId(desk.page, 'sign-in-provider').click();
  await byId(desk.page, 'sign-in-waiting').waitFor();
  await page.goto(await opened());
  await logIn(page, login, atDesk);
  await page.getByText('You can go back to Yingke now.').waitFor();
}

const person = async (email: string) =>
  (await admin('people.list', null)).people.find((one) => one.email === email);

const device = () => JSON.parse(readFileSync(join(data, 'settings.json'), 'utf8')).device as string;

const isSignedIn = async (email: string) =>
  (await admin('devices.list', null)).devices.find(
    (one) => one.device === device() && one.person.email === email,
  )?.isSignedIn;

test('the form offers what the hub offers, and only that', async () => {
  await byId(desk.page, 'sign-in-provider').getByText('Sign in with Acme').waitFor();
  expect(await byId(desk.page, 'sign-in-password').count()).toBe(1);
  await rule(false);
  await desk.page.reload();
  await byId(desk.page, 'sign-in-provider').waitFor();
  await byId(desk.page, 'sign-in-password').waitFor({ state: 'detached' });
  await keepPicture(desk.page, 'sign-in-provider-only');
});

test('whose groups have no role here is told so, in the desk, and nobody was made of them', async () => {
  await through('cook');
  await byId(desk.page, 'sign-in-error').getByText('none of your groups may work here').waitFor();
  expect(await byId(desk.page, 'sign-in-provider').isEnabled()).toBe(true);
  expect(await person('cook@example.test')).toBeUndefined();
  await page.context().clearCookies();
});

test('given up in the desk: the form is back, and what the browser brings too late lets nobody in', async () => {
  await byId(desk.page, 'sign-in-provider').click();
  const address = await opened();
  await byId(desk.page, 'sign-in-cancel').click();
  await byId(desk.page, 'sign-in-error').getByText('The sign-in was cancelled.').waitFor();
  await page.goto(address);
  // The desk listens no more: the browser says that nobody is there.
  await expect(logIn(page, 'zoe', atDesk)).rejects.toThrow('ERR_CONNECTION_REFUSED');
  expect(await person('zoe@example.test')).toMatchObject({ role: 'supervisor' });
  await byId(desk.page, 'sign-in-form').waitFor();
  expect(await isSignedIn('zoe@example.test')).toBeUndefined();
  await page.context().clearCookies();
});

test('whose groups give a role works in it, and is not asked again at the next start', async () => {
  await through('zoe');
  await connected(desk.page);
  await menu();
  await byId(desk.page, 'me-name').getByText('Zoe of Acme').waitFor();
  await desk.page.keyboard.press('Escape');
  // The highest of their groups: an agent has no such part.
  await byId(desk.page, 'part-monitor').waitFor();
  await expect.poll(() => isSignedIn('zoe@example.test')).toBe(true);
  await desk.quit();
  desk = await start();
  await connected(desk.page);
  await byId(desk.page, 'part-monitor').waitFor();
});

test('signed out in the desk: the session is over at the hub, the browser is still logged in', async () => {
  await signOut();
  await expect.poll(() => isSignedIn('zoe@example.test')).toBe(false);
  await byId(desk.page, 'sign-in-provider').click();
  await page.goto(await opened());
  // No password is asked for.
  await consent(page, atDesk);
  await connected(desk.page);
  expect(await isSignedIn('zoe@example.test')).toBe(true);
});

test('signed out at the provider as well: whoever comes next says who they are, and has a role of their own', async () => {
  await signOut();
  await byId(desk.page, 'sign-in-leave').click();
  // The desk says who that was: the provider asks nothing.
  await page.goto(await opened());
  await page.getByText('Sign-out Success').waitFor();
  await through('ann');
  await connected(desk.page);
  await menu();
  await byId(desk.page, 'me-name').getByText('Ann of Acme').waitFor();
  expect(await byId(desk.page, 'part-monitor').count()).toBe(0);
});

test('a session that the admin ends is over in the desk, which says why', async () => {
  const ann = await person('ann@example.test');
  await admin('people.disable', { id: ann?.id ?? '' });
  await byId(desk.page, 'sign-in-error').getByText('This account is disabled.').waitFor();
  await byId(desk.page, 'sign-in-provider').click();
  await page.goto(await opened());
  await consent(page, atDesk);
  await byId(desk.page, 'sign-in-error').getByText('This account is disabled.').waitFor();
  expect(await isSignedIn('ann@example.test')).toBe(false);
});

const menu = () => byId(desk.page, 'me-menu').click();

async function signOut(): Promise<void> {
  await menu();
  await desk.page.getByRole('menuitem', { name: 'Sign out' }).click();
  await byId(desk.page, 'sign-in-form').waitFor();
}

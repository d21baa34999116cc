import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import type { IpcAnswer } from '#shared/ipc/contract.ts';
import { adminAs } from '../support/admin.ts';
import { type Desk, launchDesk } from '../support/app.ts';
import { type HubProcess, launchHub } from '../support/app-hub.ts';
import {
  answer,
  byId,
  call,
  composer,
  connected,
  conversationWith,
  openConversation,
  outgoing,
  signIn,
} from '../support/app-page.ts';
import { axeFaults } from '../support/axe.ts';
import { openBrowser, visitShop } from '../support/browser.ts';
import { png } from '../support/files.ts';
import { signIn as signInAlone } from '../support/hub.ts';
import { openStage, type Stage } from '../support/launch.ts';
import { keepPicture } from '../support/pictures.ts';
import { filesIn, filesWith } from '../support/traces.ts';
import { unzipped } from '../support/unpacked.ts';

/**
 * What is handed to IT (G6): nothing that a customer or agent wrote, is called or signs in with is in the bundle, in no form, nor in
 * the logs of desk and hub; and how the desk fares is told as it is.
 */
let stage: Stage;
let hub: HubProcess;
let browser: Browser;
let data: string;
let desk: Desk;
let saved: string;

beforeAll(async () => {
  stage = await openStage();
  hub = await launchHub(stage.undo, { args: ['--log-files'] });
  browser = await openBrowser(stage);
  data = stage.folder('data');
  saved = join(stage.folder('saved'), 'bundle.zip');
  desk = await launchDesk(stage, { data, args: [`--hub=${hub.hub}`, '--lang', 'en'] });
});
afterAll(async () => {
  hub?.thaw();
  await stage?.close();
});

const canaries = {
  said: 'canary that a customer wrote',
  answered: 'canary that waits for the hub',
  drafted: 'canary that nobody sent',
  named: 'Canaria Vogel',
  city: 'Canaria-sur-Mer',
  noted: 'canary in a note',
  file: 'canary-drawing.png',
  searched: 'canary looked for',
  reply: 'canary of a canned reply',
  shortcut: 'canaryreply',
  thrown: 'canary in an error',
  class: 'CanaryInItsClass',
  rejected: 'canary that was rejected',
  call: 'canary.as.a.call',
  field: 'canaryfield',
  email: 'canary@example.com',
  password: 'canary-is-the-password',
  token: 'canary-token-0123456789',
} as const;

function account() {
  const [first] = hub.accounts;
  if (!first) throw new Error('no demo people');
  return first;
}

type Health = IpcAnswer<'support.health'>;
const health = async () => ((await call(desk.page, 'support.health', {})) as { value: Health }).value;

/** What must be found nowhere: the canaries, who signs in, and what they sign in with, as it is and as addresses have it. */
function secrets(): readonly string[] {
  const words = [...Object.values(canaries), account().password, account().email, account().name];
  return [...new Set(words.flatMap((word) => [word, encodeURIComponent(word), word.replaceAll(' ', '+')]))];
}

test('a desk at work, with canaries wherever somebody can write one, and errors that quote them', {
  timeout: 120_000,
}, async () => {
  const { page } = desk;
  expect(
    await call(page, 'account.signIn', {
      ...{ hub: hub.hub, email: canaries.email, password: canaries.password },
    }),
  ).toMatchObject({ ok: false });
  await signIn(page, hub.hub, account());
  await connected(page);
  const customer = await visitShop(browser, hub.shop, { locale: 'en' });
  await customer.open();
  await customer.write(canaries.said);
  const id = await conversationWith(page, canaries.said);
  await openConversation(page, id);
  await customer.page.locator('yingke-widget [data-yk="attach"]').setInputFiles({
    ...{ name: canaries.file, mimeType: 'image/png', buffer: await png(640, 480) },
  });
  await byId(page, 'picture').locator('img').waitFor();
  const open = (await call(page, 'customers.open', { conversationId: id })) as {
    value: { customer: { version: number } };
  };
  const change = { name: canaries.named, city: canaries.city };
  const { version } = open.value.customer;
  const named = await call(page, 'customers.save', {
    conversationId: id,
    version,
    change: { name: change.name },
  });
  expect(named).toMatchObject({ ok: true });
  const note = { key: newId(), text: canaries.noted };
  expect(await call(page, 'customers.addNote', { conversationId: id, ...note })).toMatchObject({ ok: true });
  await call(page, 'search.messages', { query: canaries.searched });

  // Refusals and faults that would quote what they are about.
  const odd = [
    ['customers.save', { conversationId: id, version: 1, change: { [canaries.field]: canaries.city } }],
    ['customers.save', { conversationId: canaries.named, version: 1, change: {} }],
    ['replies.write', { changes: [{ title: canaries.reply, shortcut: canaries.shortcut }] }],
    ['app.openLink', { url: `canary:${canaries.token}` }],
    ['app.openLink', { url: `https://${canaries.said}` }],
    [canaries.call, { text: canaries.said }],
    ['support.fault', { kind: 'error', fault: canaries.thrown, at: canaries.thrown }],
    ['support.fault', { kind: 'error', fault: 'TypeError', at: null, text: canaries.thrown }],
    [
      'account.signIn',
      { hub: hub.hub, email: canaries.email, password: canaries.password, token: canaries.token },
    ],
  ] as const;
  for (const [name, input] of odd) await call(page, name, input);
  await page.evaluate(
    ([thrown, rejected]) => {
      setTimeout(() => {
        throw new TypeError(`${thrown}\n    at ${thrown} (index.js:1:1)`);
      });
      void Promise.reject(new RangeError(rejected));
    },
    [canaries.thrown, canaries.rejected],
  );
  await desk.app.evaluate(
    (_, [thrown]) => {
      setTimeout(() => {
        throw Object.assign(new Error(thrown), { code: thrown });
      });
    },
    [canaries.thrown] as const,
  );

  hub.freeze();
  await answer(page, canaries.answered);
  await outgoing(page, canaries.answered).waitFor();
  await composer(page).fill(canaries.drafted);
  await expect
    .poll(() => call(page, 'account.unsent', {}))
    .toMatchObject({ ok: true, value: { messages: 1, drafts: 1 } });
  await expect
    .poll(() => readFileSync(join(data, 'logs/desk.log'), 'utf8').split('page failed').length - 1)
    .toBe(3);
});

test('the health page tells how it is, by keys, in words, and nothing is wrong with it for axe', async () => {
  const { page } = desk;
  const [first] = (await health()).accounts;
  expect(first).toMatchObject({
    signedIn: true,
    transport: 'websocket',
    line: { state: 'connected' },
    outbox: { waiting: 1, refused: 0 },
  });
  expect(first?.cache.bytes).toBeGreaterThan(10_000);
  expect(first?.cache.rows).toBeGreaterThan(0);
  await byId(page, 'part-settings').click();
  await byId(page, 'settings-health').press('Enter');
  await byId(page, 'health-lines').waitFor();
  const line = page.locator('[data-health="line"]');
  await expect.poll(() => line.textContent()).toContain('websocket');
  await expect.poll(() => page.locator('[data-health="outbox"]').textContent()).toContain('1 waiting');
  await byId(page, 'health-copy').click();
  const copied = await desk.app.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied).toContain('Line to the hub: Good');
  expect(secrets().filter((word) => copied.includes(word))).toEqual([]);
  expect(await axeFaults(page)).toEqual([]);
  await keepPicture(page, 'support-1-health');
});

test('the bundle is read before it is saved; what is left out is not in it, and no canary is, in any form', async () => {
  const { page, app } = desk;
  await app.evaluate(({ dialog }, filePath) => {
    Object.assign(dialog, { showSaveDialog: async () => ({ canceled: false, filePath }) });
  }, saved);
  // A rule of the hub's that the page shows, and one that it only recommends.
  const boss = hub.accounts.find(({ role }) => role === 'admin');
  if (boss === undefined) throw new Error('no demo admin');
  hub.thaw();
  const admin = adminAs(hub.hub, (await signInAlone(hub.hub, boss)).token);
  await admin('policy.save', {
    version: 0,
    rules: { locked: { RetentionDays: 14 }, recommended: { Density: 'roomy' } },
  });
  type Report = IpcAnswer<'policy.report'>;
  const report = async () => ((await call(page, 'policy.report', {})) as { value: Report }).value;
  const lineOf = async (name: string) => (await report()).effective.find((one) => one.name === name);
  await expect.poll(() => lineOf('RetentionDays')).toMatchObject({ value: 14, source: 'hub' });
  await byId(page, 'bundle-open').click();
  const files = byId(page, 'bundle-file');
  await files.first().waitFor();
  const names = await files.allTextContents();
  expect(names).toEqual(['health.json', 'policy.json', 'settings.json', 'logs/desk.log']);
  expect(await axeFaults(page)).toEqual([]);
  const read = new Map<string, string>();
  for (const name of names) {
    await files.getByRole('button', { name }).click();
    read.set(name, (await byId(page, 'bundle-text').textContent()) ?? '');
  }
  const policy = JSON.parse(read.get('policy.json') ?? '') as {
    effective: { name: string; value: unknown; source: string; locked: boolean; overruled: unknown }[];
    hubs: unknown;
  };
  const shown = ({ name, value, source, locked }: (typeof policy.effective)[number]) => ({
    ...{ name, value, source, locked },
  });
  expect(policy.effective.map(shown)).toEqual((await report()).effective.map(shown));
  expect(policy.hubs).toEqual([
    {
      ...{ account: 0, hub: new URL(hub.hub).host, required: null },
      ...{ locked: { RetentionDays: 14 }, recommended: { Density: 'roomy' } },
    },
  ]);
  await keepPicture(page, 'support-2-bundle');
  await page.getByLabel('Save settings.json too').click();
  await byId(page, 'bundle-save').click();
  await expect.poll(() => statSync(saved, { throwIfNoEntry: false })?.size ?? 0).toBeGreaterThan(0);

  const got = unzipped(readFileSync(saved));
  read.delete('settings.json');
  expect([...got].map(([name, bytes]) => [name, bytes.toString('utf8')])).toEqual([...read]);
  const out = stage.folder('unpacked');
  for (const [name, bytes] of got) writeFileSync(join(out, name.replace('/', '-')), bytes);
  // It says something, and the search would find it.
  expect(filesWith(out, ['"transport"', 'page failed', 'call refused']).length).toBeGreaterThan(1);
  expect(filesWith(out, secrets())).toEqual([]);
});

test('nor in the logs of the desk and of the hub', async () => {
  hub.thaw();
  await expect.poll(async () => (await health()).accounts[0]?.outbox.waiting, { timeout: 30_000 }).toBe(0);
  expect(filesIn(join(data, 'logs'))).toEqual(['desk.log']);
  expect(filesIn(join(hub.data, 'hub/logs'))).toEqual(['hub.log']);
  expect(readFileSync(join(hub.data, 'hub/logs/hub.log'), 'utf8')).toContain('refused');
  for (const folder of [join(data, 'logs'), join(hub.data, 'hub/logs')])
    expect(filesWith(folder, secrets())).toEqual([]);
});

test('nobody saves what nobody has seen', async () => {
  const of = { id: newId(), without: [] };
  expect(await call(desk.page, 'support.save', of)).toEqual({ ok: false, error: { code: 'not_found' } });
});

test('a signal that ends pages leaves a report here where that is wanted, the draft stays, and the report is deleted', {
  timeout: 60_000,
}, async () => {
  const dumps = () => filesIn(data).filter((name) => name.endsWith('.dmp'));
  const mode = await call(desk.page, 'support.setCrashes', { mode: 'local' });
  expect(mode).toMatchObject({ value: { crashes: { mode: 'local', count: 0 } } });
  await desk.quit();
  desk = await launchDesk(stage, { data, args: [`--hub=${hub.hub}`, '--lang', 'en'] });
  await connected(desk.page);
  await openConversation(desk.page, await conversationWith(desk.page, canaries.answered));
  await expect.poll(() => composer(desk.page).inputValue()).toBe(canaries.drafted);
  expect(dumps()).toEqual([]);

  // As the system ends a process that touches what is not its own. What was attached to that page is gone with it.
  await desk.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window !== undefined) process.kill(window.webContents.getOSProcessId(), 'SIGSEGV');
  });
  await expect.poll(() => dumps().length, { timeout: 20_000 }).toBe(1);
  const inPage = (code: string) =>
    desk.app.evaluate(
      ({ BrowserWindow }, js) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(js),
      code,
    );
  const field = `document.querySelector('[data-testid="composer-input"]')?.value ?? null`;
  await expect.poll(() => inPage(field), { timeout: 20_000 }).toBe(canaries.drafted);
  const asked = (name: string) => inPage(`window.yingke.call('${name}', {})`);
  expect(await asked('support.health')).toMatchObject({
    value: { crashes: { mode: 'local', count: 1, last: expect.any(Number) } },
  });
  const { value } = (await asked('support.collect')) as { value: IpcAnswer<'support.collect'> };
  expect(value.files.map(({ name }) => name)).not.toContainEqual(expect.stringContaining('dmp'));
  expect(await asked('support.deleteCrashes')).toMatchObject({ value: { crashes: { count: 0 } } });
  expect(dumps()).toEqual([]);
});

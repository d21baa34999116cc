import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nothingFiled } from '#shared/domain/customer/filing.ts';
import { newId } from '#shared/domain/key.ts';
import { type Desk, launchDesk } from '../support/app.ts';
import { byId, connected, entries, signIn } from '../support/app-page.ts';
import { type HeldClock, heldClock } from '../support/held-clock.ts';
import {
  type DeskClient,
  deskClient,
  say,
  startTestHub,
  type TestHub,
  testPeople,
  type VisitorClient,
  visitorClient,
} from '../support/hub.ts';
import { openStage, type Stage } from '../support/launch.ts';
import { readPdf } from '../support/pdf.ts';
import { keepPicture } from '../support/pictures.ts';

/**
 * Reports (E3) at a supervisor's real desk. Three customers, whose every second this test settles by the hub's clock: what
 * the report has to say is reckoned here from what was done, and from nothing that the hub has kept.
 */
let stage: Stage;
let hub: TestHub;
let desk: Desk;
let clock: HeldClock;

/** What was done, in seconds: what the report is recounted from. */
const did = {
  waits: [0, 10],
  first: { Ann: [20, 40] },
  next: { Ann: [30], Ben: [25] },
  stays: { Ann: [65, 40], Ben: [40] },
  ratings: { Ann: [4], Ben: [2] },
  /** Nobody wrote to them. */
  abandoned: 1,
};
const promised = 30;
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const both = <T>(of: { readonly [name: string]: readonly T[] }) => Object.values(of).flat();
/** As the desk writes it. */
const clockText = (seconds: number) => {
  const all = Math.round(seconds);
  return `${Math.floor(all / 60)}:${String(all % 60).padStart(2, '0')} min`;
};

beforeAll(async () => {
  // Ten in the morning of a Friday, wherever the house is from London to Shanghai: no midnight near.
  clock = heldClock(Date.UTC(2026, 10, 27, 10));
  stage = await openStage();
  hub = await startTestHub({ clock });
  const { version, plan } = hub.hub.plans.current();
  const groups = plan.groups.map((one) => ({
    ...one,
    wrapUpFor: 0,
    offerFor: null,
    serviceLevel: { percent: 80, within: promised * 1000 },
  }));
  await hub.hub.plans.save(version, { ...plan, groups }, 'test');
  const { version: first, handbook } = hub.hub.handbooks.current();
  const both = (en: string) => ({ zh: en, en });
  const dispositions = [
    { code: 'sale', parent: null, name: both('Sale'), groups: [] },
    { code: 'stock', parent: 'sale', name: both('In stock?'), groups: [] },
  ];
  await hub.hub.handbooks.save(first, { ...handbook, dispositions }, 'test');
  await live();
  desk = await launchDesk(stage, { data: stage.folder('data'), args: ['--lang', 'en'] });
  await signIn(desk.page, hub.url, testPeople.sue);
  await connected(desk.page);
  await desk.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setSize(1280, 800);
  });
});
afterAll(async () => {
  await stage?.close();
  await hub?.stop();
});

/** The morning itself. */
async function live(): Promise<void> {
  const sue = await deskClient(hub.url, testPeople.sue);
  const ann = await deskClient(hub.url, testPeople.ann);
  const pass = (seconds: number) => clock.leap(seconds * 1000);
  const rowOf = async (conversationId: string) =>
    (await sue.get('conversation.pull', { conversationId, after: 0, before: null, limit: 1 })).conversation;
  const isWith = (name: string, conversationId: string) =>
    sue.until(
      'entry',
      ({ entry: { conversationId: id, body } }) =>
        id === conversationId && body.kind === 'assigned' && body.to?.name === name,
    );
  const write = (desk: DeskClient, conversationId: string) =>
    desk.get('message.send', { conversationId, key: newId(), text: 'an answer' });
  const close = async (desk: DeskClient, conversationId: string) =>
    desk.get('conversation.close', {
      ...{ conversationId, key: newId() },
      version: (await rowOf(conversationId)).version,
    });
  const rate = (visitor: VisitorClient, conversationId: string, score: number) =>
    visitor.get('rating.set', { conversationId, key: newId(), score, comment: null });
  const status = (desk: DeskClient, is: 'online' | 'busy') =>
    desk.get('status.set', { status: is, reason: null });

  const first = await visitorClient(hub.url);
  const one = (await say(first, 'Is it in stock?')).conversationId;
  await isWith('Ann', one);
  pass(20);
  await write(ann, one);
  pass(10);
  await say(first, 'And in red?');
  pass(30);
  await write(ann, one);
  pass(5);
  await close(ann, one);
  await ann.get('wrap.done', {
    ...{ conversationId: one, key: newId(), version: (await rowOf(one)).version },
    filed: { ...nothingFiled, disposition: ['sale', 'stock'] },
  });
  await rate(first, one, 4);

  await status(ann, 'busy');
  const second = await visitorClient(hub.url);
  const two = (await say(second, 'It does not start')).conversationId;
  pass(10);
  await status(ann, 'online');
  await isWith('Ann', two);
  pass(30);
  await write(ann, two);
  pass(10);
  const ben = await deskClient(hub.url, testPeople.ben);
  await ann.get('conversation.transfer', {
    ...{ conversationId: two, key: newId(), version: (await rowOf(two)).version },
    ...{ to: { person: ben.ready.me.id, ask: false }, note: null },
  });
  await isWith('Ben', two);
  pass(10);
  await say(second, 'Still not');
  pass(25);
  await write(ben, two);
  pass(5);
  await close(ben, two);
  await rate(second, two, 2);

  for (const agent of [ann, ben]) await status(agent, 'busy');
  const third = await visitorClient(hub.url);
  const three = (await say(third, 'Anybody?')).conversationId;
  pass(100);
  await close(sue, three);
  for (const { close: leave } of [ann, ben, sue, first, second, third]) leave();
}

const tile = (page: Page, figure: string) => byId(page, `tile-${figure}`);

/** The cell of that row below the head of that name, on the screen. */
async function cell(page: Page, row: string, head: string) {
  const heads = await byId(page, 'reports-table').locator('thead th').allTextContents();
  const at = heads.findIndex((one) => one.replace(/ [↑↓]$/, '') === head);
  expect(at, `a head “${head}” among ${heads.join(', ')}`).toBeGreaterThan(0);
  const line = byId(page, 'reports-table')
    .locator('tr')
    .filter({ has: page.locator('th[scope="row"]', { hasText: row }) });
  return line.locator('td').nth(at - 1);
}

test('[E3] the figures on the screen are those of a recount, by agent too', async () => {
  const { page } = desk;
  await byId(page, 'part-monitor').click();
  await byId(page, 'monitor-reports').click();
  await page.getByLabel('Rows by').selectOption('agent');
  const answered = both(did.first);
  const inTime = answered.filter((one) => one <= promised).length;
  const all = answered.length + did.abandoned;
  const percent = (share: number) => `${Math.round(share * 1000) / 10}%`;
  const told = {
    offered: `${all}`,
    answered: `${answered.length}`,
    abandonment: percent(did.abandoned / all),
    serviceLevel: percent(inTime / all),
    wait: clockText(mean(did.waits)),
    firstResponse: clockText(mean(answered)),
    nextResponse: clockText(mean(both(did.next))),
    handling: clockText(mean(both(did.stays))),
    rating: `${mean(both(did.ratings))}`,
  };
  for (const [figure, text] of Object.entries(told))
    await expect.poll(() => tile(page, figure).textContent(), { message: figure }).toContain(text);
  for (const name of ['Ann', 'Ben'] as const) {
    const of = (head: string) => cell(page, name, head).then((found) => found.textContent());
    expect(await of('Handled')).toBe(`${did.stays[name].length}`);
    expect(await of('Handling')).toBe(clockText(mean(did.stays[name])));
    expect(await of('Next response')).toBe(clockText(mean(did.next[name])));
    expect(await of('Rating')).toBe(`${mean(did.ratings[name])}`);
  }
  await keepPicture(page, 'reports-1-by-agent');
});

test('[E3] what was filed under a branch is asked for by the branch', async () => {
  const { page } = desk;
  await byId(page, 'reports-disposition').selectOption('sale');
  await expect.poll(() => tile(page, 'offered').textContent()).toMatch(/Conversations1$/);
  await expect.poll(() => tile(page, 'firstResponse').textContent()).toContain(clockText(20));
  await byId(page, 'reports-disposition').selectOption('');
  await expect.poll(() => tile(page, 'offered').textContent()).toMatch(/Conversations3$/);
});

test('[E3] [H5] a number opens what it is made of: the formula, each conversation, the entries; and the conversation itself', async () => {
  const { page } = desk;
  await (await cell(page, 'Ann', 'First response')).getByRole('button').click();
  const behind = byId(page, 'reports-behind');
  await expect.poll(() => byId(page, 'behind-value').textContent()).toBe(clockText(mean(did.first.Ann)));
  await behind.getByText(`${did.first.Ann.length} in it`).waitFor();
  const pieces = behind.locator('ul > li');
  for (const seconds of did.first.Ann) await pieces.filter({ hasText: clockText(seconds) }).waitFor();
  const slow = pieces.filter({ hasText: clockText(Math.max(...did.first.Ann)) });
  await slow.getByRole('button', { name: 'How?' }).click();
  await byId(page, 'explained').waitFor();
  await keepPicture(page, 'reports-2-behind');
  await slow.getByRole('button', { name: 'Open' }).click();
  await entries(page, 'It does not start').waitFor();
  await keepPicture(page, 'reports-3-conversation');
  await byId(page, 'part-monitor').click();
  await behind.waitFor();
  await page.keyboard.press('Escape');
});

/** Answers the system's dialog, which no test can reach, with that file; it must be offered under a name that ends so. */
async function saveAs(path: string, button: string): Promise<Buffer> {
  const { app, page } = desk;
  const offered = await app.evaluateHandle(({ dialog }, filePath) => {
    const names: (string | undefined)[] = [];
    Object.assign(dialog, {
      showSaveDialog: async (_: unknown, { defaultPath }: { defaultPath?: string }) => {
        names.push(defaultPath);
        return { canceled: false, filePath };
      },
    });
    return names;
  }, path);
  await byId(page, button).click();
  await expect
    .poll(() => statSync(path, { throwIfNoEntry: false })?.size ?? 0, { timeout: 15_000 })
    .toBeGreaterThan(0);
  expect(await offered.evaluate((names) => names.map((name) => name?.slice(-4)))).toEqual([path.slice(-4)]);
  return readFileSync(path);
}

test('[E3] the CSV has every figure under heads that never change, and the same numbers', async () => {
  const text = (await saveAs(join(stage.folder('saved'), 'report.csv'), 'reports-csv')).toString('utf8');
  const [head = '', ...lines] = text
    .replace(/^\ufeff/, '')
    .trimEnd()
    .split('\r\n');
  expect(head).toBe(
    'agent_id,agent,offered,answered,abandoned,left,pending,abandonment,service_level,wait_seconds,wait_90_seconds,' +
      'first_response_seconds,first_response_90_seconds,next_response_seconds,next_response_90_seconds,handled,' +
      'handling_seconds,handling_90_seconds,after_call_seconds,effort_seconds,transfers_out,transfers_to_group,' +
      'transfers_in,rating,rated,rated_5,rated_4,rated_3,rated_2,rated_1,signed_in_seconds,online_seconds,' +
      'busy_seconds,away_seconds,invisible_seconds,serving_seconds,occupancy',
  );
  const heads = head.split(',');
  const rows = lines.map((line) => Object.fromEntries(line.split(',').map((value, n) => [heads[n], value])));
  const of = (name: string) => rows.find(({ agent }) => agent === name);
  expect(of('Ann')).toMatchObject({
    offered: '2',
    answered: '2',
    service_level: '0.5',
    first_response_seconds: `${mean(did.first.Ann)}`,
    first_response_90_seconds: `${Math.max(...did.first.Ann)}`,
    next_response_seconds: '30',
    handling_seconds: `${mean(did.stays.Ann)}`,
    transfers_out: '1',
    rated_4: '1',
  });
  expect(of('Ben')).toMatchObject({
    transfers_in: '1',
    next_response_seconds: '25',
    rated_2: '1',
    handled: '1',
  });
  expect(of('')).toMatchObject({ offered: '1', answered: '0', abandoned: '1' });
});

test('[E3] the PDF is the report and nothing of the window around it', async () => {
  const file = await saveAs(join(stage.folder('saved'), 'report.pdf'), 'reports-pdf');
  const { pages } = readPdf(file);
  expect(pages.length).toBe(1);
  const text = pages.join(' ');
  for (const part of ['First response', clockText(mean(both(did.first))), 'Ann', 'Ben', '33.3%'])
    expect(text).toContain(part);
  // The bar of the window, the tabs and the buttons are not printed.
  for (const part of ['Live board', 'CSV', 'All figures']) expect(text).not.toContain(part);
});

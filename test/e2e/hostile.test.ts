import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { signCustomer } from '../../src/hub/demo/customers.ts';
import { adminAs } from '../support/admin.ts';
import { type Desk, launchDesk } from '../support/app.ts';
import type { Canary } from '../support/app-canary.ts';
import { startCanary } from '../support/app-canary.ts';
import { type HubProcess, launchHub } from '../support/app-hub.ts';
import { byId, call, connected, entries, row, signIn, tab } from '../support/app-page.ts';
import { png, uploaded } from '../support/files.ts';
import { type DeskClient, deskClient, register, shopOrigin, visitorClient } from '../support/hub.ts';
import { openStage, type Stage } from '../support/launch.ts';
import { keepPicture } from '../support/pictures.ts';
import { type HostileWatch, watchHostile } from './hostile-look.ts';
import { hostilePayloads, howMany } from './hostile-payloads.ts';

/**
 * Everything that a customer, or the page they come from, can write, with each of 200 hostile payloads at once: name,
 * text, quote, name of a file, page's title and address, field of a form, what they are typing; and what staff copy of it
 * into the card: company, tags, own fields, notes. Each is looked at in the list, the tabs, the head, the transcript, the
 * card, the history, the search, the palette, wrap-up and notifications of the real window.
 */
const perCustomer = 10;

let stage: Stage;
let hub: HubProcess;
let canary: Canary;
let desk: Desk;
let zhou: DeskClient;
let watch: HostileWatch;
let payloads: readonly string[];
let secret: string;
let picture: Buffer;

beforeAll(async () => {
  stage = await openStage();
  canary = await startCanary(stage.undo);
  payloads = hostilePayloads(canary.origin);
  hub = await launchHub(stage.undo);
  const operator = JSON.parse(readFileSync(join(hub.data, 'hub/operator.json'), 'utf8')) as { token: string };
  const ask = adminAs(hub.hub, operator.token);
  await ask('origins.allow', { origin: shopOrigin });
  // What is closed keeps no place: they come one after the other.
  const { version, plan } = await ask('plan.read', null);
  await ask('plan.save', {
    version,
    plan: { ...plan, groups: plan.groups.map((group) => ({ ...group, wrapUpFor: 0 })) },
  });
  ({ secret } = await ask('identity.new', {}));
  picture = await png(8, 8);
  desk = await launchDesk(stage, { data: stage.folder('data'), args: ['--hub', hub.hub, '--lang', 'en'] });
  const account = (name: string) => {
    const found = hub.accounts.find((one) => one.name === name);
    if (found === undefined) throw new Error(`nobody is called ${name}`);
    return found;
  };
  await signIn(desk.page, hub.hub, account('林悦'));
  await connected(desk.page);
  zhou = await deskClient(hub.hub, account('周岚'));
  stage.undo.add(zhou.close);
  watch = await watchHostile(desk.page);
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await keepPicture(desk.page, 'hostile-failed');
});

afterAll(async () => {
  await stage?.close();
});

/** As much of it as fits, with what it is found by at its end; never half a character. */
function fitting(payload: string, marker: string, most: number): string {
  const room = most - marker.length - 1;
  const cut = payload.slice(0, room);
  return `${/[\uD800-\uDBFF]$/u.test(cut) ? cut.slice(0, -1) : cut} ${marker}`;
}

const markerOf = (n: number) => `mk${n}x`;
const oneLine = (text: string) => text.replaceAll(/\s+/gu, ' ').trim();

async function closeConversation(conversationId: string): Promise<void> {
  const { value } = (await call(desk.page, 'conversations.open', { conversationId, limit: 1 })) as {
    value: { row: { conversation: { version: number } } };
  };
  const { version } = value.row.conversation;
  expect(await call(desk.page, 'conversations.close', { conversationId, version })).toMatchObject({
    ok: true,
  });
}

test('there are as many as the issue asks for, all different', () => {
  expect(new Set(payloads).size).toBe(howMany);
});

const customers = Array.from({ length: howMany / perCustomer }, (_, n) => n);

test.each(customers)('customer %i of 20, with ten payloads in every place', async (n) => {
  const known = await register(hub.hub);
  const last = (n + 1) * perCustomer - 1;
  for (let at = n * perCustomer; at <= last; at += 1) await comeWith(n, at, known);
  await readHistory(n);
  await wrapUp(markerOf(last));
  await closeConversation(await shownId());
  await keepPicture(desk.page, `hostile-${n}`);
  for (let tabs = 0; tabs < perCustomer; tabs += 1) await desk.page.keyboard.press('Control+W');
  expect(watch.heard).toEqual([]);
  expect(canary.asked).toEqual([]);
});

const shownId = async (): Promise<string> =>
  (await byId(desk.page, 'tab')
    .and(desk.page.locator('[aria-selected="true"]'))
    .getAttribute('data-conversation-id')) ?? '';

type Known = Awaited<ReturnType<typeof register>>;

/** One payload, everywhere at once. */
async function comeWith(n: number, at: number, known: Known): Promise<void> {
  const { page } = desk;
  const payload = payloads[at] ?? '';
  const marker = markerOf(at);
  const place = { url: fitting(payload, marker, 2000), title: fitting(payload, marker, 300) };
  const name = fitting(payload, marker, 80);
  const visitor = await visitorClient(hub.hub, known, shopOrigin, {
    page: place,
    customer: signCustomer(
      { sub: `hostile-${n}`, name, attributes: { tier: fitting(payload, marker, 200) } },
      secret,
    ),
  });
  const who = { as: 'visitor', token: visitor.token } as const;
  const file = await uploaded(hub.hub, who, fitting(payload, marker, 100), picture);
  const first = await visitor.get('message.send', {
    key: newId(),
    text: fitting(payload, marker, 7500),
    page: place,
    fields: { [fitting(payload, marker, 60)]: fitting(payload, marker, 200) },
  });
  await visitor.get('message.send', {
    key: newId(),
    text: fitting(payload, marker, 400),
    page: place,
    files: [file.id],
    quote: first.id,
  });
  // Where an address is asked for, only one of the web is taken; what stands in it is theirs all the same.
  const url = `${shopOrigin}/?q=${encodeURIComponent(fitting(payload, marker, 150))}`;
  await visitor.get('page.view', { page: { url, title: place.title }, referrer: url });
  const { conversationId } = first;
  await row(page, conversationId).waitFor();
  await fillCard(conversationId, payload, marker);

  // By the palette, which lists what they are called.
  await page.keyboard.press('Control+K');
  await byId(page, 'palette-field').fill(marker);
  await page.locator(`[data-value="conversation ${conversationId}"][aria-selected="true"]`).waitFor();
  expect.soft(await watch.faults(marker), `palette, ${marker}`).toEqual([]);
  await page.keyboard.press('Enter');
  await tab(page, conversationId).and(page.locator('[aria-selected="true"]')).waitFor();
  await entries(page, marker).nth(1).waitFor();
  await byId(page, 'picture').first().waitFor();
  await page.locator('.shell-context', { hasText: `note ${marker}` }).waitFor();
  visitor.socket.emit('typing', { conversationId, text: fitting(payload, marker, 300) });
  await byId(page, 'typing').filter({ hasText: marker }).waitFor();
  expect.soft(await watch.faults(marker), `conversation, ${marker}`).toEqual([]);

  await page.keyboard.press('Control+Shift+F');
  await byId(page, 'search-field').fill(marker);
  await byId(page, 'search-result').first().waitFor();
  expect.soft(await watch.faults(marker), `search, ${marker}`).toEqual([]);
  await page.keyboard.press('Escape');
  await byId(page, 'search').waitFor({ state: 'detached' });
  visitor.close();
  // The last one stays, for what is looked at with it.
  if (at % perCustomer === perCustomer - 1) return;
  await closeConversation(conversationId);
}

/** What staff would copy of it into the card. */
async function fillCard(conversationId: string, payload: string, marker: string): Promise<void> {
  const { customer } = await zhou.get('customer.pull', { conversationId });
  if (customer === null) throw new Error('a customer without a card');
  await zhou.get('customer.save', {
    conversationId,
    version: customer.version,
    change: {
      phone: fitting(payload, marker, 40),
      company: fitting(payload, marker, 120),
      tags: [oneLine(fitting(payload, marker, 40))],
      fields: { 'invoice-title': fitting(payload, marker, 500) },
    },
  });
  await zhou.get('customer.note.add', {
    conversationId,
    key: newId(),
    text: `${fitting(payload, marker, 1800)}\nnote ${marker}`,
  });
}

/** All their conversations of before, and one of them read. */
async function readHistory(n: number): Promise<void> {
  const { page } = desk;
  const before = markerOf(n * perCustomer);
  await byId(page, 'context-history').click();
  await expect.poll(() => byId(page, 'past').count(), { timeout: 15_000 }).toBe(perCustomer - 1);
  // Of a long text its end, and what it is found by, is not among what is shown.
  expect.soft(await watch.faults('mk'), `history, ${before}`).toEqual([]);
  await byId(page, 'past').last().click();
  await byId(page, 'past-conversation').filter({ hasText: before }).waitFor();
  await page.keyboard.press('Escape');
  await byId(page, 'past-conversation').waitFor({ state: 'detached' });
  await byId(page, 'context-customer').click();
}

async function wrapUp(marker: string): Promise<void> {
  const { page } = desk;
  await byId(page, 'close-and-wrap-up').click();
  await byId(page, 'wrap-up-form').waitFor();
  expect.soft(await watch.faults(marker), `wrap-up, ${marker}`).toEqual([]);
  await page.keyboard.press('Escape');
  await byId(page, 'wrap-up-form').waitFor({ state: 'detached' });
}

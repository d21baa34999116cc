import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import type { Desk } from '../support/app.ts';
import { copyPicture, launchDesk } from '../support/app.ts';
import { type HubProcess, launchHub } from '../support/app-hub.ts';
import { call, connected } from '../support/app-page.ts';
import { type Customer, openBrowser, visitShop } from '../support/browser.ts';
import { png } from '../support/files.ts';
import { type DeskClient, deskClient } from '../support/hub.ts';
import { type KeyboardUser, sitDown } from '../support/keyboard.ts';
import { openStage, type Stage } from '../support/launch.ts';
import { keepPicture } from '../support/pictures.ts';

/**
 * A whole shift without a mouse (A14), in the real app with a real hub and real pages as customers. Each test goes on
 * from the one before. The agent is a `KeyboardUser`, who cannot do anything else than press keys and look.
 */
let stage: Stage;
let hub: HubProcess;
let browser: Browser;
let desk: Desk;
let agent: KeyboardUser;
const customers: Customer[] = [];

const questions = [
  '想退货，蓄电池打不着火',
  '这款轮胎有货吗',
  '发票怎么开',
  '快递三天没动了',
  '保修多久',
] as const;

const account = (name: string) => {
  const found = hub.accounts.find((one) => one.name === name);
  if (found === undefined) throw new Error(`nobody is called ${name}`);
  return found;
};

beforeAll(async () => {
  stage = await openStage();
  hub = await launchHub(stage.undo);
  [browser, desk] = await Promise.all([
    openBrowser(stage),
    launchDesk(stage, { data: stage.folder('data'), args: ['--hub', hub.hub, '--lang', 'zh-CN'] }),
  ]);
  agent = await sitDown(desk.page);
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await keepPicture(desk.page, 'shift-failed');
});

afterAll(async () => {
  await stage?.close();
});

/** Goes to a customer by what they wrote, through the search, and is where one writes. */
async function openBySearch(words: string): Promise<void> {
  await agent.press('Control+Shift+F');
  await agent.isIn('search-field');
  await agent.type(words);
  await agent.sees('search-result', words);
  await agent.press('Enter');
  await agent.misses('search');
  await agent.sees('entry', words);
  await agent.press('Escape');
  await agent.isIn('composer-input');
}

test('signs in', async () => {
  const { email, password } = account('林悦');
  await agent.sees('sign-in-form');
  await agent.tabTo('sign-in-email');
  await agent.type(email);
  await agent.tabTo('sign-in-password');
  await agent.type(password);
  await agent.press('Enter');
  await agent.sees('conversation-list');
  await connected(desk.page);
});

test('is busy while customers come, takes the first of the queue, and goes online', async () => {
  await agent.does('状态：忙碌');
  await agent.sees('own-status', undefined, '[data-status="busy"]');
  for (const question of questions) {
    const customer = await visitShop(browser, hub.shop);
    await customer.open();
    await customer.write(question);
    customers.push(customer);
    await agent.sees('conversation-row', question);
  }
  await openQueued();
  await agent.does('接入会话');
  await agent.isIn('composer-input');
  await keepPicture(desk.page, 'shift-1-taken');
  await agent.press('Control+Shift+O');
  await agent.sees('own-status', undefined, '[data-status="online"]');
});

/** The first of the queue, by the list itself. */
async function openQueued(): Promise<void> {
  await agent.goTo('list');
  await agent.press('Home', 'Enter');
  await agent.sees('entry', questions[0]);
}

test('answers five customers, each with canned replies', async () => {
  for (const [n, question] of questions.entries()) {
    await openBySearch(question);
    // One at the beginning of the answer and one in the middle of it.
    await agent.type('/nh');
    await agent.sees('slash-replies', '你好');
    await agent.press('Enter');
    await agent.reads('composer-input', '我是林悦');
    await agent.type(`第${n + 1}位，/sd`);
    await agent.sees('slash-replies', '稍等');
    if (n === 0) await keepPicture(desk.page, 'shift-2-canned');
    await agent.press('Enter');
    await agent.reads('composer-input', '核实一下');
    await agent.enter();
    await customers[n]?.message(`第${n + 1}位`, 'agent').waitFor();
  }
  for (const [n, customer] of customers.entries()) {
    expect(await customer.message('我是林悦', 'agent').count()).toBe(1);
    expect(await customer.message(`第${n + 1}位`, 'agent').count()).toBe(1);
  }
});

test('sends a file that is chosen, and a screenshot that is pasted', async () => {
  await openBySearch(questions[0]);
  await agent.choosesFiles('Control+Shift+A', {
    name: '退货申请表.png',
    mimeType: 'image/png',
    buffer: await png(320, 200),
  });
  await agent.sees('tray', '退货申请表.png');
  await agent.isIn('composer-input');
  // As the system's own keys for a screenshot leave it.
  await copyPicture(desk, await png(240, 160));
  await agent.press('Control+V');
  await agent.sees('tray', 'image.png');
  await agent.type('表格和截图在这里');
  await keepPicture(desk.page, 'shift-3-files');
  await agent.enter();
  const pictures = customers[0]?.page.locator('yingke-widget [data-yk="files"] img');
  await pictures?.nth(1).waitFor();
  const areDrawn = () =>
    pictures?.evaluateAll((all) => all.every((one) => (one as HTMLImageElement).naturalWidth > 0));
  await expect.poll(areDrawn, { timeout: 15_000 }).toBe(true);
  await agent.misses('outgoing');
});

test('writes a note that calls a colleague, which the customer never sees', async () => {
  await agent.press('Control+Shift+N');
  await agent.isIn('composer-input');
  await agent.type('请核对批次 @周');
  await agent.sees('mention-option', '周岚');
  await agent.press('Enter');
  await agent.reads('composer-input', '@周岚 ');
  await agent.enter();
  await agent.sees('entry', '请核对批次');
  await keepPicture(desk.page, 'shift-4-note');
  await agent.press('Control+Shift+N');
  expect((await customers[0]?.texts())?.join()).not.toContain('批次');
});

test('transfers one to a colleague, with a note', async () => {
  const chen: DeskClient = await deskClient(hub.hub, account('陈晨'));
  stage.undo.add(chen.close);
  await chen.get('status.set', { status: 'online', reason: null });
  await openBySearch(questions[1]);
  await agent.press('Control+Shift+T');
  await agent.isIn('hand-over-search');
  await agent.type('陈晨');
  await agent.sees('hand-over-option', '陈晨');
  await agent.press('ArrowDown');
  await agent.tabTo('hand-over-note');
  await agent.type('轮胎的尺寸已经问过');
  await agent.tabTo('hand-over-ask');
  await agent.press('Space');
  await keepPicture(desk.page, 'shift-5-transfer');
  await agent.press('Control+Enter');
  await agent.misses('hand-over');
  const { entry } = await chen.until(
    'entry',
    ({ entry: { body } }) => body.kind === 'assigned' && body.reason === 'transferred',
  );
  await chen.get('message.send', {
    conversationId: entry.conversationId,
    key: crypto.randomUUID(),
    text: '您好，我是陈晨',
  });
  await customers[1]?.message('我是陈晨', 'agent').waitFor();
});

test('wraps up: disposition, summary, tags, next contact; the customer is told', async () => {
  await openBySearch(questions[0]);
  await agent.does('填写小结');
  await agent.isIn('disposition');
  await agent.type('质量');
  await agent.sees('disposition-option', '质量问题');
  await agent.press('Enter');
  await agent.sees('disposition-chosen', '质量问题');
  await agent.tabTo('wrap-up-summary');
  await agent.type('电池换新，周五前送到');
  await agent.tabTo('wrap-up-tags');
  await agent.type('电池');
  await agent.press('Enter');
  await agent.tabTo('wrap-up-next');
  for (let part = 0; part < 6; part += 1) await agent.press('ArrowUp', 'ArrowRight');
  // The field has a value only once all its parts have one.
  await agent.reads('wrap-up-next', 'T');
  await keepPicture(desk.page, 'shift-6-wrap-up');
  await agent.press('Control+Enter');
  await agent.misses('wrap-up-form');
  await customers[0]?.page.locator('yingke-widget [data-yk="closed"]').first().waitFor();
  const filed = async () => {
    const { value } = (await call(desk.page, 'conversations.list', {})) as { value: ConversationRow[] };
    return value.find(({ conversation }) => conversation.status === 'closed')?.conversation.filed;
  };
  await expect.poll(filed, { timeout: 15_000 }).toMatchObject({
    disposition: ['after-sales', 'return', 'faulty'],
    summary: '电池换新，周五前送到',
    tags: ['电池'],
    nextContactAt: expect.any(Number),
  });
});

test('finds a line of before and goes there', async () => {
  await agent.press('Control+Shift+F');
  await agent.isIn('search-field');
  await agent.type('蓄电池');
  await agent.sees('search-result', '蓄电池');
  await keepPicture(desk.page, 'shift-7-search');
  await agent.press('Enter');
  await agent.misses('search');
  await agent.sees('entry', questions[0]);
});

test('looks up the keys, goes away from the desk, and signs out', async () => {
  await agent.press('F1');
  await agent.isIn('keys-sheet-field');
  await keepPicture(desk.page, 'shift-8-keys');
  await agent.press('Escape');
  await agent.misses('keys');
  await agent.does('状态：离开');
  await agent.sees('own-status', undefined, '[data-status="away"]');
  await agent.does('退出登录');
  await agent.sees('sign-in-form');
  await keepPicture(desk.page, 'shift-9-signed-out');
  expect(await agent.pointers()).toBe(0);
});

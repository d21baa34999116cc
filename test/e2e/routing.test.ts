import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Desk } from '../support/app.ts';
import { answer, byId, composer, entries, openConversation, row, sent, tab } from '../support/app-page.ts';
import { type Customer, type CustomerOptions, visitShop } from '../support/browser.ts';
import { keepPicture } from '../support/pictures.ts';
import {
  lease,
  names,
  openRoutingStage,
  type RoutingStage,
  setStatus,
  statusIs,
  unhurried,
} from './routing-stage.ts';

/**
 * Every customer reaches the right person, as it ships: three desks in their windows, visitors on the shop's page,
 * the hub's program. One morning in one house, so that the windows are opened once: each test goes on from the one before.
 */
let house: RoutingStage;
let lin: Desk;
let chen: Desk;
let wang: Desk;
/** Customers in the order in which they come, and their conversations. */
let vip: Customer;
let second: Customer;
let chooser: Customer;
const talks: Record<'first' | 'second' | 'vip' | 'chooser', string> = {
  first: '',
  second: '',
  vip: '',
  chooser: '',
};

beforeAll(async () => {
  house = await openRoutingStage();
  ({ lin, chen, wang } = house.desks);
});

afterAll(async () => {
  await house?.stage.close();
});

/** Somebody who writes this on a page of the shop; `as`: signed in there before, by the link that says so. */
async function come(text: string, options: CustomerOptions & { as?: string } = {}): Promise<Customer> {
  const { as, ...looks } = options;
  const customer = await visitShop(house.browser, house.hub.shop, looks);
  if (as !== undefined) {
    await customer.page.getByRole('button', { name: `登录：${as}` }).click();
    await customer.page.getByText(`${as}已登录`).waitFor();
  }
  await customer.open();
  if (text !== '') await customer.write(text);
  return customer;
}

const part = ({ page }: Customer, name: string, text?: string | RegExp): Locator => {
  const found = page.locator(`yingke-widget [data-yk="${name}"]`);
  return text === undefined ? found : found.filter({ hasText: text });
};

const card = (desk: Desk, text: string) => byId(desk.page, 'offer-card').filter({ hasText: text });

/** What is offered with this text, as the desk shows it; answers whose conversation it is. */
async function offered(desk: Desk, text: string): Promise<string> {
  await card(desk, text).waitFor();
  return (await card(desk, text).getAttribute('data-conversation-id')) ?? '';
}

async function accept(desk: Desk, text: string): Promise<string> {
  const id = await offered(desk, text);
  await card(desk, text).locator('[data-testid="offer-accept"]').click();
  await tab(desk.page, id).and(desk.page.locator('[aria-selected="true"]')).waitFor();
  await entries(desk.page, text).waitFor();
  return id;
}

/** Why it went to whom it went, as supervisors read it by the API. */
const decisions = async (conversationId: string) =>
  (await house.supervisor.get('conversation.decisions', { conversationId })).decisions;

test('[B1] VIP first: a customer signed by the shop goes before one who came earlier, and both are told their place', async () => {
  for (const desk of [chen, wang]) await setStatus(desk, 'busy');
  const first = await come('我想退货，怎么操作？');
  talks.first = await accept(lin, '我想退货');
  await part(first, 'served', '林悦 为您服务').waitFor();
  await answer(lin.page, '您好，请把订单号发给我。');
  await sent(lin.page, '请把订单号发给我');

  second = await come('请问冬季轮胎有货吗？');
  await part(second, 'place', '您是下一位').waitFor();
  vip = await come('我的蓄电池又打不着火了', { as: '王芳（VIP）' });
  await part(vip, 'place', '您是下一位').waitFor();
  await part(second, 'place', '您排在第 2 位').waitFor();
  const queue = byId(lin.page, 'conversation-row').filter({ hasText: /轮胎|蓄电池/u });
  await expect
    .poll(() => queue.allTextContents())
    .toEqual([expect.stringContaining('王芳'), expect.stringContaining('轮胎')]);
  await keepPicture(lin.page, 'routing-1-queue-lin');
  await keepPicture(vip.page, 'routing-1-vip');
  await keepPicture(second.page, 'routing-1-second');

  await byId(lin.page, 'conversation-close').click();
  await byId(lin.page, 'conversation-close-confirm').click();
  await offered(lin, '蓄电池');
  // A minute to answer is never shown as more.
  expect(await card(lin, '蓄电池').getByRole('timer').textContent()).toMatch(/^(?:1:00|0:\d\d)$/u);
  await keepPicture(lin.page, 'routing-1-offer-lin');
  talks.vip = await accept(lin, '蓄电池');
  await part(vip, 'served', '林悦 为您服务').waitFor();
  await part(second, 'place', '您是下一位').waitFor();
  await part(first, 'closed').first().waitFor();
});

test('[B1] no answer: back to the front, the agent away as not responding, the next agent has it', async () => {
  await house.group({ offerFor: 5000 });
  await setStatus(chen, 'online');
  talks.second = await offered(chen, '轮胎');
  await house.group({ offerFor: unhurried });
  await keepPicture(chen.page, 'routing-2-offer-chen');
  await setStatus(wang, 'online');
  await byId(chen.page, 'away-banner').waitFor();
  await statusIs(chen, 'away');
  await byId(chen.page, 'offer-ended').waitFor();
  await keepPicture(chen.page, 'routing-2-not-responding-chen');

  expect(await accept(wang, '轮胎')).toBe(talks.second);
  await keepPicture(wang.page, 'routing-2-accepted-wang');
  await part(second, 'served', '王静 为您服务').waitFor();
  await byId(wang.page, 'conversation-list').getByText('capacity 1 / 4').waitFor();
  // Whose it was is still said when only the other agent has it.
  await row(chen.page, talks.second).waitFor({ state: 'detached' });
  expect(await byId(chen.page, 'offer-ended').textContent()).toMatch(/访客 \S+ 未及时应答/u);
  await byId(chen.page, 'back-online').click();
  await statusIs(chen, 'online');
  const [before, after] = await decisions(talks.second);
  expect([before?.to?.name, after?.to?.name]).toEqual([names.chen, names.wang]);
});

test('[B2] a chosen agent has it, though a colleague has less to do', async () => {
  chooser = await come('', { locale: 'en', phone: true });
  const choice = part(chooser, 'agent', names.wang);
  await choice.click();
  await part(chooser, 'chosen', names.wang).waitFor();
  await keepPicture(chooser.page, 'routing-3-choose');
  await chooser.write('Do you fit winter tyres on Saturdays?');
  await part(chooser, 'place', 'You are next').waitFor();
  await keepPicture(chooser.page, 'routing-3-queue');
  talks.chooser = await accept(wang, 'winter tyres');
  await part(chooser, 'served', names.wang).waitFor();
  expect((await decisions(talks.chooser))[0]).toMatchObject({
    rule: 'chosen',
    to: { name: names.wang },
    candidates: expect.arrayContaining([expect.objectContaining({ name: names.chen, load: 0 })]),
  });
});

test('[A10] a transfer with a note: the colleague reads it and accepts, the customer is told in plain words', async () => {
  const note = 'Wants Saturday, has asked twice. 请周六安排。';
  await byId(wang.page, 'conversation-transfer').click();
  await byId(wang.page, 'hand-over-option').filter({ hasText: names.chen }).click();
  await byId(wang.page, 'hand-over-note').fill(note);
  await keepPicture(wang.page, 'routing-4-transfer-wang');
  await byId(wang.page, 'hand-over-send').click();
  await byId(wang.page, 'asked-bar').waitFor();
  await keepPicture(wang.page, 'routing-4-asked-wang');

  await offered(chen, 'winter tyres');
  await card(chen, 'winter tyres').getByRole('button').first().click();
  await byId(chen.page, 'offer-bar').filter({ hasText: note }).waitFor();
  await keepPicture(chen.page, 'routing-4-offer-chen');
  await byId(chen.page, 'offer-bar').locator('[data-testid="offer-accept"]').click();
  await answer(chen.page, 'Yes, Saturday at ten is free.');
  await sent(chen.page, 'Saturday at ten');
  await keepPicture(chen.page, 'routing-4-accepted-chen');
  await part(chooser, 'passedOn', names.chen).waitFor();
  await chooser.message('Saturday at ten', 'agent').waitFor();
  expect((await part(chooser, 'log').textContent()) ?? '').not.toContain('asked twice');
  await keepPicture(chooser.page, 'routing-4-customer');
  // Who has passed it on may read on, and answers no more.
  await composer(wang.page).waitFor({ state: 'detached' });
});

test('[B4] outside the hours: the form, and what was left there reaches an agent of that group', async () => {
  const customer = await visitShop(house.browser, `${house.hub.shop}?page=order`, {});
  await customer.open();
  await part(customer, 'form').waitFor();
  await part(customer, 'opens').waitFor();
  await keepPicture(customer.page, 'routing-5-form');
  await part(customer, 'leave-text').fill('收到的脚垫少了一块，请补发。');
  await part(customer, 'leave-email').fill('li.na@mail.example');
  await part(customer, 'leave-name').fill('李娜');
  await part(customer, 'leave-send').click();
  await part(customer, 'messageLeft').waitFor();
  await part(customer, 'left', 'li.na@mail.example').waitFor();
  await keepPicture(customer.page, 'routing-5-left');
  const id = await accept(chen, '脚垫');
  await openConversation(chen.page, id);
  await chen.page.getByText('li.na@mail.example').first().waitFor();
  await keepPicture(chen.page, 'routing-5-message-chen');
  expect((await decisions(id))[0]).toMatchObject({ group: { name: '售后服务' }, to: { name: names.chen } });
});

test('[P13] an agent’s app killed: the customer is told, and somebody else has them within lease + 5 s', async () => {
  await house.group({ offerFor: null });
  const about = ({ entry }: { entry: { conversationId: string; at: number } }) =>
    entry.conversationId === talks.vip && entry.at >= killedAt;
  const killedAt = Date.now();
  await lin.kill();
  const [lost, given] = await Promise.all([
    house.supervisor.until(
      'entry',
      (n) => about(n) && n.entry.body.kind === 'assigned' && n.entry.body.to === null,
    ),
    house.supervisor.until(
      'entry',
      (n) => about(n) && n.entry.body.kind === 'assigned' && n.entry.body.to !== null,
    ),
  ]);
  const took = given.entry.at - killedAt;
  process.stdout.write(
    `killed: back in the queue after ${lost.entry.at - killedAt} ms, with somebody else after ${took} ms\n`,
  );
  expect(lost.entry.at - killedAt).toBeGreaterThanOrEqual(lease * 1000);
  expect(took).toBeLessThanOrEqual((lease + 5) * 1000);
  await part(vip, 'waiting', '林悦 暂时离开了').waitFor();
  await part(vip, 'served', '王静 为您服务').waitFor();
  await row(wang.page, talks.vip).waitFor();
  await openConversation(wang.page, talks.vip);
  await answer(wang.page, '王女士您好，我接着为您处理。');
  await vip.message('我接着为您处理', 'agent').waitFor();
  await keepPicture(vip.page, 'routing-6-customer');
  await keepPicture(wang.page, 'routing-6-wang');
});

test('why it went to whom stands in the conversation, where supervisors read it', async () => {
  const zhou = await house.sit(names.zhou, 'zh-CN', 'light');
  await openConversation(zhou.page, talks.vip);
  await byId(zhou.page, 'decisions-open').click();
  const said = byId(zhou.page, 'decisions');
  await said.getByText(`分配给 ${names.wang}：负荷最低`).waitFor();
  await said.getByText(names.lin).first().waitFor();
  await keepPicture(zhou.page, 'routing-7-why-zhou');
});

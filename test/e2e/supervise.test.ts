import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  answer,
  byId,
  call,
  composer,
  conversationWith,
  entries,
  handsAreThere,
  openConversation,
  row,
  sent,
} from '../support/app-page.ts';
import { keepPicture } from '../support/pictures.ts';
import { setStatus, statusIs } from './routing-stage.ts';
import {
  boardLine,
  goToBoard,
  groups,
  names,
  openFromBoard,
  openSuperviseStage,
  part,
  type SuperviseStage,
  type Talker,
  watchPage,
} from './supervise-stage.ts';

/**
 * Supervisors step in (E2) as it ships: two agents and a supervisor in the windows of three desks, customers on the shop's
 * page, the hub's program. What the hub sends agents and customers is read on their lines, not only on their screens.
 */
let house: SuperviseStage;
let customer: Talker;
let talk = '';

const whisper = '先道歉，可以给五十元券';

beforeAll(async () => {
  house = await openSuperviseStage();
  await setStatus(house.chen, 'busy');
  customer = await house.come('蓄电池又坏了，第三次了');
  talk = await conversationWith(house.lin.page, '第三次了');
  await openConversation(house.lin.page, talk);
  await answer(house.lin.page, '您好，我看一下您的订单。');
  await customer.message('我看一下您的订单', 'agent').waitFor();
  await sent(house.lin.page, '我看一下您的订单');
});
afterAll(async () => {
  await house?.stage.close();
});

/**
 * What came to the agent and the customer since their wires were forgotten. The hub is asked something on each line first: what it had
 * to say before has come by then. That everything is as it was (`head`, which it says every now and then) is no news.
 */
async function news(agent: SuperviseStage['lin'], known: { feed: number; said: number }) {
  await call(house.zhou.page, 'customers.way', { conversationId: talk });
  await call(agent.page, 'customers.way', { conversationId: talk });
  const isAnswer = (packet: string) => packet.startsWith('43/desk,');
  await expect.poll(() => agent.wire.packets().some(isAnswer)).toBe(true);
  const same = new Set([
    `42/desk,["head",{"head":${known.feed}}]`,
    ...customer.wire
      .packets()
      .filter((packet) => packet.startsWith('42/visitor,["head"') && isSame(packet, known.said)),
  ]);
  const told = (packets: readonly string[]) =>
    packets.filter((packet) => !isAnswer(packet) && !same.has(packet));
  return { agent: told(agent.wire.packets()), customer: told(customer.wire.packets()) };
}

/** That it is the agent's, open, with so many entries that the customer sees, and nothing besides. */
function isSame(head: string, said: number): boolean {
  const [, { conversation }] = JSON.parse(head.slice(head.indexOf('['))) as [
    string,
    { conversation: Record<string, unknown> },
  ];
  const as = { id: talk, status: 'active', kind: 'live', agent: names.lin, publicSeq: said };
  return JSON.stringify(conversation) === JSON.stringify(as);
}

/** Where the feed and what the customer sees end now. */
async function known() {
  const { head } = await house.admin.get('feed.pull', { since: 0, limit: 1 });
  const { entries: all } = await house.admin.get('conversation.pull', {
    ...{ conversationId: talk, after: 0, before: null, limit: 100 },
  });
  return { feed: head, said: Math.max(...all.map(({ publicSeq }) => publicSeq ?? 0)) };
}

/** What was said last has led to all that it leads to: the agent has read it, and the customer heard so. */
async function settled() {
  const now = await known();
  const { packets } = customer.wire;
  const seen = `42/visitor,["seen",{"conversationId":"${talk}","publicSeq":${now.said}}]`;
  const isHead = (packet: string) => packet.startsWith('42/visitor,["head"') && isSame(packet, now.said);
  await expect.poll(() => packets().includes(seen) && packets().some(isHead)).toBe(true);
  return now;
}

test('[E2] [P19] watch: nothing comes to the agent or the customer, and nothing moves on their screens', async () => {
  const { lin, zhou } = house;
  await boardLine(zhou.page, talk);
  await keepPicture(zhou.page, 'supervise-1-board-zhou');
  const before = await settled();
  const screens = [await watchPage(lin.page), await watchPage(customer.page)];
  lin.wire.forget();
  customer.wire.forget();

  await openFromBoard(zhou.page, talk);
  await byId(zhou.page, 'step-bar').waitFor();
  await entries(zhou.page, '我看一下您的订单').waitFor();
  // A whisper that is begun and not sent is heard by nobody either.
  await byId(zhou.page, 'step-whisper').click();
  await composer(zhou.page).click();
  await zhou.page.keyboard.type('还没想好');
  await keepPicture(zhou.page, 'supervise-1-watch-zhou');
  await zhou.page.keyboard.press('Control+a');
  await zhou.page.keyboard.press('Delete');

  expect(await news(lin, before)).toEqual({ agent: [], customer: [] });
  for (const seen of screens) expect(await seen()).toEqual([]);
  await keepPicture(lin.page, 'supervise-1-agent');
  await keepPicture(customer.page, 'supervise-1-customer');
  // Who watches reads what is said from then on, and the customer is none the wiser of who reads it.
  await customer.write('还在吗？');
  await entries(zhou.page, '还在吗').waitFor();
  await keepPicture(zhou.page, 'supervise-1-live-zhou');
});

test('[E2] [P19] a whisper is seen by the agent alone: not on the customer’s wire, nor on another agent’s', async () => {
  const { lin, chen, zhou } = house;
  await entries(lin.page, '还在吗').waitFor();
  await settled();
  customer.wire.forget();
  const screen = await watchPage(customer.page);
  await composer(zhou.page).click();
  await zhou.page.keyboard.type(whisper);
  await handsAreThere(zhou.page);
  await zhou.page.keyboard.press('Enter');
  await byId(lin.page, 'whisper-bar').filter({ hasText: whisper }).waitFor();
  expect((await news(lin, await known())).customer).toEqual([]);
  expect(await screen()).toEqual([]);
  await keepPicture(zhou.page, 'supervise-2-whisper-zhou');
  await keepPicture(lin.page, 'supervise-2-whisper-lin');
  await keepPicture(customer.page, 'supervise-2-customer');

  // The agent does as told; nothing that the customer or the colleague was ever sent has the words in it.
  await answer(lin.page, '非常抱歉，给您带来不便。');
  await customer.message('非常抱歉', 'agent').waitFor();
  await byId(lin.page, 'whisper-bar').waitFor({ state: 'detached' });
  // Also not for who comes back and is told everything from the start.
  await customer.page.reload();
  await customer.open();
  await customer.message('非常抱歉', 'agent').waitFor();
  expect(await customer.texts()).not.toContain(whisper);
  expect([lin.wire, chen.wire, customer.wire].map((wire) => wire.carried(whisper))).toEqual([
    true,
    false,
    false,
  ]);
});

test('[E2] join: the customer is told by name and hears both, the agent keeps it', async () => {
  const { lin, zhou } = house;
  await byId(zhou.page, 'step-join').click();
  await part(customer, 'log').getByText(`${names.zhou} 加入了会话`).waitFor();
  await answer(zhou.page, '我是班长周岚，我来一起处理。');
  await customer.message('我来一起处理', 'agent').waitFor();
  await entries(lin.page, '我来一起处理').waitFor();
  await keepPicture(customer.page, 'supervise-3-customer');
  await keepPicture(lin.page, 'supervise-3-joined-lin');
  await byId(zhou.page, 'conversation-leave').click();
  await part(customer, 'log').getByText(`${names.zhou} 离开了会话`).waitFor();
});

test('[E2] [P19] take over: the customer is told, the agent can write there no more and keeps what they wrote', async () => {
  const { lin, zhou } = house;
  await composer(lin.page).click();
  await lin.page.keyboard.type('我查到了，您的蓄电池');
  await byId(zhou.page, 'step-take-over').click();
  const asked = zhou.page.getByRole('dialog');
  await asked.waitFor();
  await keepPicture(zhou.page, 'supervise-4-asked-zhou');
  await asked.getByRole('button', { name: '接管' }).click();
  await part(customer, 'servedNow', `现在由 ${names.zhou} 为您服务`).waitFor();
  // The agent did nothing, and nobody says that they have.
  expect((await part(customer, 'log').textContent()) ?? '').not.toContain('转给');
  await answer(zhou.page, '接下来由我为您处理。');
  await customer.message('接下来由我为您处理', 'agent').waitFor();
  // What was begun is not lost with the right to send it.
  expect(await composer(lin.page).inputValue()).toContain('我查到了，您的蓄电池');
  await composer(lin.page).click();
  await handsAreThere(lin.page);
  await lin.page.keyboard.press('Enter');
  await keepPicture(lin.page, 'supervise-4-taken-lin');
  await keepPicture(zhou.page, 'supervise-4-taken-zhou');
  await keepPicture(customer.page, 'supervise-4-customer');
  const { conversation, entries: all } = await house.admin.get('conversation.pull', {
    ...{ conversationId: talk, after: 0, before: null, limit: 100 },
  });
  expect(conversation.agent?.name).toBe(names.zhou);
  expect(JSON.stringify(all)).not.toContain('我查到了');
});

test('[E2] reassign: what one agent has is given to another from the board, and closed from there', async () => {
  const { lin, chen, zhou } = house;
  const second = await house.come('请问发票怎么开？');
  const id = await conversationWith(lin.page, '发票怎么开');
  await openFromBoard(zhou.page, id);
  await setStatus(chen, 'online');
  await byId(zhou.page, 'conversation-transfer').click();
  // Whose it stays until then is said: it is not hers.
  await byId(zhou.page, 'hand-over').getByText(`接受之前会话仍由 ${names.lin} 接待`).waitFor();
  await byId(zhou.page, 'hand-over-option').filter({ hasText: names.chen }).click();
  const ask = byId(zhou.page, 'hand-over-ask');
  if (await ask.isChecked()) await ask.uncheck();
  await keepPicture(zhou.page, 'supervise-5-reassign-zhou');
  await byId(zhou.page, 'hand-over-send').click();
  await row(chen.page, id).waitFor();
  await openConversation(chen.page, id);
  await answer(chen.page, 'Invoices are in your order page.');
  await second.message('Invoices are', 'agent').waitFor();
  await keepPicture(chen.page, 'supervise-5-reassigned-chen');
  await byId(zhou.page, 'conversation-close').click();
  await byId(zhou.page, 'conversation-close-confirm').click();
  await part(second, 'closed').first().waitFor();
  await goToBoard(zhou.page);
  const line = zhou.page.locator(`[data-testid="board-row"][data-conversation="${id}"]`);
  await expect
    .poll(async () => (await line.count()) === 0 || (await line.getAttribute('data-gone')) !== null)
    .toBe(true);
});

test('[E2] the status of an agent, set by who supervises: they are told by whom', async () => {
  const { chen, zhou } = house;
  await goToBoard(zhou.page);
  const agent = byId(zhou.page, 'board-agent').filter({ hasText: names.chen });
  await agent.click({ button: 'right' });
  await zhou.page.locator('[data-action="status-busy"]').click();
  await statusIs(chen, 'busy');
  await byId(chen.page, 'away-banner').filter({ hasText: names.zhou }).waitFor();
  await expect.poll(() => agent.textContent()).toContain('忙碌');
  await keepPicture(chen.page, 'supervise-6-status-chen');
});

test('[E2] [P19] a group is paused, by keyboard: all who are in it see so, and nothing is given; its queue is moved, and it goes on', async () => {
  const { lin, zhou } = house;
  await setStatus(lin, 'busy');
  for (const text of ['有人吗', '退货怎么办']) await house.come(text);
  await goToBoard(zhou.page);
  const tile = zhou.page.locator('li', {
    has: byId(zhou.page, 'board-tile').filter({ hasText: groups.first }),
  });
  await expect.poll(() => tile.textContent()).toMatch(/2\s*等待/);
  await tile.getByTestId('tile-menu').press('Enter');
  await zhou.page.locator('[data-action="pause"]').press('Enter');
  await byId(zhou.page, 'pausing-count').filter({ hasText: '2' }).waitFor();
  await keepPicture(zhou.page, 'supervise-7-pausing-zhou');
  await byId(zhou.page, 'pausing-yes').press('Enter');
  await tile.getByTestId('paused').waitFor();
  await byId(lin.page, 'paused-groups').filter({ hasText: groups.first }).waitFor();
  // Somebody could have them now, and does not get them.
  await setStatus(lin, 'online');
  await keepPicture(zhou.page, 'supervise-7-paused-zhou');
  await keepPicture(lin.page, 'supervise-7-paused-lin');

  await tile.getByTestId('tile-menu').click();
  await zhou.page.locator('[data-action="move"]').click();
  await byId(zhou.page, 'move-to').selectOption(house.second);
  await byId(zhou.page, 'move-count').filter({ hasText: '2' }).waitFor();
  await keepPicture(zhou.page, 'supervise-8-move-zhou');
  await byId(zhou.page, 'move-yes').click();
  await byId(zhou.page, 'move-progress').filter({ hasText: '已移走 2 个会话' }).waitFor();
  await keepPicture(zhou.page, 'supervise-8-moved-zhou');
  await byId(zhou.page, 'move-close').click();
  // The other group is not paused: there they are served at once.
  for (const text of ['有人吗', '退货怎么办'])
    await byId(lin.page, 'conversation-row').filter({ hasText: text }).waitFor();
  await expect.poll(() => tile.textContent()).toMatch(/0\s*等待/);
  await tile.getByTestId('tile-menu').click();
  await zhou.page.locator('[data-action="resume"]').click();
  await tile.getByTestId('paused').waitFor({ state: 'detached' });
  await byId(lin.page, 'paused-groups').waitFor({ state: 'detached' });
});

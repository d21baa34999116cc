import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { type Desk, launchDesk } from '../support/app.ts';
import { type HubProcess, launchHub } from '../support/app-hub.ts';
import { connected, signIn } from '../support/app-page.ts';
import { type DeskClient, deskClient, visitorClient } from '../support/hub.ts';
import { openStage, type Stage } from '../support/launch.ts';

/** Quality (E4) in the real desk: a supervisor's and an agent's, with the demo's score card. */

let stage: Stage;
let hub: HubProcess;
let boss: Desk;
let agent: Desk;
let admin: DeskClient;

const accountOf = (name: string) => {
  const found = hub.accounts.find((one) => one.name === name);
  if (found === undefined) throw new Error(`nobody is called ${name}`);
  return found;
};
const sit = async (name: string): Promise<Desk> => {
  const desk = await launchDesk(stage, {
    data: stage.folder('desk'),
    args: ['--hub', hub.hub, '--lang', 'zh-CN'],
  });
  await signIn(desk.page, hub.hub, accountOf(name));
  await connected(desk.page);
  return desk;
};

/** A conversation of 林悦, closed. */
async function talk(): Promise<void> {
  const lin = await deskClient(hub.hub, accountOf('林悦'));
  const customer = await visitorClient(hub.hub, undefined, new URL(hub.shop).origin);
  const { conversationId } = await customer.get('message.send', {
    key: newId(),
    text: '电池能退吗',
    page: null,
  });
  const given = await lin.until(
    'entry',
    ({ conversation: { id, agent: has } }) => id === conversationId && has?.name === '林悦',
  );
  await lin.get('message.send', { conversationId, key: newId(), text: '三天内一定到账' });
  const { version } = given.conversation;
  await lin.get('conversation.close', { conversationId, key: newId(), version });
  customer.close();
  lin.close();
}

beforeAll(async () => {
  stage = await openStage();
  hub = await launchHub(stage.undo);
  await talk();
  admin = await deskClient(hub.hub, accountOf('何静'));
  stage.undo.add(admin.close);
  boss = await sit('周岚');
  agent = await sit('林悦');
});
afterAll(async () => {
  await stage?.close();
});

const quality = async (page: Page, view: string) => {
  await page.getByTestId('part-monitor').click();
  await page.getByTestId('monitor-quality').click();
  await page.getByTestId(`quality-${view}`).click();
};

test('[E4] drawn, scored with a comment on a line, read and appealed by its agent, answered, followed up; and replayed', async () => {
  const { page } = boss;
  await quality(page, 'samples');
  await page.getByTestId('sample-new').click();
  await page.getByTestId('sample-name').fill('本周抽检');
  await page.getByTestId('reviewer').first().waitFor();
  for (const one of await page.getByTestId('reviewer').all()) {
    const label = await one.evaluate((input) => input.closest('label')?.textContent ?? '');
    if (label.includes('周岚')) await one.check();
  }
  await page.getByTestId('sample-preview').click();
  await page.getByTestId('preview').filter({ hasText: '符合 1 条' }).waitFor();
  await page.getByTestId('sample-draw').click();
  await page.getByTestId('sample').filter({ hasText: '0/1' }).click();
  await page.getByTestId('review-open').click();

  const line = page.getByTestId('entry').filter({ hasText: '三天内一定到账' });
  await line.hover();
  await page.locator('.group\\/line', { has: line }).getByTestId('comment-add').click();
  await page.getByTestId('comment-field').fill('说“一般 1–3 个工作日”');
  await page.keyboard.press('Enter');
  await page.getByTestId('line-comment').waitFor();
  const items = page.getByTestId('score-item');
  for (let i = 0; i < (await items.count()); i++) {
    const item = items.nth(i);
    const best = (await item.getByTestId('mark-5').count()) > 0 ? 'mark-5' : 'mark-1';
    await item.getByTestId(i === 0 ? 'mark-0' : best).click();
  }
  await expect.poll(() => page.getByTestId('total').textContent()).toContain('90.0');

  await page.getByTestId('review-replay').click();
  await page.getByTestId('replay-speed-60').click();
  await page.getByTestId('replay-play').click();
  await page.getByTestId('replay').getByTestId('entry').filter({ hasText: '三天内一定到账' }).waitFor();
  await expect.poll(() => page.getByTestId('replay-play').textContent()).toBe('播放');
  await page.getByTestId('replay-close').click();

  const count = agent.page.getByTestId('part-results').getByRole('img');
  expect(await count.count()).toBe(0);
  await page.getByTestId('review-release').click();
  // They learn it where they are.
  await expect.poll(() => count.textContent()).toBe('1');
  await page.getByTestId('follow-up-add').click();
  await page.getByTestId('follow-up-text').fill('看一遍退款时限');
  await page.getByTestId('follow-up-send').click();
  await page.getByTestId('follow-up').filter({ hasText: '看一遍退款时限' }).waitFor();

  await expect.poll(() => count.textContent()).toBe('2');
  await agent.page.getByTestId('part-results').click();
  await agent.page.getByTestId('own-result').click();
  await expect.poll(() => count.count()).toBe(0);
  await agent.page.getByTestId('line-comment').filter({ hasText: '1–3 个工作日' }).waitFor();
  await agent.page.getByTestId('appeal').click();
  await agent.page.getByTestId('appeal-reason').fill('我问候过了');
  await agent.page.getByTestId('appeal-send').click();
  await agent.page.getByTestId('review-history').filter({ hasText: '我问候过了' }).waitFor();

  // By somebody other than the reviewer.
  const every = { mine: false, agentId: null, sampleId: null, conversationId: null, before: null, limit: 10 };
  const { reviews } = await admin.get('quality.reviews', { ...every, states: ['appealed'] });
  const [review] = reviews;
  if (review === undefined) throw new Error('nobody has appealed');
  const { id: reviewId, version } = review;
  await admin.get('quality.answer', { reviewId, version, text: '维持', verdict: null });

  await agent.page.getByTestId('follow-up-close').click();
  await agent.page.getByTestId('follow-up-note').fill('已看完');
  await agent.page.getByTestId('follow-up-done').click();
  await agent.page.getByTestId('follow-up').filter({ hasText: '已看完' }).waitFor();
  await agent.page.getByTestId('review-history').filter({ hasText: '维持' }).waitFor();

  await page.getByTestId('review-back').click();
  await quality(page, 'follow-ups');
  await page.getByTestId('follow-up').filter({ hasText: '已看完' }).waitFor();
});

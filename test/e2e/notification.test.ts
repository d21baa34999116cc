import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import type { Desk } from '../support/app.ts';
import { demoAccounts, launchDesk } from '../support/app.ts';
import { composerTo, conversationWith, entries, openConversation, row, tab } from '../support/app-page.ts';
import type { Customer } from '../support/browser.ts';
import { openBrowser, visitShop } from '../support/browser.ts';
import { deskClient } from '../support/hub.ts';
import type { Stage } from '../support/launch.ts';
import { openStage } from '../support/launch.ts';

let stage: Stage;
let browser: Browser;
let desk: Desk;
let one: Customer;
let two: Customer;
let data: string;
let first: string;
let second: string;

const windowState = () =>
  desk.app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0];
    return { shown: window?.isVisible(), focused: window?.isFocused() };
  });
const hide = () => desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());

beforeAll(async () => {
  stage = await openStage();
  data = stage.folder('data');
  [browser, desk] = await Promise.all([
    openBrowser(stage),
    launchDesk(stage, { data, args: ['--host', '--demo', '--lang', 'zh-CN'] }),
  ]);
  const { shop } = await desk.ready();
  [one, two] = await Promise.all([visitShop(browser, shop), visitShop(browser, shop)]);
  await one.open();
  await one.write('第一位客户');
  first = await conversationWith(desk.page, '第一位客户');
  await two.open();
  await two.write('第二位客户');
  second = await conversationWith(desk.page, '第二位客户');
  await openConversation(desk.page, first);
});

afterAll(async () => {
  await stage?.close();
});

test('what comes while the window is hidden is told by the desktop, and a click opens that conversation', async () => {
  const label = await tabLabel(second);
  await hide();
  await two.write('有人在吗？我很着急');
  const notification = await stage.notifications.next(({ body }) => body.includes('我很着急'));
  expect(notification.title).toContain(label);
  expect(notification.actions).toContain('default');
  expect(await windowState()).toMatchObject({ shown: false });

  stage.notifications.click(notification.id);
  await expect.poll(windowState).toEqual({ shown: true, focused: true });
  await expect.poll(() => tab(desk.page, second).getAttribute('aria-selected')).toBe('true');
  await entries(desk.page, '有人在吗？我很着急').waitFor();
  await expect.poll(() => composerTo(desk.page).textContent()).toContain(label);
});

test('what the agent is looking at is not told again by the desktop', async () => {
  await openConversation(desk.page, first);
  await expect.poll(windowState).toEqual({ shown: true, focused: true });
  await one.write('您看到这句了吗');
  await entries(desk.page, '您看到这句了吗').waitFor();
  // A later message that must be told: once it is, the earlier one had its chance.
  await hide();
  await two.write('这句要通知');
  await stage.notifications.next(({ body }) => body.includes('这句要通知'));
  expect(stage.notifications.shown.filter(({ body }) => body.includes('您看到这句了吗'))).toEqual([]);
});

test('text of a customer stays text in a notification', async () => {
  await hide();
  await two.write('<b>粗</b><img src="http://127.0.0.1:9/x"> & "引号"');
  const notification = await stage.notifications.next(({ body }) => body.includes('引号'));
  // Services that know mark-up would draw it, and whether they do is not known: nothing that could be a tag is in it.
  expect(notification.body).not.toMatch(/<[a-z/]/u);
  expect(notification.body.replaceAll('\u2060', '')).toContain('<b>粗</b>');
});

test('a colleague’s note that calls me is told by the desktop, and a click leads to it', async () => {
  await hide();
  const { hub } = await desk.ready();
  const accounts = demoAccounts(data);
  const [me, supervisor] = ['agent', 'supervisor'].map((role) => accounts.find((one) => one.role === role));
  if (!me || !supervisor) throw new Error('no demo people');
  const colleague = await deskClient(hub, supervisor);
  const { people } = await colleague.get('colleagues.pull', {});
  const mentions = people.filter(({ name }) => name === me.name).map(({ id }) => id);
  const text = `@${me.name} 这单请您跟一下`;
  await colleague.get('note.add', { conversationId: second, key: newId(), text, mentions });
  const notification = await stage.notifications.next(({ body }) => body.includes('这单请您跟一下'));
  expect(notification.body).toContain(`${supervisor.name} 在备注中提到了您`);
  stage.notifications.click(notification.id);
  await expect.poll(windowState).toEqual({ shown: true, focused: true });
  await expect.poll(() => tab(desk.page, second).getAttribute('aria-selected')).toBe('true');
  await desk.page.getByText('这单请您跟一下').first().waitFor();
  await expect.poll(() => desk.page.getByTestId('mention').count()).toBe(0);
  colleague.socket.disconnect();
});

/** How the desk calls the customer of a conversation. */
async function tabLabel(conversationId: string): Promise<string> {
  const text = await row(desk.page, conversationId).textContent();
  const label = /访客\s?([0-9A-F]{4})/.exec(text ?? '')?.[1];
  if (label === undefined) throw new Error(`no visitor's label in “${text}”`);
  return label;
}

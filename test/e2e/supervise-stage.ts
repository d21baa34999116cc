import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { newId } from '#shared/domain/key.ts';
import { adminAs } from '../support/admin.ts';
import { type Desk, launchDesk } from '../support/app.ts';
import { type HubProcess, launchHub } from '../support/app-hub.ts';
import { byId, call, connected, signIn, tab } from '../support/app-page.ts';
import { type Customer, openBrowser, visitShop } from '../support/browser.ts';
import { type DeskClient, deskClient } from '../support/hub.ts';
import { openStage, type Stage } from '../support/launch.ts';
import { pageWire, recordedLine, type Wire } from '../support/wire.ts';

/** Two agents and who supervises them, each at a desk of their own; what the hub sends the agents is written down. */
export type SuperviseStage = {
  readonly stage: Stage;
  readonly hub: HubProcess;
  readonly browser: Browser;
  readonly lin: Desk & { readonly wire: Wire };
  readonly chen: Desk & { readonly wire: Wire };
  readonly zhou: Desk;
  /** Of who administers, without a window. */
  readonly admin: DeskClient;
  /** Id of the group that no customer comes to by themselves. */
  readonly second: string;
  /** A customer who writes this. */
  readonly come: (text: string) => Promise<Talker>;
};

export type Talker = Customer & { readonly wire: Wire };

export const groups = { first: '售前咨询', second: '售后服务' } as const;
export const names = { lin: '林悦', chen: '陈晨', zhou: '周岚', admin: '何静' } as const;

export async function openSuperviseStage(): Promise<SuperviseStage> {
  const stage = await openStage();
  try {
    return await raise(stage);
  } catch (error) {
    await stage.close();
    throw error;
  }
}

async function raise(stage: Stage): Promise<SuperviseStage> {
  const hub = await launchHub(stage.undo);
  const accountOf = (name: string) => {
    const found = hub.accounts.find((one) => one.name === name);
    if (!found) throw new Error(`nobody is called ${name}`);
    return found;
  };
  const admin = await deskClient(hub.hub, accountOf(names.admin));
  stage.undo.add(admin.close);
  const second = await haveGroups(hub);
  const sit = async (name: string, url: string, locale: string, theme: string): Promise<Desk> => {
    const desk = await launchDesk(stage, {
      data: stage.folder('desk'),
      args: ['--hub', url, '--lang', locale],
    });
    await signIn(desk.page, url, accountOf(name));
    await connected(desk.page);
    // Not while it starts: what the debugger waits for may then be collected as garbage.
    await desk.app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.setSize(1280, 800);
    });
    await call(desk.page, 'app.setPreferences', { theme });
    return desk;
  };
  const listened = async (name: string, locale: string, theme: string) => {
    const line = await recordedLine(hub.hub);
    stage.undo.add(line.stop);
    return { ...(await sit(name, line.url, locale, theme)), wire: line.wire };
  };
  // One after the other: three starts at once take longer than three starts.
  const browser = await openBrowser(stage);
  const lin = await listened(names.lin, 'zh-CN', 'light');
  const chen = await listened(names.chen, 'en', 'dark');
  const zhou = await sit(names.zhou, hub.hub, 'zh-CN', 'light');
  const come: SuperviseStage['come'] = async (text) => {
    const wires: Wire[] = [];
    const customer = await visitShop(browser, hub.shop, { meet: (page) => wires.push(pageWire(page)) });
    const [wire] = wires;
    if (wire === undefined) throw new Error('no page was opened');
    await customer.open();
    await customer.write(text);
    return { ...customer, wire };
  };
  return { stage, hub, browser, lin, chen, zhou, admin, second, come };
}

/** Two groups, of which one has a name that customers know. Answers the id of the other. */
async function haveGroups(hub: HubProcess): Promise<string> {
  const operator = JSON.parse(readFileSync(join(hub.data, 'hub/operator.json'), 'utf8')) as { token: string };
  const ask = adminAs(hub.hub, operator.token);
  const { version, plan } = await ask('plan.read', null);
  const id = newId();
  const [one] = plan.groups;
  if (one === undefined) throw new Error('a new house has a group');
  const first = { ...one, name: groups.first };
  await ask('plan.save', {
    version,
    plan: { ...plan, groups: [first, { ...first, id, name: groups.second }] },
  });
  return id;
}

export const part = ({ page }: Customer, name: string, text?: string | RegExp): Locator => {
  const found = page.locator(`yingke-widget [data-yk="${name}"]`);
  return text === undefined ? found : found.filter({ hasText: text });
};

export async function goToBoard(page: Page): Promise<void> {
  await byId(page, 'part-monitor').click();
  await byId(page, 'monitor-board').click();
  await byId(page, 'board').waitFor();
}

/** The line of a conversation on the live board, which is gone to. */
export async function boardLine(page: Page, conversationId: string): Promise<Locator> {
  await goToBoard(page);
  const line = page.locator(`[data-testid="board-row"][data-conversation="${conversationId}"]`);
  await line.waitFor();
  return line;
}

/** Goes from the board's line to the conversation. */
export async function openFromBoard(page: Page, conversationId: string): Promise<void> {
  await (await boardLine(page, conversationId)).dblclick();
  await tab(page, conversationId).and(page.locator('[aria-selected="true"]')).waitFor();
}

/** Everything that is put on or taken off the page from now on, but for clocks that tick: elements, by what they say. */
export async function watchPage(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(() => {
    const seen: string[] = [];
    const roots = [document.body, document.querySelector('yingke-widget')?.shadowRoot];
    const observer = new MutationObserver((changes) => {
      for (const { addedNodes, removedNodes } of changes)
        for (const node of [...addedNodes, ...removedNodes])
          if (node instanceof Element) seen.push(node.outerHTML);
    });
    for (const root of roots) if (root) observer.observe(root, { childList: true, subtree: true });
    Reflect.set(window, 'seenOnPage', seen);
  });
  return () => page.evaluate(() => [...(Reflect.get(window, 'seenOnPage') as string[])]);
}

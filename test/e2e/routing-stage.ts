import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { newId } from '#shared/domain/key.ts';
import type { Group, RoutingPlan } from '#shared/domain/routing/plan.ts';
import { type RoutingProfile, usualProfile } from '#shared/domain/routing/profile.ts';
import type { AdminAnswer } from '#shared/protocol/admin.ts';
import { adminAs } from '../support/admin.ts';
import { type DemoAccount, type Desk, launchDesk } from '../support/app.ts';
import { type HubProcess, launchHub } from '../support/app-hub.ts';
import { byId, call, connected, signIn } from '../support/app-page.ts';
import { openBrowser } from '../support/browser.ts';
import { type DeskClient, deskClient } from '../support/hub.ts';
import { openStage, projectRoot, type Stage } from '../support/launch.ts';

/**
 * A house as IT would set it up, by the command line and by HTTP: two groups of which one is closed now, three agents
 * who may be chosen, each at a desk of their own, and a supervisor's socket that sees everything.
 */
export type RoutingStage = {
  readonly stage: Stage;
  readonly hub: HubProcess;
  readonly browser: Browser;
  readonly desks: Readonly<Record<Who, Desk>>;
  readonly supervisor: DeskClient;
  /** A desk at which the person of that name has signed in. */
  readonly sit: (name: string, locale: 'zh-CN' | 'en', theme: 'light' | 'dark') => Promise<Desk>;
  /** Changes the group where no rule fits. */
  readonly group: (change: Partial<Group>) => Promise<void>;
};

type Who = 'lin' | 'chen' | 'wang';
export const names = { lin: '林悦', chen: '陈晨', wang: '王静', zhou: '周岚' } as const satisfies Record<
  Who | 'zhou',
  string
>;

/** Seconds, the shortest there is. */
export const lease = 5;

const run = promisify(execFile);
/** 24 x 24: somebody before a green wall. */
const face =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAABgAAAAYCAIAAABvFaqvAAAAS0lEQVR42mNQKwmgCmIYNYhSg369uQZHZBqEbAQxxtHYIFym4DFrqBg0+AKbmulouGYR6kQ/flNwmcVAhilYzaKNQcSbgmnW4DMIAP5FR8YiQLQbAAAAAElFTkSuQmCC';

export async function openRoutingStage(): Promise<RoutingStage> {
  const stage = await openStage();
  try {
    return await raise(stage);
  } catch (error) {
    await stage.close();
    throw error;
  }
}

async function raise(stage: Stage): Promise<RoutingStage> {
  const hub = await launchHub(stage.undo, { args: ['--lease', `${lease}`] });
  /** `npm run hub -- admin …`, of which npm only finds the right Node. */
  const administer = async (...args: readonly string[]): Promise<unknown> => {
    const program = [join(projectRoot, 'src/hub/index.ts'), 'admin', ...args, '--data', hub.data, '--json'];
    return JSON.parse((await run(process.execPath, program)).stdout);
  };

  const wang = { name: names.wang, email: 'wang@demo.yingke.test', role: 'agent' };
  const added = administer('people', 'add', wang.email, '--role', wang.role, '--name', wang.name);
  const { password } = (await added) as AdminAnswer<'people.create'>;
  const file = join(hub.data, 'plan.json');
  await administer('plan', 'export', file);
  const kept = JSON.parse(readFileSync(file, 'utf8')) as AdminAnswer<'plan.read'>;
  const [first, care] = [kept.plan.settings.defaultGroup, newId()];
  writeFileSync(file, JSON.stringify({ ...kept, plan: planOf(kept.plan, care) }));
  await administer('plan', 'import', file);

  const operator = JSON.parse(readFileSync(join(hub.data, 'hub/operator.json'), 'utf8')) as { token: string };
  const ask = adminAs(hub.hub, operator.token);
  const { people } = await ask('people.list', null);
  const profiles: Record<Who, Partial<RoutingProfile>> = {
    lin: { groups: [first], capacity: 1, product: '蓄电池' },
    chen: { groups: [first, care], capacity: 4, product: '退换货' },
    wang: { groups: [first], capacity: 4, product: '轮胎与安装', picture: face },
  };
  for (const who of ['lin', 'chen', 'wang'] as const) {
    const id = people.find(({ name }) => name === names[who])?.id ?? '';
    await ask('people.change', { id, profile: { ...usualProfile, listed: true, ...profiles[who] } });
  }

  const accounts: readonly DemoAccount[] = [...hub.accounts, { ...wang, password }];
  const accountOf = (name: string) => {
    const found = accounts.find((one) => one.name === name);
    if (!found) throw new Error(`nobody is called ${name}`);
    return found;
  };
  const sit: RoutingStage['sit'] = async (name, locale, theme) => {
    const data = stage.folder('desk');
    const desk = await launchDesk(stage, { data, args: ['--hub', hub.hub, '--lang', locale] });
    await signIn(desk.page, hub.hub, accountOf(name));
    await connected(desk.page);
    // Not while it starts: what the debugger waits for may then be collected as garbage.
    await desk.app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.setSize(1280, 800);
    });
    await call(desk.page, 'app.setPreferences', { theme });
    return desk;
  };
  // One after the other: three starts at once take longer than three starts.
  const browser = await openBrowser(stage);
  const desks = {
    lin: await sit(names.lin, 'zh-CN', 'light'),
    chen: await sit(names.chen, 'zh-CN', 'dark'),
    wang: await sit(names.wang, 'en', 'light'),
  };
  const supervisor = await deskClient(hub.hub, accountOf(names.zhou));
  stage.undo.add(supervisor.close);

  return {
    stage,
    hub,
    browser,
    desks,
    supervisor,
    sit,
    group: async (change) => {
      const { version, plan } = await ask('plan.read', null);
      const groups = plan.groups.map((one) => (one.id === first ? { ...one, ...change } : one));
      await ask('plan.save', { version, plan: { ...plan, groups } });
    },
  };
}

/** What nobody has to hurry for in these tests. Milliseconds. */
export const unhurried = 60_000;

function planOf(plan: RoutingPlan, careId: string): RoutingPlan {
  const [first] = plan.groups;
  if (!first) throw new Error('a new house has a group');
  const offered: Group = { ...first, name: '售前咨询', offerFor: unhurried, stickyFor: 0, wrapUpFor: 0 };
  const closed = newId();
  const week = Array.from({ length: 7 }, () => [notNow()]);
  const rule = {
    id: newId(),
    name: '订单页',
    conditions: [{ on: 'page', is: 'contains', value: 'page=order' } as const],
    group: careId,
    needs: [],
    priority: 0,
  };
  return {
    ...plan,
    groups: [offered, { ...offered, id: careId, name: '售后服务', hours: closed }],
    hours: [{ id: closed, name: '售后时间', timeZone: 'Asia/Shanghai', week, exceptions: [] }],
    rules: [rule],
    // Nobody touches the virtual machine's keyboard.
    settings: { ...plan.settings, awayAfter: null },
  };
}

/** An hour of Shanghai's day that is about twelve hours off. */
function notNow(): { from: number; to: number } {
  const hour = (new Date(Date.now() + 8 * 3600_000).getUTCHours() + 12) % 24;
  const from = Math.min(hour, 22) * 60;
  return { from, to: from + 60 };
}

export const statusIs = (desk: Desk, status: string) =>
  desk.page.locator(`[data-testid="own-status"][data-status="${status}"]`).waitFor();

/** Says so in the foot of the desk. */
export async function setStatus(desk: Desk, status: 'online' | 'busy'): Promise<void> {
  await byId(desk.page, 'own-status').click();
  await byId(desk.page, `status-${status}`).click();
  await statusIs(desk, status);
}

import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { type Desk, launchDesk } from '../support/app.ts';
import { byId, connected, signIn } from '../support/app-page.ts';
import { type HeldClock, heldClock } from '../support/held-clock.ts';
import {
  type DeskClient,
  deskClient,
  say,
  startTestHub,
  type TestHub,
  testPeople,
  visitorClient,
} from '../support/hub.ts';
import { openStage, type Stage } from '../support/launch.ts';
import { keepPicture } from '../support/pictures.ts';
import { groupOf } from '../support/routing.ts';

/** The live board (E1) at a supervisor's real desk. The hub's time passes where the test says so: minutes of waiting take none. */
let stage: Stage;
let hub: TestHub;
let desk: Desk;
let clock: HeldClock;
let ann: DeskClient;
/** In the order in which they came, which is that of their risk. */
const talks: string[] = [];
const minutes = 60_000;

beforeAll(async () => {
  clock = heldClock();
  stage = await openStage();
  hub = await startTestHub({ clock });
  const { version, plan } = hub.hub.plans.current();
  const groups = [
    ...plan.groups.map((one) => ({ ...one, name: 'Sales', offerFor: null })),
    { ...groupOf(newId()), name: 'Service' },
  ].map((one) => ({ ...one, serviceLevel: { percent: 80, within: 10 * minutes } }));
  await hub.hub.plans.save(version, { ...plan, groups }, 'test');
  desk = await launchDesk(stage, { data: stage.folder('data'), args: ['--lang', 'en'] });
  await signIn(desk.page, hub.url, testPeople.sue);
  await connected(desk.page);
  await desk.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setSize(1280, 800);
  });
});
afterAll(async () => {
  ann?.close();
  await stage?.close();
  await hub?.stop();
});

const lines = () => byId(desk.page, 'board-row');
/** Whose lines stand there, from the top. */
const order = () =>
  lines().evaluateAll((all) => all.map((one) => one.getAttribute('data-conversation') ?? ''));
const tile = (name: string) => byId(desk.page, 'board-tile').filter({ hasText: name });

test('[E1] who waits stands there by risk, each in the colour of what its group promises; the tile says so too', async () => {
  const { page } = desk;
  await byId(page, 'part-monitor').click();
  await byId(page, 'board-conversations-empty').waitFor();
  for (const [text, then] of [
    ['Is anybody there?', 6 * minutes],
    ['Do you have it in red?', 6 * minutes],
    ['Hello', 0],
  ] as const) {
    talks.push((await say(await visitorClient(hub.url), text)).conversationId);
    clock.leap(then);
  }
  await expect.poll(order).toEqual(talks);
  // Twelve minutes of ten, six of ten, none.
  await expect
    .poll(() =>
      lines()
        .locator('[data-wait]')
        .evaluateAll((all) => all.map((one) => one.getAttribute('data-wait'))),
    )
    .toEqual(['late', 'soon', 'calm']);
  await expect.poll(() => tile('Sales').textContent()).toMatch(/3\s*waiting\s*12:/);
  expect(await tile('Sales').locator('[data-wait]').getAttribute('data-wait')).toBe('late');
  await keepPicture(page, 'board-1-by-risk');
  // A click shows those of one group alone.
  await tile('Service').click();
  await expect.poll(order).toEqual([]);
  await tile('Service').click();
  await expect.poll(order).toEqual(talks);
});

test('[E1] it is live: somebody comes and has them, answers one, and each line says so at once', async () => {
  const { page } = desk;
  ann = await deskClient(hub.url, testPeople.ann);
  const agent = byId(page, 'board-agent').filter({ hasText: 'Ann' });
  await expect.poll(() => agent.textContent()).toMatch(/Online[\s\S]*3\//);
  await expect.poll(() => lines().filter({ hasText: 'Ann' }).count()).toBe(3);
  await expect.poll(() => tile('Sales').textContent()).toMatch(/0\s*waiting/);
  const [first = ''] = talks;
  await ann.get('message.send', { conversationId: first, key: newId(), text: 'Yes, I am' });
  const line = page.locator(`[data-testid="board-row"][data-conversation="${first}"]`);
  await expect.poll(() => line.locator('[data-wait]').count()).toBe(0);
  // Nobody waits there: the others come first now.
  await page.mouse.move(0, 0);
  await expect.poll(order).toEqual([...talks.slice(1), first]);
  await keepPicture(page, 'board-2-live');
});

test('[E1] the wallboard has figures and nobody’s name, and Esc leaves it', async () => {
  const { page } = desk;
  await byId(page, 'board-wall').click();
  const wall = byId(page, 'wallboard');
  await byId(page, 'wall-tile').filter({ hasText: 'Sales' }).waitFor();
  const text = (await wall.textContent()) ?? '';
  expect(text).toMatch(/3\s*served/);
  for (const name of ['Ann', 'Sue', 'Visitor']) expect(text).not.toContain(name);
  await keepPicture(page, 'board-3-wall');
  await page.keyboard.press('Escape');
  await wall.waitFor({ state: 'detached' });
  await byId(page, 'board').waitFor();
});

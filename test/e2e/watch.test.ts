import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Desk } from '../support/app.ts';
import { launchDesk } from '../support/app.ts';
import { byId, connected, signIn } from '../support/app-page.ts';
import {
  type DeskClient,
  deskClient,
  say,
  signIn as signInByHttp,
  startTestHub,
  type TestHub,
  testPeople,
  visitorClient,
} from '../support/hub.ts';
import type { Stage } from '../support/launch.ts';
import { openStage } from '../support/launch.ts';
import { keepPicture } from '../support/pictures.ts';
import { haveRules, watching } from '../support/watch.ts';

/** The ladder of an alert (E5, H3) at a supervisor's real desk, on a real hub. */

const tom = {
  name: 'Tom',
  email: 'tom@example.test',
  password: 'correct horse tom',
  role: 'supervisor',
} as const;

let stage: Stage;
let hub: TestHub;
let desk: Desk;
let tomsDesk: DeskClient;

beforeAll(async () => {
  stage = await openStage();
  hub = await startTestHub();
  await hub.hub.people.create(tom);
  const { me } = await signInByHttp(hub.url, tom);
  // Tom is to hear of it first; as nobody says anything, all supervisors are told soon after.
  await haveRules(
    hub.hub,
    watching(
      { kind: 'waiting', over: 5, worse: null },
      {
        name: { zh: '排队过久', en: 'Waits too long' },
        severity: 'critical',
        receivers: { to: 'people', people: [me.id] },
        climbAfter: 5,
      },
    ),
  );
  tomsDesk = await deskClient(hub.url, tom);
  desk = await launchDesk(stage, { data: stage.folder('data'), args: ['--lang', 'en'] });
  await signIn(desk.page, hub.url, testPeople.sue);
  await connected(desk.page);
});
afterAll(async () => {
  tomsDesk?.close();
  await stage?.close();
  await hub?.stop();
});

test('[E5] an alert that its receiver leaves alone is told at the supervisor’s desk, leads there, and is acknowledged by name', async () => {
  const { page, app } = desk;
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  await say(await visitorClient(hub.url), 'a canary of the customer');
  const first = await tomsDesk.until('watch_call');
  expect(first).toMatchObject({ count: 1, alerts: [{ rung: 0, severity: 'critical' }] });

  const notification = await stage.notifications.next(
    ({ title }) => title.includes('Waits too long'),
    30_000,
  );
  expect(notification.title).toBe('Critical: Waits too long');
  expect(notification.body).not.toContain('canary');
  stage.notifications.click(notification.id);

  // The window is there again, with that alert beside the list.
  await byId(page, 'alert-detail').waitFor();
  await byId(page, 'alert-history')
    .getByText('Nobody has acknowledged it: all supervisors are told')
    .waitFor();
  await byId(page, 'alert-note').fill('I call them');
  await byId(page, 'alert-acknowledge').click();
  await byId(page, 'alert-history').getByText('Sue has acknowledged it').waitFor();
  await keepPicture(page, 'app-watch');

  const told = await tomsDesk.until('watch', ({ alerts }) => alerts.some((one) => one.acknowledged !== null));
  expect(told.alerts).toMatchObject([{ acknowledged: { by: { name: 'Sue' }, note: 'I call them' } }]);
  const alertId = told.alerts[0]?.id ?? '';
  expect(await tomsDesk.ask('watch.acknowledge', { alertId, note: null })).toEqual({
    ok: false,
    error: { code: 'taken', owner: 'Sue' },
  });
});

test('[E5] it is over by itself when somebody has the customer', async () => {
  const { page } = desk;
  await byId(page, 'alerts-acknowledged').click();
  await byId(page, 'alert-row').waitFor();
  const ann = await deskClient(hub.url, testPeople.ann);
  await byId(page, 'alert-row').waitFor({ state: 'detached' });
  await byId(page, 'alerts-past').click();
  await byId(page, 'alert-row').waitFor();
  ann.close();
});

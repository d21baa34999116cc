import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Desk } from '../support/app.ts';
import { launchDesk } from '../support/app.ts';
import { byId, connected, signIn } from '../support/app-page.ts';
import { startTestHub, type TestHub } from '../support/hub.ts';
import type { Stage } from '../support/launch.ts';
import { openStage } from '../support/launch.ts';
import { keepPicture } from '../support/pictures.ts';

/** Administration in the real desk, on a real hub. */

const boss = {
  name: 'Boss',
  email: 'boss@example.test',
  password: 'correct horse boss',
  role: 'admin',
} as const;

let stage: Stage;
let hub: TestHub;
let desk: Desk;

beforeAll(async () => {
  stage = await openStage();
  hub = await startTestHub();
  await hub.hub.people.create(boss);
  desk = await launchDesk(stage, { data: stage.folder('data'), args: ['--lang', 'en'] });
  await signIn(desk.page, hub.url, boss);
  await connected(desk.page);
});
afterAll(async () => {
  await stage?.close();
  await hub?.stop();
});

test('[A10] an admin makes a person, whose password can be copied and signs in', async () => {
  const { page, app } = desk;
  await byId(page, 'part-admin').click();
  await byId(page, 'admin-add').click();
  await byId(page, 'person-name').fill('Li');
  await byId(page, 'person-email').fill('li@example.test');
  await byId(page, 'person-save').click();
  await byId(page, 'copy').click();
  await page.getByText('Copied').waitFor();
  const copied = await app.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied).toBe(await byId(page, 'secret').inputValue());
  expect((await hub.hub.people.accountOf('li@example.test')) !== null).toBe(true);
  await page.keyboard.press('Escape');
  await keepPicture(page, 'app-admin-people');
});

test('[B1] a group is changed, saved and in force; the page’s policy allows all of it', async () => {
  const { page } = desk;
  await byId(page, 'admin-groups').click();
  await byId(page, 'group-name').fill('Front desk');
  await byId(page, 'plan-save').click();
  await byId(page, 'plan-saved').waitFor();
  const [last] = await hub.hub.database.kysely
    .selectFrom('routing_plan')
    .select(['version', 'by', 'plan'])
    .orderBy('version', 'desc')
    .limit(1)
    .execute();
  expect(last).toMatchObject({ version: 2, by: 'Boss' });
  expect(JSON.parse(last?.plan ?? '{}').groups[0].name).toBe('Front desk');
  await keepPicture(page, 'app-admin-groups');
});

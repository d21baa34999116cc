import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Desk } from '../support/app.ts';
import { launchDesk } from '../support/app.ts';
import { byId, connected, signIn } from '../support/app-page.ts';
import { deskClient, startTestHub, type TestHub, testPeople } from '../support/hub.ts';
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

test('[A11] the handbook: a field, a disposition and a checklist are written, told to agents, retired; an earlier version deletes no code', async () => {
  const { page } = desk;
  const ann = await deskClient(hub.url, testPeople.ann);
  const told = (version: number) => ann.until('handbook', (news) => news.version === version);
  const pulled = async () => (await ann.get('handbook.pull', {})).handbook;
  const save = async (version: number) => {
    await byId(page, 'handbook-save').click();
    await told(version);
    await byId(page, 'handbook-saved').waitFor();
  };

  await byId(page, 'admin-fields').click();
  await byId(page, 'admin-add').click();
  await byId(page, 'field-name-zh').fill('尺码');
  await byId(page, 'field-name-en').fill('Shoe size');
  await save(1);
  await keepPicture(page, 'app-admin-handbook-fields');

  await byId(page, 'admin-dispositions').click();
  await byId(page, 'admin-add').click();
  await byId(page, 'disposition-name-zh').fill('退货');
  await byId(page, 'disposition-name-en').fill('Return');
  await byId(page, 'disposition-add-under').click();
  await byId(page, 'disposition-name-zh').fill('坏了');
  await byId(page, 'disposition-name-en').fill('Broken');
  await byId(page, 'admin-checklists').click();
  await byId(page, 'admin-add').click();
  await byId(page, 'checklist-name-zh').fill('退货流程');
  await byId(page, 'checklist-name-en').fill('How to return');
  await page.getByLabel('Step 1 in Chinese').fill('看照片');
  await page.getByLabel('Step 1 in English').fill('Look at the picture');
  await save(2);
  await keepPicture(page, 'app-admin-handbook-checklists');
  expect(await pulled()).toMatchObject({
    fields: [{ key: 'shoe-size' }],
    dispositions: [
      { code: 'return', parent: null },
      { code: 'broken', parent: 'return' },
    ],
    checklists: [{ steps: [{ text: { en: 'Look at the picture' } }] }],
  });

  await byId(page, 'admin-dispositions').click();
  await byId(page, 'disposition-row').filter({ hasText: 'Broken' }).click();
  expect(await byId(page, 'admin-delete').count()).toBe(0);
  await byId(page, 'disposition-retire').click();
  await save(3);
  await keepPicture(page, 'app-admin-handbook-dispositions');

  // Version 1 knew neither: what is in force since then stays, retired; what was retired goes.
  await byId(page, 'admin-handbook').click();
  await byId(page, 'version').last().getByRole('button').click();
  await byId(page, 'version-restore').click();
  await told(4);
  await page.getByText('Saved as version 4. It is in force.').waitFor();
  const now = await pulled();
  expect(now.fields).toMatchObject([{ key: 'shoe-size' }]);
  expect(now.dispositions).toMatchObject([{ code: 'return', retired: true }]);
  expect(now.checklists).toEqual([]);
  await byId(page, 'admin-dispositions').click();
  await byId(page, 'disposition-row').filter({ hasText: 'Return' }).getByText('retired').waitFor();
  ann.socket.disconnect();
});

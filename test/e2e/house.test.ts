import { afterAll, beforeAll, expect, test } from 'vitest';
import type { IpcAnswer } from '#shared/ipc/contract.ts';
import { type Desk, launchDesk } from '../support/app.ts';
import { type HubProcess, launchHub } from '../support/app-hub.ts';
import { byId, call, connected, signIn } from '../support/app-page.ts';
import type { Stage } from '../support/launch.ts';
import { openStage } from '../support/launch.ts';
import { keepPicture } from '../support/pictures.ts';

/** What an administrator rules on the screen counts in another desk that runs (G2). */
let stage: Stage;
let hub: HubProcess;
let chief: Desk;
let agent: Desk;

beforeAll(async () => {
  stage = await openStage();
  hub = await launchHub(stage.undo);
  const desk = async (role: string) => {
    const who = hub.accounts.find((one) => one.role === role);
    if (who === undefined) throw new Error(`no demo ${role}`);
    const started = await launchDesk(stage, { data: stage.folder(role), args: ['--lang', 'en'] });
    await signIn(started.page, hub.hub, who);
    await connected(started.page);
    return started;
  };
  [chief, agent] = [await desk('admin'), await desk('agent')];
});
afterAll(() => stage?.close());

const retention = async () => {
  const answer = await call(agent.page, 'policy.report', {});
  const { effective } = (answer as { value: IpcAnswer<'policy.report'> }).value;
  return effective.find(({ name }) => name === 'RetentionDays');
};
const setRetention = (days: number) => call(agent.page, 'app.setRetention', { days });

test('locked on the screen, it is locked in the other desk: said there, and not to be changed', async () => {
  expect(await setRetention(300)).toMatchObject({ ok: true });
  const { page } = chief;
  await byId(page, 'part-admin').click();
  await byId(page, 'admin-policy').click();
  await byId(page, 'policy-how-RetentionDays').selectOption('locked');
  await page.locator('[data-policy="RetentionDays"] input').fill('21');
  await byId(page, 'policy-save').click();
  await byId(page, 'policy-saved').waitFor();
  await keepPicture(page, 'app-admin-policy');

  await expect.poll(retention).toMatchObject({ value: 21, source: 'hub', from: hub.hub, locked: true });
  const refused = { ok: false, error: { code: 'managed', field: 'RetentionDays' } };
  expect(await setRetention(60)).toEqual(refused);
  await agent.page.keyboard.press('Control+,');
  await byId(agent.page, 'settings-policy').click();
  const row = agent.page.locator('[data-policy="RetentionDays"]');
  await row.locator('[data-source="hub"]').waitFor();
  await row.locator('[data-value]').getByText('21').waitFor();

  // The desks are counted by what they run.
  await byId(page, 'admin-deskVersions').click();
  await expect
    .poll(() => byId(page, 'desk-versions').locator('tbody tr').first().locator('td').first().textContent())
    .toBe('2');

  // Undone: the first version was the first thing that was ever said.
  await byId(page, 'admin-policy').click();
  await byId(page, 'policy-undo').click();
  await byId(page, 'version-restore').click();
  await byId(page, 'version-dialog').waitFor({ state: 'detached' });
  await expect.poll(retention).toMatchObject({ value: 300, source: 'user', locked: false });
  expect(await setRetention(60)).toMatchObject({ ok: true });
});

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adminScenario } from '../support/renderer-harness/admin-world.ts';
import { seenAs } from '../support/renderer-harness/scenarios.ts';
import type { Seen, Stage } from '../support/renderer-harness/stage.ts';
import { raiseStage } from '../support/renderer-harness/stage.ts';
import { scenarioOf } from './renderer-stage.ts';

/** Desks and sign-ins on the screen, against a scripted hub. */

let stage: Stage;
beforeAll(async () => {
  stage = await raiseStage();
});
afterAll(() => stage.close());

async function devices(refuse = {}): Promise<Seen> {
  const seen = await stage.open(seenAs(adminScenario({ refuse }), 'en', 'light'));
  await seen.page.getByTestId('part-admin').click();
  await seen.page.getByTestId('admin-devices').click();
  return seen;
}

const rowOf = (page: Page, text: string) => page.getByTestId('device').filter({ hasText: text });
const standings = (page: Page) =>
  page.getByTestId('device').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-standing')));

describe('devices', () => {
  it('one that is connected is wiped after the question, and followed until it says that it is done', async () => {
    const { page, calls } = await devices();
    const row = rowOf(page, 'KF-DESK-014');
    await row.getByTestId('device-wipe').click();
    await page.getByTestId('wipe-dialog').getByText('it happens at once').waitFor();
    await page.keyboard.press('Escape');
    await page.getByTestId('wipe-dialog').waitFor({ state: 'detached' });
    expect(await calls('admin.devices.wipe')).toEqual([]);
    await row.getByTestId('device-wipe').click();
    await page.getByTestId('wipe-yes').click();
    const [asked] = (await calls('admin.devices.wipe')) as { device: string; person: string }[];
    expect(asked).toEqual({ device: expect.any(String), person: expect.any(String) });
    await page.locator(`[data-device="${asked?.device}"][data-standing="wiped"]`).waitFor();
    expect(await row.getByRole('button').count()).toBe(0);
    await page.close();
  });

  it('one that is away is told at its next contact: until then it is taken back', async () => {
    const { page } = await devices();
    const row = rowOf(page, 'wangjing-mbp');
    await row.getByTestId('device-wipe').click();
    await page.getByTestId('wipe-dialog').getByText('at the next contact').waitFor();
    await page.getByTestId('wipe-yes').click();
    await row.getByText('Wipe asked').waitFor();
    await row.getByTestId('device-keep').click();
    await row.getByText('Signed in').waitFor();
    await page.close();
  });

  it('taken back too late is said, and the list is read anew', async () => {
    const { page, calls } = await devices({ 'admin.devices.keep': { code: 'too_late' } });
    await rowOf(page, 'LAPTOP-9Q2').getByTestId('device-keep').click();
    await page.getByRole('alert').getByText('It was too late').waitFor();
    await expect.poll(async () => (await calls('admin.devices.list')).length).toBeGreaterThan(1);
    await page.close();
  });

  it('of a computer that several use the question asks whose', async () => {
    const { page, calls } = await devices();
    await rowOf(page, 'KF-DESK-021').last().getByTestId('device-wipe').click();
    expect(await page.getByTestId('wipe-whole').isChecked()).toBe(false);
    // Of the two one is connected: then it is at once.
    await page.getByTestId('wipe-dialog').getByText('at the next contact').waitFor();
    await page.getByTestId('wipe-whole').check();
    await page.getByTestId('wipe-dialog').getByText('it happens at once').waitFor();
    await page.getByTestId('wipe-yes').click();
    await expect
      .poll(() => calls('admin.devices.wipe'))
      .toEqual([{ device: expect.stringMatching(/^[\w-]{36}$/u) }]);
    await page.close();
  });

  it('found by words and state', async () => {
    const { page } = await devices();
    await page.getByTestId('device').first().waitFor();
    await page.getByTestId('devices-search').fill('windows 021');
    await expect.poll(() => standings(page)).toEqual(['active', 'active']);
    await page.getByTestId('devices-state').selectOption('wiped');
    await page.getByText('No desk is like that.').waitFor();
    await page.getByRole('button', { name: 'Show everything' }).click();
    await expect.poll(async () => (await standings(page)).length).toBe(8);
    await page.close();
  });

  it('somebody’s sign-ins are ended after a question, one or all', async () => {
    const { page, calls } = await devices();
    await rowOf(page, 'KF-DESK-014').getByTestId('device-sessions').click();
    const dialog = page.getByTestId('sessions-dialog');
    await dialog.getByTestId('others-session-end').first().click();
    await page.getByRole('button', { name: 'End it', exact: true }).last().click();
    await dialog.getByText('1 sign-in ended.').waitFor();
    await expect.poll(() => dialog.getByTestId('session').count()).toBe(2);
    await dialog.getByTestId('others-sessions-end').click();
    await page.getByRole('button', { name: 'End all', exact: true }).last().click();
    await dialog.getByText('Signed in nowhere.').waitFor();
    const asked = (await calls('admin.sessions.end')) as { person: string; id?: string }[];
    expect(asked.map(({ id }) => id === undefined)).toEqual([false, true]);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.close();
  });
});

describe('a sign-in on a new computer', () => {
  const asked = () => stage.open(seenAs(scenarioOf('sign-in-notice'), 'en', 'light'));

  it('is asked about in a line, wherever one is, until one has said that it was oneself', async () => {
    const { page, calls } = await asked();
    const notices = page.getByTestId('sign-in-notice');
    await notices.nth(1).waitFor();
    expect(await notices.first().textContent()).toMatch(
      /LAPTOP-9Q2.*Was it you\?.*Windows 11 · 203\.0\.113\.77/su,
    );
    expect(await notices.last().textContent()).toContain('an unnamed computer');
    await page.getByTestId('part-settings').click();
    await notices.nth(1).waitFor();
    await notices.first().getByTestId('sign-in-known').click();
    await notices.first().waitFor({ state: 'detached' });
    expect(await calls('sessions.known')).toEqual([{ id: '01939c00-0000-7000-8000-0000000000c1' }]);
    await page.close();
  });

  it('is ended as none of one’s own, and it is said what to do then, until that was read', async () => {
    const { page, calls } = await asked();
    await page.getByTestId('sign-in-end').first().click();
    await page.getByTestId('sign-in-ended').getByText('tell your administrator').waitFor();
    expect(await calls('sessions.end')).toEqual([{ id: '01939c00-0000-7000-8000-0000000000c1' }]);
    await page.getByRole('button', { name: 'I have read it' }).click();
    await page.getByTestId('sign-in-notices').waitFor({ state: 'detached' });
    await page.close();
  });

  it('comes as news, too; what was refused is said there', async () => {
    const usual = scenarioOf('usual');
    const refuse = { 'sessions.known': { code: 'unavailable' } } as const;
    const { page, tell } = await stage.open(seenAs({ ...usual, refuse }, 'en', 'light'));
    const signIns = scenarioOf('sign-in-notice').signIns ?? [];
    await tell('sessions.asking', { signIns: signIns.slice(0, 1) });
    await page.getByTestId('sign-in-known').click();
    await page.getByTestId('sign-in-notice').getByText('hub', { exact: false }).waitFor();
    await tell('sessions.asking', { signIns: [] });
    await page.getByTestId('sign-in-notices').waitFor({ state: 'detached' });
    await page.close();
  });
});

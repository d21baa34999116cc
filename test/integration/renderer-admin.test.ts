import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RoutingPlan } from '../../src/shared/domain/routing/plan.ts';
import { adminScenario, plan } from '../support/renderer-harness/admin-world.ts';
import { seenAs } from '../support/renderer-harness/scenarios.ts';
import type { Seen, Stage } from '../support/renderer-harness/stage.ts';
import { raiseStage } from '../support/renderer-harness/stage.ts';
import { bootOf, me } from '../support/renderer-harness/world.ts';
import { scenarioOf } from './renderer-stage.ts';

/** Administration on the screen, against a scripted hub. */

let stage: Stage;
beforeAll(async () => {
  stage = await raiseStage();
});
afterAll(() => stage.close());

type World = Parameters<typeof adminScenario>[1];
type Saved = { readonly version: number; readonly plan: RoutingPlan };

async function admin(section: string, world: World = {}, refuse = {}): Promise<Seen> {
  const seen = await stage.open(seenAs(adminScenario({ refuse }, world), 'en', 'light'));
  await enter(seen.page, section);
  return seen;
}

async function enter(page: Page, section: string): Promise<void> {
  await page.getByTestId('part-admin').click();
  await page.getByTestId(`admin-${section}`).click();
}

const bar = (page: Page) => page.getByTestId('plan-bar');
const rules = (page: Page) => page.getByTestId('rule').locator('.font-medium').allInnerTexts();
const answer = (page: Page, name: string) =>
  page.getByRole('dialog').getByRole('button', { name, exact: true }).click();

describe('[P14] who is let in', () => {
  it('is an admin: nobody else sees the way, and who is an admin no more does not stay', async () => {
    const other = await stage.open(scenarioOf('usual'));
    expect(await other.page.getByTestId('part-conversations').count()).toBe(1);
    expect(await other.page.getByTestId('part-admin').count()).toBe(0);
    await other.page.close();

    const { page, tell } = await admin('groups');
    await page.getByTestId('group-name').waitFor();
    const { account } = bootOf();
    await tell('account.changed', { ...account, me: { ...me, role: 'supervisor' } });
    await page.getByTestId('admin').waitFor({ state: 'detached' });
    expect(await page.getByTestId('part-admin').count()).toBe(0);
    await page.close();
  });

  it('goes back to the conversation of a notification', async () => {
    const usual = scenarioOf('usual');
    const { boot } = adminScenario();
    const { page, tell } = await stage.open({ ...usual, boot, admin: adminScenario().admin! });
    await enter(page, 'groups');
    await tell('conversations.focus', { conversationId: usual.tabs.order[0] });
    await page.getByTestId('transcript').waitFor();
    await page.close();
  });
});

describe('[B1] the plan is a draft until it is saved', () => {
  it('survives another part of the desk and another start, and is saved as a whole', async () => {
    const { page, calls } = await admin('groups');
    await page.getByTestId('group-name').fill('Sales');
    await bar(page).getByText('1 change not saved').waitFor();
    await page.getByTestId('part-conversations').click();
    await page.getByRole('button', { name: 'Administration, with changes that are not saved' }).click();
    await expect.poll(() => page.getByTestId('group-name').inputValue()).toBe('Sales');

    await page.reload();
    await enter(page, 'groups');
    expect(await page.getByTestId('group-name').inputValue()).toBe('Sales');
    await page.getByTestId('plan-save').click();
    await page.getByTestId('plan-saved').waitFor();
    const [saved] = (await calls('admin.plan.save')) as Saved[];
    expect(saved).toEqual({
      version: 7,
      plan: { ...plan, groups: plan.groups.map((one, i) => (i === 0 ? { ...one, name: 'Sales' } : one)) },
    });
    await page.reload();
    await enter(page, 'groups');
    expect(await page.getByTestId('group-name').inputValue()).toBe(plan.groups[0]!.name);
    await page.close();
  });

  it('is nobody else’s: who signs in after does not see it', async () => {
    const { page } = await admin('groups');
    await page.getByTestId('group-name').fill('Sales');
    await bar(page).waitFor();
    const draft = await page.evaluate(() => localStorage.getItem('yingke.admin.plan'));
    const of = adminScenario();
    const account = { ...of.boot.account, me: { ...me, id: plan.groups[0]!.id, role: 'admin' } } as const;
    const next = await stage.open(
      seenAs({ ...of, boot: { ...of.boot, account: account as never } }, 'en', 'light'),
    );
    await next.page.evaluate((kept) => localStorage.setItem('yingke.admin.plan', kept ?? ''), draft);
    await enter(next.page, 'groups');
    expect(await next.page.getByTestId('group-name').inputValue()).toBe(plan.groups[0]!.name);
    expect(await bar(next.page).count()).toBe(0);
    await next.page.close();
    await page.close();
  });

  it('with an error is not saved; the error is told beside the field, and leads there', async () => {
    const { page } = await admin('groups');
    await page.getByTestId('group-name').fill('');
    await page.getByText('It needs a name.').waitFor();
    expect(await page.getByTestId('group-name').getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByTestId('plan-save').isDisabled()).toBe(true);
    await page.getByTestId('admin-sites').click();
    await page.getByTestId('plan-details').click();
    await page.getByTestId('trouble').click();
    await page.getByTestId('group-name').fill('Sales');
    await expect.poll(() => page.getByTestId('plan-save').isEnabled()).toBe(true);
    // Back as it was, nothing is changed.
    await page.getByTestId('group-name').fill(plan.groups[0]!.name);
    await bar(page).waitFor({ state: 'detached' });
    await page.close();
  });

  it('is discarded after a question', async () => {
    const { page } = await admin('groups');
    await page.getByTestId('group-name').fill('Sales');
    await page.getByTestId('plan-discard').click();
    await answer(page, 'Cancel');
    // Who answered by the keyboard is back where they were.
    await expect
      .poll(() => page.getByTestId('plan-discard').evaluate((button) => button === document.activeElement))
      .toBe(true);
    expect(await page.getByTestId('group-name').inputValue()).toBe('Sales');
    await page.getByTestId('plan-discard').click();
    await answer(page, 'Discard');
    expect(await page.getByTestId('group-name').inputValue()).toBe(plan.groups[0]!.name);
    await page.close();
  });

  it('stays where the hub is away, and says so', async () => {
    const { page, tell } = await admin('groups', {}, { 'admin.plan.save': { code: 'unavailable' } });
    await page.getByTestId('group-name').fill('Sales');
    await page.getByTestId('plan-save').click();
    await page.getByText('Nothing of what you changed is lost.').waitFor();
    expect(await page.getByTestId('group-name').inputValue()).toBe('Sales');
    await tell('app.connection', {
      state: 'offline',
      code: null,
      since: Date.now(),
      pending: 0,
      latency: null,
    });
    await page.getByText('kept on this computer until you save them').waitFor();
    expect(await page.getByTestId('group-name').isEditable()).toBe(true);
    await page.close();
  });
});

describe('[B1] somebody else was faster', () => {
  const skills = [...plan.skills, { id: plan.rules[0]!.id, name: 'Fax' }];
  const faster = { by: 'Vice', plan: { ...plan, skills } };

  async function conflicting(): Promise<Seen> {
    const seen = await admin('groups', { faster });
    await seen.page.getByTestId('group-name').fill('Sales');
    await seen.page.getByTestId('plan-save').click();
    await seen.page.getByText('Vice saved version 8').waitFor();
    expect(await seen.page.getByTestId('plan-save').isDisabled()).toBe(true);
    expect(await seen.page.getByTestId('group-name').inputValue()).toBe('Sales');
    return seen;
  }

  it('theirs is loaded, and mine is gone', async () => {
    const { page } = await conflicting();
    await page.getByTestId('plan-theirs').click();
    await expect.poll(() => page.getByTestId('group-name').inputValue()).toBe(plan.groups[0]!.name);
    await page.getByTestId('admin-skills').click();
    await expect.poll(() => page.getByTestId('skill').count()).toBe(4);
    await page.close();
  });

  it('or mine is put on top of theirs, and saved after it', async () => {
    const { page, calls } = await conflicting();
    await page.getByTestId('plan-both').click();
    await page.getByTestId('plan-save').click();
    await page.getByText('Saved as version 9').waitFor();
    const saved = ((await calls('admin.plan.save')) as Saved[]).at(-1)!;
    expect(saved.version).toBe(8);
    expect(saved.plan.skills).toEqual(faster.plan.skills);
    expect(saved.plan.groups[0]!.name).toBe('Sales');
    await page.close();
  });
});

describe('[B1] entry rules', () => {
  it('change places by key and by button, and focus stays with the one that moves', async () => {
    const { page } = await admin('rules');
    const names = plan.rules.map(({ name }) => name);
    const [a, b, c, d] = names;
    await page.getByTestId('rule').first().focus();
    await page.keyboard.press('Alt+ArrowDown');
    await expect.poll(() => rules(page)).toEqual([b, a, c, d]);
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
    await expect.poll(focused).toContain(a);
    await page.keyboard.press('Alt+ArrowDown');
    await page.keyboard.press('Alt+ArrowUp');
    await page.keyboard.press('Alt+ArrowUp');
    await expect.poll(() => rules(page)).toEqual(names);
    await page.getByRole('button', { name: `Move ${d} up` }).click();
    await expect.poll(() => rules(page)).toEqual([a, b, d, c]);
    await page.getByText('1 change not saved').waitFor();
    // Plain arrows only go from one to the next.
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => focused()).toContain(b);
    await page.close();
  });

  it('are tried out as they are here, saved or not', async () => {
    const { page } = await admin('rules');
    await page.getByTestId('try-out').click();
    const result = page.getByTestId('try-result');
    await result.getByText('No rule fits').waitFor();
    await page.getByTestId('try-page').fill('https://shop.example.com/?utm_campaign=1111');
    await result.getByText(plan.rules[3]!.name).waitFor();
    await page.getByTestId('try-customer').fill('level = VIP');
    await result.getByText(plan.rules[0]!.name).waitFor();
    await page.getByTestId('rule').first().click();
    await page.getByTestId('condition-value').fill('gold');
    await result.getByText(plan.rules[3]!.name).waitFor();
    await page.close();
  });
});

describe('[B4] hours', () => {
  it('take what is a time of day, and nothing else; what overlaps is told at its day', async () => {
    const { page } = await admin('hours');
    const from = page.getByLabel('Monday, period 2: from');
    await from.fill('25');
    await expect.poll(() => from.getAttribute('aria-invalid')).toBe('true');
    await expect.poll(() => bar(page).count()).toBe(0);
    await from.fill('11');
    await page.getByText('Monday: 11:00–18:00 overlaps with another period.').first().waitFor();
    await from.press('Enter');
    await expect.poll(() => from.inputValue()).toBe('11:00');
    await page.close();
  });

  it('have a time zone that is found by the keyboard; Escape leaves the one that was', async () => {
    const { page } = await admin('hours');
    const zone = page.getByTestId('hours-zone');
    await zone.fill('new y');
    await zone.press('Escape');
    await expect.poll(() => zone.inputValue()).toBe('Asia/Shanghai');
    await zone.fill('berlin');
    await zone.press('Enter');
    await expect.poll(() => zone.inputValue()).toBe('Europe/Berlin');
    await page.getByTestId('hours-preview').waitFor();
    await page.close();
  });
});

describe('[A10] people', () => {
  it('are made with a password that is shown once and can be copied', async () => {
    const { page, calls } = await admin('people');
    await page.getByTestId('admin-add').click();
    await page.getByTestId('person-save').click();
    await page.getByText('This is no e-mail address.').waitFor();
    expect(await calls('admin.people.create')).toEqual([]);
    await page.getByTestId('person-name').fill(' Li ');
    await page.getByTestId('person-email').fill('Li@Example.test');
    await page.getByTestId('person-email').press('Enter');
    const dialog = page.getByTestId('one-time-password');
    await dialog.waitFor();
    expect(await calls('admin.people.create')).toMatchObject([
      { name: 'Li', email: 'li@example.test', role: 'agent' },
    ]);
    expect(await dialog.getByTestId('secret').inputValue()).toBe('kiwi-lamp-otter-73');
    await dialog.getByTestId('copy').click();
    await dialog.getByText('Copied').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await page.content()).not.toContain('kiwi-lamp-otter-73');
    await page.close();
  });

  it('are changed by what is changed and nothing else; what is not saved stays with each', async () => {
    const { page, calls } = await admin('people');
    const chen = page.getByTestId('person').filter({ hasText: '10 at once' });
    await chen.click();
    await page.getByTestId('person-name').fill('Chen');
    await page.getByTestId('person').first().click();
    await chen.click();
    await expect.poll(() => page.getByTestId('person-name').inputValue()).toBe('Chen');
    await page.getByTestId('person-save').click();
    await page.getByRole('heading', { name: 'Chen', exact: true }).waitFor();
    const [change] = (await calls('admin.people.change')) as object[];
    expect(change).toEqual({ id: expect.any(String), name: 'Chen' });
    await page.close();
  });

  it('are disabled after a question; the last admin is not', async () => {
    const { page, calls } = await admin('people');
    await page.getByTestId('person').filter({ hasText: 'Anna' }).click();
    await page.getByTestId('person-disable').click();
    expect(await calls('admin.people.disable')).toEqual([]);
    await answer(page, 'Disable');
    await page.getByRole('button', { name: 'Enable', exact: true }).waitFor();
    await page.getByTestId('person').filter({ hasText: 'Administrator' }).click();
    await page.getByTestId('person-disable').click();
    await answer(page, 'Disable');
    await page.getByText('Nobody would be left who is an administrator.').waitFor();
    await page.close();
  });

  it('have a picture that is made small here, whatever was chosen; what is none is refused', async () => {
    const { page, calls } = await admin('people');
    await page.getByTestId('person').filter({ hasText: 'Anna' }).click();
    // Noise, which nothing makes small but fewer pixels.
    const large = await page.evaluate(() => {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [1200, 800];
      const context = canvas.getContext('2d') as CanvasRenderingContext2D;
      const image = context.createImageData(1200, 800);
      for (let i = 0; i < image.data.length; i++)
        image.data[i] = i % 4 === 3 ? 255 : (i * 7919 * (i % 101)) % 256;
      context.putImageData(image, 0, 0);
      return canvas.toDataURL('image/png').split(',')[1] ?? '';
    });
    const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/png', buffer });
    await page.getByTestId('person-picture').setInputFiles(file('bad.png', Buffer.from('no picture')));
    await page.getByText('This file is no picture that can be read.').waitFor();
    await page.getByTestId('person-picture').setInputFiles(file('noise.png', Buffer.from(large, 'base64')));
    await page.getByTestId('person-save').click();
    await expect.poll(async () => (await calls('admin.people.change')).length).toBe(1);
    const [{ profile }] = (await calls('admin.people.change')) as [{ profile: { picture: string } }];
    expect(profile.picture).toMatch(/^data:image\/webp;base64,/u);
    expect(profile.picture.length).toBeLessThanOrEqual(30_000);
    await page.close();
  });
});

describe('[A10] the rest', () => {
  it('an earlier version is looked at, and put in force again', async () => {
    const { page, calls } = await admin('versions');
    await page.getByTestId('version').nth(2).getByRole('button').click();
    await page.getByText('Entry rules · English pages: deleted').waitFor();
    await page.getByTestId('version-restore').click();
    await page.getByText('Saved as version 8. It is in force.').waitFor();
    expect(await calls('admin.plan.restore')).toEqual([{ version: 7, to: 5 }]);
    await page.close();
  });

  it('a group that rules send to is not deleted; a skill is, with what asks for it', async () => {
    const { page } = await admin('groups');
    await page.getByTestId('group').nth(1).click();
    await page.getByTestId('admin-delete').click();
    await page.getByText('is still in use').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByTestId('group').count()).toBe(3);
    await page.getByTestId('admin-skills').click();
    await page.getByTestId('admin-delete').click();
    await page.getByRole('dialog').getByText('Entry rules').waitFor();
    await answer(page, 'Delete');
    expect(await page.getByTestId('skill').count()).toBe(2);
    await page.close();
  });

  it('a site is allowed by its address; the secret is on the screen only when it is wanted', async () => {
    const { page, calls } = await admin('sites');
    await page.getByTestId('origin-new').fill('nonsense here');
    await page.getByTestId('origin-new').press('Enter');
    await page.getByText('This is no address of a website.').waitFor();
    await page.getByTestId('origin-new').fill('new.example.com/shop');
    await page.getByTestId('origin-new').press('Enter');
    await expect.poll(() => page.getByTestId('origin').count()).toBe(3);
    await expect.poll(() => calls('admin.origins.allow')).toEqual([{ origin: 'https://new.example.com' }]);
    await expect.poll(() => page.getByTestId('secret').count()).toBe(0);
    await page.getByTestId('identity-show').click();
    await expect.poll(() => page.getByTestId('secret').count()).toBe(1);
    await page.close();
  });

  it('where orders are is tried before it is saved; a value that is kept is never on the screen', async () => {
    const { page, calls } = await admin('orders');
    const url = page.getByTestId('orders-url');
    await expect.poll(() => url.inputValue()).toBe('https://erp.example.com/orders?customer={sub}');
    expect(await page.getByTestId('orders-secret').inputValue()).toBe('');
    await url.fill('http://{sub}.example.com/');
    await expect.poll(() => page.getByTestId('orders-save').isDisabled()).toBe(true);
    await url.fill('http://10.0.0.5/orders/{sub}?tel={phone}');
    await expect.poll(() => page.getByTestId('orders-save').isDisabled()).toBe(true);
    await page.getByTestId('orders-internal').click();
    await page.getByTestId('orders-secret').fill('Bearer abc');
    await page.getByTestId('orders-sample-phone').fill('138');
    await page.getByTestId('orders-sample-phone').press('Enter');
    await page.getByTestId('orders-outcome').getByText('orders.3.time').waitFor();
    const settings = {
      url: 'http://10.0.0.5/orders/{sub}?tel={phone}',
      internal: true,
      header: 'Authorization',
      patience: 5000,
    };
    const sample = { sub: null, email: null, phone: '138' };
    expect(await calls('admin.orders.try')).toEqual([{ settings, secret: 'Bearer abc', sample }]);
    expect(await calls('admin.orders.save')).toEqual([]);
    await page.getByTestId('orders-save').click();
    await expect.poll(() => calls('admin.orders.save')).toEqual([{ settings, secret: 'Bearer abc' }]);
    await expect.poll(() => page.getByTestId('orders-secret').inputValue()).toBe('');
    await page.getByTestId('orders-off').click();
    await expect.poll(async () => (await calls('admin.orders.save')).at(-1)).toEqual({ settings: null });
    await expect.poll(() => url.inputValue()).toBe('');
    await page.close();
  });
});

describe('[G4] how one signs in', () => {
  type Asked = { readonly secret?: string; readonly rules: { readonly provider: { issuer: string } | null } };
  const issuer = 'https://id.other.example.com';

  it('goes to another host with its secret, and is as good as new after that', async () => {
    const { page, calls } = await admin('signIn');
    await page.getByTestId('provider-issuer').fill(issuer);
    await page.getByText('the secret of the client has to be given anew').waitFor();
    expect(await page.getByTestId('signIn-save').isDisabled()).toBe(true);
    await page.getByTestId('provider-secret').fill('of the other');
    await page.getByTestId('signIn-save').click();
    await page.getByTestId('signIn-saved').waitFor();
    expect(((await calls('admin.signIn.save')) as Asked[]).map(({ secret }) => secret)).toEqual([
      'of the other',
    ]);
    await expect.poll(() => page.getByTestId('provider-secret').inputValue()).toBe('');
    // Nothing is wrong with it, and nothing else is asked for when something else is changed.
    expect(await page.getByText('has to be given anew').count()).toBe(0);
    await page.getByTestId('provider-name').fill('Other');
    await expect.poll(() => page.getByTestId('signIn-save').isEnabled()).toBe(true);
    await page.close();
  });

  it('of before is put into the form where its host is another: never with a secret that was typed for this one', async () => {
    const { page, calls } = await admin('signIn');
    await page.getByTestId('provider-issuer').fill(issuer);
    await page.getByTestId('provider-secret').fill('of the other');
    await page.getByTestId('signIn-save').click();
    await page.getByTestId('signIn-saved').waitFor();
    await page.getByTestId('provider-secret').fill('a newer one of the other');
    await page.getByTestId('signIn-undo').click();
    await page.getByTestId('version-restore').click();
    await page.getByTestId('version-dialog').waitFor({ state: 'detached' });
    await expect
      .poll(() => page.getByTestId('provider-issuer').inputValue())
      .toBe('https://login.example.com/realms/shop');
    await page.getByText('the secret of the client has to be given anew').waitFor();
    expect(await page.getByTestId('provider-secret').inputValue()).toBe('');
    expect(await page.getByTestId('signIn-save').isDisabled()).toBe(true);
    const asked = (await calls('admin.signIn.save')) as Asked[];
    expect(asked.map(({ secret }) => secret ?? null)).toEqual(['of the other', null]);
    await page.close();
  });
});

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { keepPicture } from '../support/pictures.ts';
import {
  adminScenario,
  adminWorld,
  emptyWorld,
  nothingRuled,
  plan,
  policy,
} from '../support/renderer-harness/admin-world.ts';
import { seenAs } from '../support/renderer-harness/scenarios.ts';
import type { Stage } from '../support/renderer-harness/stage.ts';
import { raiseStage } from '../support/renderer-harness/stage.ts';

/** Every screen of the administration: pictured in both languages and themes, and nothing against WCAG. */

let stage: Stage;
beforeAll(async () => {
  stage = await raiseStage();
});
afterAll(() => stage.close());

const show = (section: string) => async (page: Page) => page.getByTestId(`admin-${section}`).click();

const { tried } = adminWorld;
if (tried === undefined) throw new Error('the world has no provider to try');

type Screen = {
  readonly of?: ReturnType<typeof adminScenario>;
  readonly reach: (page: Page) => Promise<unknown>;
};

/** Everything that may be wrong with a plan, on one screen. */
async function spoil(page: Page): Promise<void> {
  await page.getByTestId('group-name').fill('夜间值班');
  await page.getByTestId('admin-rules').click();
  await page.getByTestId('admin-add').click();
  await page.getByTestId('plan-details').click();
}

const screens: Readonly<Record<string, Screen>> = {
  people: { reach: (page) => page.getByTestId('person').filter({ hasText: '陈晨' }).click() },
  'person-new': {
    reach: async (page) => {
      await page.getByTestId('admin-add').click();
      await page.getByTestId('person-save').click();
    },
  },
  password: {
    reach: async (page) => {
      await page.getByTestId('admin-add').click();
      await page.getByTestId('person-name').fill('李想');
      await page.getByTestId('person-email').fill('li@demo.yingke.test');
      await page.getByTestId('person-save').click();
      await page.getByTestId('one-time-password').waitFor();
    },
  },
  groups: {
    reach: async (page) => {
      await show('groups')(page);
      await page.getByTestId('group').nth(1).click();
    },
  },
  'alert-rules': { reach: show('watch') },
  'alert-versions': { reach: show('watchVersions') },
  'alert-version-dialog': {
    reach: async (page) => {
      await show('watchVersions')(page);
      await page.getByTestId('version').nth(1).getByRole('button').click();
      await page.getByTestId('version-dialog').getByRole('listitem').first().waitFor();
    },
  },
  'alert-tried': {
    reach: async (page) => {
      await show('watch')(page);
      await page.getByTestId('rule-try').click();
      await page.getByTestId('rule-raised').scrollIntoViewIfNeeded();
      // What is changed and not saved is counted below.
      await page.getByTestId('rule-on').click();
      await page.getByTestId('watch-details').click();
    },
  },
  'alert-words': {
    reach: async (page) => {
      await show('watch')(page);
      await page.getByTestId('alert-rule').nth(2).click();
      await page.getByTestId('rule-words').fill('投诉\n律师');
    },
  },
  'alert-hook': {
    reach: async (page) => {
      await show('hook')(page);
      await page.getByTestId('hook-try').click();
      await page.getByTestId('hook-tried').getByText('watch.test').waitFor();
    },
  },
  skills: { reach: show('skills') },
  hours: { reach: show('hours') },
  'hours-zone': {
    reach: async (page) => {
      await show('hours')(page);
      await page.getByTestId('hours-zone').fill('new');
    },
  },
  rules: {
    reach: async (page) => {
      await show('rules')(page);
      await page.getByTestId('rule').nth(1).click();
      await page.getByTestId('try-out').click();
      await page.getByTestId('try-customer').fill('level = vip\nvalue = vip');
    },
  },
  general: { reach: show('general') },
  checks: {
    reach: async (page) => {
      await show('checks')(page);
      await page.getByLabel(/^(首次回复|First reply)$/).fill('这个我不知道');
      await page.getByTestId('check-findings').getByText('不知道').first().waitFor();
    },
  },
  versions: { reach: show('versions') },
  'version-dialog': {
    reach: async (page) => {
      await show('versions')(page);
      await page.getByTestId('version').nth(2).getByRole('button').click();
      await page.getByTestId('version-dialog').getByRole('listitem').first().waitFor();
    },
  },
  sites: { reach: show('sites') },
  orders: {
    reach: async (page) => {
      await show('orders')(page);
      await page.getByTestId('orders-sample-sub').fill('shop-20231');
      await page.getByTestId('orders-try').click();
      await page.getByTestId('orders-outcome').waitFor();
    },
  },
  'orders-wrong': {
    reach: async (page) => {
      await show('orders')(page);
      await page.getByTestId('orders-url').fill('http://{sub}.example.com/orders');
      await page.getByTestId('orders-header').fill('Content Type');
      await page.getByTestId('orders-secret').fill('密码');
    },
  },
  fields: {
    reach: async (page) => {
      await show('fields')(page);
      await page.getByTestId('field').nth(1).click();
    },
  },
  dispositions: {
    reach: async (page) => {
      await show('dispositions')(page);
      await page.getByTestId('disposition-row').nth(2).click();
    },
  },
  'disposition-retired': {
    reach: async (page) => {
      await show('dispositions')(page);
      await page.getByTestId('disposition-row').last().click();
    },
  },
  checklists: { reach: show('checklists') },
  'handbook-troubles': {
    reach: async (page) => {
      await show('checklists')(page);
      await page.getByTestId('step-add').click();
      await show('fields')(page);
      await page.getByTestId('field').first().click();
      await page.getByTestId('field-kind').selectOption('choice');
      await page.getByTestId('field-name-en').fill('');
      await page.getByTestId('handbook-details').click();
    },
  },
  'handbook-versions': {
    reach: async (page) => {
      await show('handbook')(page);
      await page.getByTestId('version').nth(2).getByRole('button').click();
      await page.getByTestId('version-dialog').getByRole('listitem').first().waitFor();
    },
  },
  troubles: {
    reach: async (page) => {
      await show('groups')(page);
      await spoil(page);
    },
  },
  conflict: {
    of: adminScenario(
      {},
      {
        faster: {
          by: '陈晨',
          plan: { ...plan, skills: plan.skills.slice(0, 2), rules: plan.rules.slice(0, 2) },
        },
      },
    ),
    reach: async (page) => {
      await show('groups')(page);
      await page.getByTestId('group-name').fill('售前');
      await page.getByTestId('plan-save').click();
      await page.getByTestId('plan-conflict').waitFor();
    },
  },
  away: {
    of: adminScenario({ refuse: { 'admin.plan.read': { code: 'unavailable' } } }),
    reach: show('groups'),
  },
  audit: {
    reach: async (page) => {
      await show('audit')(page);
      // Too long to be gone through without being asked.
      await page.getByTestId('chain-verify').click();
      await page.locator('[data-testid="chain-state"][data-state="whole"]').waitFor();
      await page.getByTestId('audit-open').nth(4).click();
    },
  },
  devices: { reach: show('devices') },
  'devices-found': {
    reach: async (page) => {
      await show('devices')(page);
      await page.getByTestId('devices-search').fill('windows');
      await page.getByTestId('devices-state').selectOption('asked');
      await page.getByTestId('device').first().waitFor();
    },
  },
  'devices-wipe': {
    reach: async (page) => {
      await show('devices')(page);
      await page
        .locator('[data-testid="device"]', { hasText: 'wangjing-mbp' })
        .getByTestId('device-wipe')
        .click();
      await page.getByTestId('wipe-dialog').waitFor();
    },
  },
  'devices-wipe-shared': {
    reach: async (page) => {
      await show('devices')(page);
      await page
        .locator('[data-testid="device"]', { hasText: 'KF-DESK-021' })
        .last()
        .getByTestId('device-wipe')
        .click();
      await page.getByTestId('wipe-whole').check();
    },
  },
  'devices-empty': { of: adminScenario({}, { devices: [] }), reach: show('devices') },
  'devices-refused': {
    of: adminScenario({ refuse: { 'admin.devices.list': { code: 'unavailable' } } }),
    reach: async (page) => {
      await show('devices')(page);
      await page.getByRole('alert').waitFor();
    },
  },
  'person-sessions': {
    reach: async (page) => {
      await page.getByTestId('person').filter({ hasText: '陈晨' }).click();
      await page.getByTestId('person-sessions').click();
      await page.getByTestId('others-sessions').waitFor();
    },
  },
  'person-sessions-none': {
    of: adminScenario({}, { sessions: [] }),
    reach: async (page) => {
      await page.getByTestId('person').filter({ hasText: '陈晨' }).click();
      await page.getByTestId('person-sessions').click();
      await page.getByTestId('sessions-dialog').getByRole('button').waitFor();
    },
  },
  'audit-broken': {
    of: adminScenario({}, { verdict: { whole: false, number: 1208, what: 'changed' } }),
    reach: async (page) => {
      await show('audit')(page);
      await page.getByTestId('chain-verify').click();
      await page.locator('[data-testid="chain-state"][data-state="broken"]').waitFor();
      await page.getByTestId('audit-kind').selectOption('refused');
      await page.getByTestId('audit-line').nth(2).waitFor();
    },
  },
  'audit-refused': {
    of: adminScenario({ refuse: { 'admin.audit.list': { code: 'unavailable' } } }),
    reach: async (page) => {
      await show('audit')(page);
      await page.getByRole('alert').waitFor();
    },
  },
  'audit-empty': {
    of: adminScenario({}, { trail: [], verdict: { whole: true, head: { number: 0, hash: '0'.repeat(64) } } }),
    reach: async (page) => {
      await show('audit')(page);
      await page.locator('[data-testid="chain-state"][data-state="whole"]').waitFor();
    },
  },
  policy: { reach: show('policy') },
  'policy-changed': {
    reach: async (page) => {
      await show('policy')(page);
      await page.getByTestId('policy-how-WipeWhenSignedOut').selectOption('locked');
      await page.getByTestId('policy-how-RetentionDays').selectOption('recommended');
      await page.getByTestId('policy-how-Theme').selectOption('none');
      await page.locator('[data-policy="RetentionDays"] input').fill('9999');
      await page.getByTestId('policy-details').click();
    },
  },
  'policy-conflict': {
    of: adminScenario(
      {},
      {
        fasterPolicy: {
          ...policy,
          ...{ version: 6, at: policy.at + 1000 },
          rules: { locked: { RetentionDays: 7 }, recommended: { Density: 'compact' } },
        },
      },
    ),
    reach: async (page) => {
      await show('policy')(page);
      await page.getByTestId('policy-how-Theme').selectOption('locked');
      await page.getByTestId('policy-save').click();
      await page.getByTestId('policy-conflict').locator('summary').click();
    },
  },
  'policy-undo': {
    reach: async (page) => {
      await show('policy')(page);
      await page.getByTestId('policy-undo').click();
      await page.getByTestId('version-dialog').getByRole('listitem').first().waitFor();
    },
  },
  'policy-versions': { reach: show('policyVersions') },
  'empty-policy': { of: adminScenario({}, nothingRuled), reach: show('policy') },
  'policy-away': {
    of: adminScenario({ refuse: { 'admin.policy.read': { code: 'unavailable' } } }),
    reach: show('policy'),
  },
  'desk-versions': { reach: show('deskVersions') },
  'desk-versions-refused': {
    reach: async (page) => {
      await show('deskVersions')(page);
      await page.getByTestId('require-minimum').fill('1.2.0');
      await page.getByTestId('require-refuse').check();
      await page.getByTestId('require-refused').fill('1.1.3');
      await page.getByTestId('require-preview').getByRole('listitem').nth(1).waitFor();
    },
  },
  'desk-versions-wrong': {
    reach: async (page) => {
      await show('deskVersions')(page);
      await page.getByTestId('require-refuse').check();
      await page.getByTestId('require-refused').fill('1.3.0');
    },
  },
  'empty-desk-versions': { of: adminScenario({}, nothingRuled), reach: show('deskVersions') },
  'desk-versions-away': {
    of: adminScenario({ refuse: { 'admin.policy.desks': { code: 'unavailable' } } }),
    reach: show('deskVersions'),
  },
  'house-sign-in': {
    reach: async (page) => {
      await show('signIn')(page);
      await page.getByTestId('provider-try').click();
      await page.getByTestId('provider-tried').locator('[data-fault="none"]').waitFor();
    },
  },
  'house-sign-in-certificate': {
    of: adminScenario(
      {},
      { tried: { ...tried, fault: 'certificate', detail: 'SELF_SIGNED_CERT_IN_CHAIN', issuer: null } },
    ),
    reach: async (page) => {
      await show('signIn')(page);
      await page.getByTestId('provider-issuer').fill('https://id.other.example.com');
      await page.getByTestId('sign-in-passwords').uncheck();
      await page.getByTestId('provider-try').click();
      await page.getByTestId('provider-tried').locator('[data-fault="certificate"]').waitFor();
      await page.getByTestId('provider-tried').scrollIntoViewIfNeeded();
    },
  },
  'house-sign-in-grants': {
    reach: async (page) => {
      await show('signIn')(page);
      await page.getByTestId('grant-add').click();
      await page.getByTestId('grant-group').last().fill('service-agents');
      await page.getByTestId('provider-remove').scrollIntoViewIfNeeded();
    },
  },
  'house-sign-in-away': {
    of: adminScenario({ refuse: { 'admin.signIn.read': { code: 'unavailable' } } }),
    reach: show('signIn'),
  },
  'house-sign-in-new': {
    of: adminScenario({}, nothingRuled),
    reach: async (page) => {
      await show('signIn')(page);
      await page.getByTestId('provider-begin').click();
    },
  },
  'empty-house-sign-in': { of: adminScenario({}, nothingRuled), reach: show('signIn') },
  'empty-skills': { of: adminScenario({}, emptyWorld), reach: show('skills') },
  'empty-fields': { of: adminScenario({}, emptyWorld), reach: show('fields') },
  'empty-dispositions': { of: adminScenario({}, emptyWorld), reach: show('dispositions') },
  'empty-checklists': { of: adminScenario({}, emptyWorld), reach: show('checklists') },
  'empty-handbook': { of: adminScenario({}, emptyWorld), reach: show('handbook') },
  'empty-sites': { of: adminScenario({}, emptyWorld), reach: show('sites') },
};

/** In which languages and themes each is looked at; one page shows all of them. */
const views = [
  ['zh-CN', 'light'],
  ['zh-CN', 'dark'],
  ['en', 'dark'],
  ['en', 'light'],
] as const;

describe('[A10] every screen of the administration', () => {
  it.each(Object.keys(screens))(
    '%s: in both languages and themes, nothing against WCAG, nothing in the console',
    async (name) => {
      const { of = adminScenario(), reach } = screens[name] as Screen;
      const { page, tell, troubles } = await stage.open(seenAs(of, 'zh-CN', 'light'));
      await page.getByTestId('part-admin').click();
      await page.getByTestId('admin').waitFor();
      await reach(page);
      const found: string[] = [];
      for (const [locale, theme] of views) {
        await tell('app.preferences', { locale, theme });
        await page.waitForFunction((wanted) => document.documentElement.lang === wanted, locale);
        await keepPicture(page, `admin-${name}-${theme}-${locale}`);
        // What is said is the same in both themes, how it looks in both languages: two are enough.
        if ((locale === 'en') === (theme === 'dark')) found.push(...(await axeFaults(page)));
      }
      expect(found).toEqual([]);
      expect(troubles).toEqual([]);
      await page.close();
    },
    60_000,
  );
});

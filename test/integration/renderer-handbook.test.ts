import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Handbook, KeptHandbook } from '../../src/shared/domain/customer/handbook.ts';
import { adminScenario, adminWorld, emptyWorld } from '../support/renderer-harness/admin-world.ts';
import type { FakeAdmin } from '../support/renderer-harness/fake-admin.ts';
import { seenAs } from '../support/renderer-harness/scenarios.ts';
import type { Seen, Stage } from '../support/renderer-harness/stage.ts';
import { raiseStage } from '../support/renderer-harness/stage.ts';
import { now } from '../support/renderer-harness/world.ts';

/** The handbook as its admin writes it, against a scripted hub. */

let stage: Stage;
beforeAll(async () => {
  stage = await raiseStage();
});
afterAll(() => stage.close());

const kept = adminWorld.handbooks.at(-1) as KeptHandbook;
const book = kept.handbook;

async function admin(section: string, world: Parameters<typeof adminScenario>[1] = {}): Promise<Seen> {
  const seen = await stage.open(seenAs(adminScenario({}, world), 'en', 'light'));
  await enter(seen.page, section);
  return seen;
}
async function enter(page: Page, section: string): Promise<void> {
  await page.getByTestId('part-admin').click();
  await page.getByTestId(`admin-${section}`).click();
}

const bar = (page: Page) => page.getByTestId('handbook-bar');
const save = async (page: Page) => {
  await page.getByTestId('handbook-save').click();
  await page.getByTestId('handbook-saved').waitFor();
};
const savedBy = async (calls: Seen['calls']) =>
  (await calls('admin.handbook.save')) as { version: number; handbook: Handbook }[];
const answer = (page: Page, name: string) =>
  page.getByRole('dialog').getByRole('button', { name, exact: true }).click();

describe('[A8] fields of the customer card', () => {
  it('a first one: its code follows its name until it is saved, and stays from then on', async () => {
    const { page, calls } = await admin('fields', emptyWorld);
    await page.getByText('No fields of your own yet').waitFor();
    await page.getByTestId('admin-add').click();
    await page.getByTestId('field-name-zh').fill('尺码');
    await page.getByTestId('field-name-en').fill('Shoe size');
    await expect.poll(() => page.getByTestId('field-key').inputValue()).toBe('shoe-size');
    await page.getByTestId('field-kind').selectOption('choice');
    await bar(page).getByText('1 error').waitFor();
    expect(await page.getByTestId('handbook-save').isDisabled()).toBe(true);
    await page.getByTestId('field-options').fill('40\n41\n');
    await page.getByTestId('field-required').check();
    await save(page);
    expect(await savedBy(calls)).toEqual([
      {
        version: 0,
        handbook: {
          fields: [
            {
              key: 'shoe-size',
              label: { zh: '尺码', en: 'Shoe size' },
              kind: 'choice',
              options: ['40', '41'],
              editable: true,
              required: true,
            },
          ],
          dispositions: [],
          requiredFor: [],
          checklists: [],
        },
      },
    ]);
    await page.getByTestId('field-name-en').fill('Size');
    await bar(page).getByText('1 change not saved').waitFor();
    expect(await page.getByTestId('field-key').inputValue()).toBe('shoe-size');
    expect(await page.getByTestId('field-key').getAttribute('readonly')).not.toBeNull();
    await page.close();
  });

  it('the code of another is said and not taken; order is by keyboard; what is in force is deleted after a question', async () => {
    const { page, calls } = await admin('fields');
    await page.getByTestId('admin-add').click();
    await page.getByTestId('field-key').fill('car');
    await page.getByText('Another one has this code.').waitFor();
    await page.getByTestId('field-key').press('Tab');
    await expect.poll(() => page.getByTestId('field-key').inputValue()).toBe('new-field');
    await page.getByTestId('field-key').fill('colour');
    await page.getByTestId('field').last().focus();
    await page.keyboard.press('Alt+ArrowUp');
    await page.keyboard.press('Alt+ArrowUp');
    await page.getByTestId('field').first().click();
    await page.getByTestId('admin-delete').click();
    await answer(page, 'Delete');
    await save(page);
    const [saved] = await savedBy(calls);
    expect(saved?.handbook.fields.map(({ key }) => key)).toEqual(['level', 'colour', 'birthday', 'points']);
    await page.close();
  });

  it('what is not saved is told on the rail, survives another start, and is discarded after a question', async () => {
    const { page } = await admin('fields');
    await page.getByTestId('field-name-en').fill('Vehicle');
    await bar(page).waitFor();
    await page.getByTestId('part-conversations').click();
    await page.getByRole('button', { name: 'Administration, with changes that are not saved' }).waitFor();
    await page.reload();
    await enter(page, 'fields');
    expect(await page.getByTestId('field-name-en').inputValue()).toBe('Vehicle');
    await page.getByTestId('handbook-discard').click();
    await answer(page, 'Discard');
    await bar(page).waitFor({ state: 'detached' });
    expect(await page.getByTestId('field-name-en').inputValue()).toBe('Car');
    await page.close();
  });
});

describe('[A11] dispositions', () => {
  it('one is added under another, moved elsewhere, and named in both languages', async () => {
    const { page, calls } = await admin('dispositions');
    await page.getByTestId('disposition-row').filter({ hasText: 'Exchange' }).click();
    await page.getByTestId('disposition-add-under').click();
    await page.getByTestId('disposition-name-zh').fill('换颜色');
    await page.getByTestId('disposition-name-en').fill('Other colour');
    await expect.poll(() => page.getByTestId('disposition-code').inputValue()).toBe('other-colour');
    await expect.poll(() => page.getByTestId('disposition-parent').inputValue()).toBe('exchange');
    // Not under itself, and nowhere under it.
    const offered = page.getByTestId('disposition-parent').locator('option');
    expect(await offered.count()).toBe(book.dispositions.length + 1);
    await page.getByTestId('disposition-parent').selectOption('before');
    await save(page);
    const [saved] = await savedBy(calls);
    expect(saved?.handbook.dispositions).toEqual([
      ...book.dispositions,
      {
        code: 'other-colour',
        parent: 'before',
        name: { zh: '换颜色', en: 'Other colour' },
        groups: [],
      },
    ]);
    await page.close();
  });

  it('one in force is retired and not deleted; who is retired is in use again, or deleted after a question', async () => {
    const { page, calls } = await admin('dispositions');
    await page.getByTestId('disposition-row').filter({ hasText: 'Return' }).click();
    await expect.poll(() => page.getByTestId('admin-delete').count()).toBe(0);
    await page.getByTestId('disposition-retire').click();
    await page.getByTestId('disposition-row').filter({ hasText: 'Broken' }).click();
    await page.getByText('Retired with what it stands under.').waitFor();
    await page.getByTestId('disposition-row').filter({ hasText: 'Group buying' }).click();
    await page.getByTestId('admin-delete').click();
    await page.getByText('name it by its code only').waitFor();
    await answer(page, 'Delete');
    await save(page);
    const [saved] = await savedBy(calls);
    expect(saved?.handbook.dispositions).toEqual(
      book.dispositions
        .filter(({ code }) => code !== 'group-buy')
        .map((one) => (one.code === 'return' ? { ...one, retired: true } : one)),
    );
    await page.close();
  });

  it('whose wrap-up has to name one', async () => {
    const { page, calls } = await admin('dispositions');
    const required = page.getByTestId('required-for');
    await required.getByLabel('In these groups one has to be named').check();
    await required.getByLabel('夜间值班').uncheck();
    await save(page);
    const [saved] = await savedBy(calls);
    expect(saved?.handbook.requiredFor).toEqual(adminWorld.plan.groups.slice(0, 2).map(({ id }) => id));
    await page.close();
  });
});

describe('[A11] checklists', () => {
  it('one with its steps in both languages, for some kinds of case; an empty step is an error that leads there', async () => {
    const { page, calls } = await admin('checklists');
    await page.getByTestId('admin-add').click();
    await page.getByTestId('checklist-name-zh').fill('报价');
    await page.getByTestId('checklist-name-en').fill('Quote');
    await page.getByLabel('These kinds').check();
    await page.getByLabel('Price and offers').check();
    await page.getByLabel('Step 1 in Chinese').fill('核对型号');
    await page.getByTestId('handbook-details').click();
    await page.getByTestId('admin-fields').click();
    await page.getByTestId('trouble').first().click();
    await page.getByLabel('Step 1 in English').fill('Check the model');
    await page.getByTestId('step-add').click();
    await page.getByLabel('Step 2 in Chinese').fill('先问');
    await page.getByLabel('Step 2 in English').fill('Ask first');
    await page.getByRole('button', { name: 'Move step 2 up' }).click();
    await save(page);
    const [saved] = await savedBy(calls);
    expect(saved?.handbook.checklists.slice(1)).toEqual([
      {
        id: expect.any(String),
        name: { zh: '报价', en: 'Quote' },
        dispositions: ['price'],
        groups: [],
        steps: [
          { id: expect.any(String), text: { zh: '先问', en: 'Ask first' } },
          { id: expect.any(String), text: { zh: '核对型号', en: 'Check the model' } },
        ],
      },
    ]);
    await page.close();
  });
});

describe('[A10] two admins', () => {
  it('what another has saved is told at once, and both changes go together', async () => {
    const { page, tell, calls } = await admin('fields');
    await page.getByTestId('field-name-en').fill('Vehicle');
    const theirs = { ...kept, version: 4, by: '何静', handbook: { ...book, requiredFor: null } };
    await page.evaluate(({ handbook }) => {
      const { fakeAdmin } = window as unknown as { fakeAdmin: FakeAdmin };
      fakeAdmin('admin.handbook.save', { version: 3, handbook } as never);
    }, theirs);
    await tell('handbook.changed', { ...theirs, at: now });
    await page.getByTestId('handbook-conflict').waitFor();
    expect(await page.getByTestId('handbook-save').isDisabled()).toBe(true);
    await page.getByTestId('handbook-both').click();
    await save(page);
    const [saved] = await savedBy(calls);
    expect(saved?.version).toBe(4);
    expect(saved?.handbook.requiredFor).toBeNull();
    expect(saved?.handbook.fields[0]?.label.en).toBe('Vehicle');
    await page.close();
  });

  it('an earlier version is looked at, and put in force again', async () => {
    const { page, calls } = await admin('handbook');
    await page.getByTestId('version').last().getByRole('button').click();
    await page.getByText('Customer fields · Birthday: deleted').waitFor();
    await page.getByTestId('version-restore').click();
    await page.getByText('Saved as version 4. It is in force.').waitFor();
    expect(await calls('admin.handbook.restore')).toEqual([{ version: 3, to: 1 }]);
    await page.close();
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stage } from '../support/renderer-harness/stage.ts';
import { raiseStage } from '../support/renderer-harness/stage.ts';
import { bootOf, me } from '../support/renderer-harness/world.ts';
import { scenarioOf } from './renderer-stage.ts';

/** The supervisors' part on the screen, against a scripted hub. */

let stage: Stage;
beforeAll(async () => {
  stage = await raiseStage();
});
afterAll(() => stage.close());

const usual = scenarioOf('usual');
const { account } = bootOf();
const as = (role: 'agent' | 'supervisor' | 'admin') => ({ ...account, me: { ...me, role } });
const seenBy = (role: 'agent' | 'supervisor' | 'admin') => ({
  ...usual,
  boot: bootOf({ account: as(role) as typeof account }),
});

describe('who is let in', () => {
  it('is a supervisor or an admin; who is neither any more does not stay', async () => {
    const agent = await stage.open(seenBy('agent'));
    await agent.page.getByTestId('part-conversations').waitFor();
    expect(await agent.page.getByTestId('part-monitor').count()).toBe(0);
    await agent.page.keyboard.press('Control+Shift+M');
    await agent.page.getByTestId('composer-input').waitFor();
    expect(await agent.page.getByTestId('monitor').count()).toBe(0);
    await agent.page.close();

    for (const role of ['supervisor', 'admin'] as const) {
      const { page, tell } = await stage.open(seenBy(role));
      await page.getByTestId('part-monitor').click();
      await page.getByTestId('monitor').waitFor();
      await tell('account.changed', as('agent'));
      await page.getByTestId('monitor').waitFor({ state: 'detached' });
      expect(await page.getByTestId('part-monitor').count()).toBe(0);
      await page.close();
    }
  });

  it('comes by its keys, too', async () => {
    const { page, troubles } = await stage.open(seenBy('supervisor'));
    await page.getByTestId('part-monitor').waitFor();
    await page.keyboard.press('Control+Shift+M');
    await page.getByTestId('monitor').waitFor();
    expect(await page.getByTestId('monitor-board').getAttribute('aria-selected')).toBe('true');
    expect(troubles).toEqual([]);
    await page.close();
  });
});

import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actions } from '../support/renderer-harness/actions.ts';
import { scenarios, seenAs } from '../support/renderer-harness/scenarios.ts';
import type { Stage } from '../support/renderer-harness/stage.ts';
import { raiseStage } from '../support/renderer-harness/stage.ts';
import { scenarioOf } from './renderer-stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await raiseStage();
});
afterAll(() => stage.close());

describe('every screen', () => {
  // All that there are: a new one is looked at without being named here.
  const screens = Object.keys(scenarios);

  it.each(screens)(
    '%s: nothing against WCAG in both themes and languages, nothing in the console',
    async (name) => {
      const { page, tell, troubles } = await stage.open(seenAs(scenarioOf(name), 'zh-CN', 'light'));
      await actions[name]?.(page, 'light');
      expect(await faults(page)).toEqual([]);
      await tell('app.preferences', { locale: 'en', theme: 'dark' });
      await page.waitForFunction(() => document.documentElement.lang === 'en');
      expect(await faults(page)).toEqual([]);
      expect(troubles).toEqual([]);
      await page.close();
    },
  );
});

async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    // The other mode opens a page of its own.
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`);
}

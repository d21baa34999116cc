import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
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
      expect(await axeFaults(page)).toEqual([]);
      await tell('app.preferences', { locale: 'en', theme: 'dark' });
      await page.waitForFunction(() => document.documentElement.lang === 'en');
      expect(await axeFaults(page)).toEqual([]);
      expect(troubles).toEqual([]);
      await page.close();
    },
  );
});

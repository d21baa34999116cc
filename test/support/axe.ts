import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** WCAG 2.2 AA and what is held to be good besides. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe holds against a page that has come to rest: the rule, where, and why. @param within looks at this part alone */
export async function axeFaults(page: Page, within?: string): Promise<string[]> {
  await atRest(page);
  // The other mode opens a page of its own beside this one, which the desk denies.
  const all = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (within === undefined ? all.withTags(rules) : all.include(within)).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`),
  );
}

/** Waits for all movements that have an end: a colour on its way to another has the contrast of neither. */
async function atRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const shadows = [...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
    const moving = [document, ...shadows].flatMap((root) => root.getAnimations());
    const ending = moving.filter(
      ({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY,
    );
    // One that is cut short is over as well.
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

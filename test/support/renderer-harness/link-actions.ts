import type { Page } from 'playwright-core';
import { linksOf } from './link-scenarios.ts';
import { tell } from './network-actions.ts';

type Action = (page: Page) => Promise<void>;

const arrives =
  (name: string, shows: string): Action =>
  async (page) => {
    if (name === 'link-held') await page.getByTestId('composer-input').fill('您好，您的包裹');
    await tell(page, 'links.arrived', linksOf[name]);
    await page.getByTestId('link-card').locator(shows).first().waitFor();
  };

/** What each card has once it is whole. */
const whole: Readonly<Record<string, string>> = {
  'link-held': '[data-testid="link-who"]',
  'link-shown': '[data-testid="link-back"]',
  'link-several': '[data-testid="link-choice"]',
  'link-elsewhere': '[data-testid="link-follow"]',
};

export const linkActions: Readonly<Record<string, Action>> = Object.fromEntries(
  Object.keys(linksOf).map((name) => [name, arrives(name, whole[name] ?? 'p')]),
);

import type { Browser, Locator, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { findChromium } from '../../scripts/setup/system.mjs';
import type { Stage } from './launch.ts';

/** The browser of a customer. */
export async function openBrowser(stage: Stage): Promise<Browser> {
  const binary = findChromium();
  if (binary === undefined) throw new Error('no Chromium on this machine; CHROMIUM can name one');
  const browser = await chromium.launch({
    // Its profile must belong to the user it runs as; Playwright would make one that belongs to us.
    executablePath: stage.program(binary, { last: [`--user-data-dir=${stage.folder('browser')}`] }),
    chromiumSandbox: stage.sandbox,
    env: { ...stage.env },
    timeout: 30_000,
  });
  stage.undo.add(() => browser.close());
  return browser;
}

export type Customer = {
  readonly page: Page;
  /** Opens the widget's panel by its launcher. */
  readonly open: () => Promise<void>;
  readonly write: (text: string) => Promise<void>;
  /** The messages in the panel with this text. */
  readonly message: (text: string, from?: 'me' | 'agent' | 'system') => Locator;
  readonly texts: () => Promise<readonly string[]>;
  readonly leave: () => Promise<void>;
};

export type CustomerOptions = {
  readonly locale?: 'zh-CN' | 'en';
  readonly phone?: boolean;
  readonly dark?: boolean;
  /** Has the page before it goes anywhere. */
  readonly meet?: (page: Page) => void;
};

/** Somebody new on the shop's page, with nothing remembered from before. */
export async function visitShop(
  browser: Browser,
  shop: string,
  options: CustomerOptions = {},
): Promise<Customer> {
  const context = await browser.newContext({
    locale: options.locale ?? 'zh-CN',
    colorScheme: options.dark ? 'dark' : 'light',
    ...(options.phone
      ? { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 }
      : { viewport: { width: 1280, height: 800 } }),
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  options.meet?.(page);
  await page.goto(shop);
  const part = (name: string) => page.locator(`yingke-widget [data-yk="${name}"]`);
  return {
    page,
    open: async () => {
      await part('launcher').click();
      await part('panel').waitFor();
    },
    write: async (text) => {
      await part('input').fill(text);
      // On a phone's keyboard Enter breaks the line; there one sends with the button.
      if (options.phone) await part('send').click();
      else await part('input').press('Enter');
    },
    message: (text, from) =>
      page
        .locator(`yingke-widget [data-yk="message"]${from ? `[data-from="${from}"]` : ''}`)
        .filter({ hasText: text }),
    texts: async () => (await part('message').allTextContents()).map((text) => text.trim()),
    leave: () => context.close(),
  };
}

import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { builtRenderer } from './build.ts';
import { installFakeAdmin } from './fake-admin.ts';
import type { Fake, Scenario } from './fake-bridge.ts';
import { installFakeBridge } from './fake-bridge.ts';
import { serveRenderer } from './serve.ts';

type Held = { readonly fake: Fake };

export type Stage = {
  /** A window on a scenario, painted; `before` runs in it before anything of the page does. */
  readonly open: (
    scenario: Scenario,
    size?: { width: number; height: number },
    before?: () => void,
  ) => Promise<Seen>;
  readonly close: () => Promise<void>;
};

export type Seen = {
  readonly page: Page;
  /** Inputs of the calls that the page made, by name. */
  readonly calls: (name: string) => Promise<unknown[]>;
  /** News from main. */
  readonly tell: (name: string, payload: unknown) => Promise<void>;
  /** Errors and warnings of the page: also what its policy did not allow. */
  readonly troubles: string[];
};

/** The built renderer in a real Chromium with a scripted main. */
export async function raiseStage(): Promise<Stage> {
  const { folder, remove } = await builtRenderer();
  const { url, server } = await serveRenderer(folder);
  const browser: Browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    // Chromium refuses its sandbox to root only.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  return {
    open: async (scenario, size = { width: 1280, height: 800 }, before) => {
      const context = await browser.newContext({ viewport: size });
      const page = await context.newPage();
      page.on('close', () => context.close().catch(() => undefined));
      const troubles: string[] = [];
      page.on('console', (m) => {
        if (m.type() === 'error' || m.type() === 'warning') troubles.push(m.text());
      });
      page.on('pageerror', (error) => troubles.push(error.message));
      if (scenario.admin !== undefined) await page.addInitScript(installFakeAdmin, scenario.admin);
      await page.addInitScript(installFakeBridge, scenario);
      if (before !== undefined) await page.addInitScript(before);
      await page.goto(url);
      const painted = page.waitForFunction(() =>
        (window as unknown as Held).fake.calls.some((c) => c.name === 'app.painted'),
      );
      const broken = page.waitForEvent('pageerror', { timeout: 0 }).then((error) => Promise.reject(error));
      // Later ones are for the test to find in `troubles`.
      broken.catch(() => undefined);
      await Promise.race([painted, broken]);
      // What comes after the first paint is part of the screen.
      const whole = page.waitForFunction(
        () =>
          performance.getEntriesByName('yingke-parts').length > 0 &&
          (window as unknown as Held).fake.isAnswered(),
      );
      await Promise.race([whole, broken]);
      return {
        page,
        troubles,
        calls: (name) =>
          page.evaluate(
            (wanted) =>
              (window as unknown as Held).fake.calls.filter((c) => c.name === wanted).map((c) => c.input),
            name,
          ),
        tell: (name, payload) =>
          page.evaluate(([n, p]) => (window as unknown as Held).fake.tell(n, p), [name, payload] as [
            string,
            unknown,
          ]),
      };
    },
    close: async () => {
      await browser.close();
      server.close();
      remove();
    },
  };
}

import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { actions } from './actions.ts';
import { builtRenderer } from './build.ts';
import { installFakeBridge } from './fake-bridge.ts';
import { scenarios, seenAs } from './scenarios.ts';
import { serveRenderer } from './serve.ts';

/**
 * Pictures of the renderer's screens without Electron, from the built page under its real policy:
 * `node test/support/renderer-harness/pictures.ts --only usual,offline --out DIR`. For looking while
 * one works on a screen; the end-to-end tests picture the real app. A size is `1280x800`, or `1280x800@1.5` at 150 %.
 */
const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'test-results/renderer' },
    only: { type: 'string' },
    as: { type: 'string', default: 'zh-CN:light,zh-CN:dark,en:light,en:dark' },
    sizes: { type: 'string', default: '1280x800,1440x900' },
    chromium: { type: 'string', default: '/usr/bin/chromium' },
  },
});

const folder = resolve(values.out);
mkdirSync(folder, { recursive: true });
const built = await builtRenderer();
const { url, server } = await serveRenderer(built.folder);
const browser = await chromium.launch({
  executablePath: values.chromium,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const wanted = values.only?.split(',') ?? Object.keys(scenarios);
let troubles = 0;

for (const name of wanted) {
  const scenario = scenarios[name];
  if (scenario === undefined) throw new Error(`no scenario ${name}`);
  for (const as of values.as.split(',')) {
    const [locale, theme] = as.split(':') as ['zh-CN' | 'en', 'light' | 'dark'];
    for (const size of values.sizes.split(',')) {
      const [pixels = '', scale = '1'] = size.split('@');
      const [width, height] = pixels.split('x').map(Number) as [number, number];
      const deviceScaleFactor = Number(scale);
      const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor, locale });
      const say = (what: string) => {
        troubles++;
        process.stderr.write(`${name} ${as}: ${what}\n`);
      };
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') say(message.text());
      });
      page.on('pageerror', (error) => say(error.message));
      await page.addInitScript(installFakeBridge, seenAs(scenario, locale, theme));
      await page.goto(url);
      await page.waitForFunction(() =>
        (window as unknown as { fake: { calls: { name: string }[] } }).fake.calls.some(
          (c) => c.name === 'app.painted',
        ),
      );
      // What comes after the first paint is part of the screen.
      await page.waitForFunction(() => performance.getEntriesByName('yingke-parts').length > 0);
      await actions[name]?.(page, theme);
      await page.screenshot({ path: resolve(folder, `${name}-${theme}-${locale}-${size}.png`) });
      await page.close();
    }
  }
}
await browser.close();
server.close();
built.remove();
process.stdout.write(`${folder}: ${wanted.length} screens, ${troubles} troubles\n`);
process.exitCode = troubles === 0 ? 0 : 1;

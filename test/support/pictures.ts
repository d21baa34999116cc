import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { projectRoot } from './launch.ts';

/** Where the pictures of a test run are kept, to be looked at. */
export const pictureFolder = join(projectRoot, 'test-results', 'pictures');

/** Keeps `NAME.png` of what the page shows once its fonts are there. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  mkdirSync(pictureFolder, { recursive: true });
  await page.evaluate(() => document.fonts.ready.then(() => null));
  await page.screenshot({
    path: join(pictureFolder, `${name}.png`),
    animations: 'disabled',
    caret: 'hide',
  });
}

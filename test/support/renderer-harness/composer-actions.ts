import type { Page } from 'playwright-core';

async function sendHeld(page: Page): Promise<void> {
  await page.getByTestId('composer-input').fill('退款已经提交，预计 1–3 个工作日到账。');
  await page.keyboard.press('Enter');
  await page.getByTestId('held').waitFor();
}

/** What is done in the composer before a picture of it is taken, by the scenario's name. */
export const composerActions: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  undo: sendHeld,
  'undo-elsewhere': async (page) => {
    await sendHeld(page);
    await page.keyboard.press('Control+1');
    await page.getByTestId('held-elsewhere').waitFor();
  },
};

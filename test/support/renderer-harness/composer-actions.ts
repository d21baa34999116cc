import type { Page } from 'playwright-core';

async function sendHeld(page: Page): Promise<void> {
  await page.getByTestId('composer-input').fill('退款已经提交，预计 1–3 个工作日到账。');
  await page.keyboard.press('Enter');
  await page.getByTestId('held').waitFor();
}

async function openPanel(page: Page): Promise<void> {
  await page.keyboard.press('Control+Shift+L');
  await page.getByTestId('panel-reply').first().waitFor();
}

async function openPicker(page: Page): Promise<void> {
  await page.keyboard.press('Control+Shift+K');
  await page.locator('[data-emoji]').first().waitFor();
}

/** What is done in the composer before a picture of it is taken, by the scenario's name. */
export const composerActions: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'reply-panel': openPanel,
  'reply-panel-folder': async (page) => {
    await openPanel(page);
    await page.getByTestId('panel-folder').filter({ hasText: '售后' }).click();
    await page.getByTestId('panel-path').waitFor();
    await page.getByTestId('panel-folder').filter({ hasText: '退款' }).waitFor();
  },
  markup: async (page) => {
    await page.getByTestId('composer-input').fill('请看 **这里** <b>说明</b>');
    await page.keyboard.press('Enter');
    await page.getByTestId('composer-holds').waitFor();
  },
  'folder-rename': async (page) => {
    await page.getByTestId('part-replies').click();
    await page.getByTestId('replies-place').filter({ hasText: '退款' }).click();
    await page.getByTestId('folder-rename').click();
    await page.getByTestId('folder-name').fill('售后/退款与换货');
    await page.getByTestId('folder-save').click();
    await page.getByTestId('folder-trouble').waitFor();
  },
  emoji: openPicker,
  'emoji-found': async (page) => {
    await openPicker(page);
    await page.getByTestId('emoji-search').fill('心');
  },
  'emoji-colon': async (page) => {
    await page.getByTestId('composer-input').fill('好的，:smil');
    await page.getByTestId('emoji-choice').first().waitFor();
    await page.keyboard.press('ArrowDown');
  },
  undo: sendHeld,
  'undo-elsewhere': async (page) => {
    await sendHeld(page);
    await page.keyboard.press('Control+1');
    await page.getByTestId('held-elsewhere').waitFor();
  },
};

import { readFileSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { filePiece } from '#shared/protocol/limits.ts';
import { readTruth } from '../faults/truth.ts';
import { copyPicture, type Desk, launchDesk, until } from '../support/app.ts';
import { type HubProcess, launchHub } from '../support/app-hub.ts';
import {
  byId,
  composer,
  connected,
  conversationWith,
  entries,
  handsAreThere,
  openConversation,
  outgoing,
  sent,
  signIn,
} from '../support/app-page.ts';
import { type Customer, openBrowser, visitShop } from '../support/browser.ts';
import { png } from '../support/files.ts';
import { openStage, type Stage } from '../support/launch.ts';
import { keepPicture } from '../support/pictures.ts';

/** Files of an answer, as it ships: the built app, the hub that is built into it, and a customer's page. */
let stage: Stage;
let browser: Browser;
let desk: Desk;
let customer: Customer;

const paper = Buffer.from('%PDF-1.7\nwhat the customer signs\n%%EOF\n');

beforeAll(async () => {
  stage = await openStage();
  [browser, desk] = await Promise.all([
    openBrowser(stage),
    launchDesk(stage, { data: stage.folder('data'), args: ['--host', '--demo', '--lang', 'en'] }),
  ]);
  const { shop } = await desk.ready();
  customer = await visitShop(browser, shop, { locale: 'en' });
  await customer.open();
  await customer.write('Please send me the papers');
  await openConversation(desk.page, await conversationWith(desk.page, 'Please send me'));
});

afterAll(async () => {
  await stage?.close();
});

const drawn = (pictures: ReturnType<Customer['page']['locator']>) =>
  pictures.evaluateAll((all) => all.map((one) => (one as HTMLImageElement).naturalWidth > 0));

test('chosen, dropped and pasted: sent together, drawn anew by the built hub, seen by the customer', async () => {
  const { page } = desk;
  const tray = byId(page, 'tray').getByRole('listitem');
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Attach files' }).click(),
  ]);
  await chooser.setFiles([
    { name: 'contract.pdf', mimeType: 'application/pdf', buffer: paper },
    { name: 'plan.png', mimeType: 'image/png', buffer: await png(600, 400) },
  ]);
  await tray.filter({ hasText: 'plan.png' }).waitFor();

  const dropped = await page.evaluateHandle(
    (bytes) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], 'dropped.png', { type: 'image/png' }));
      return data;
    },
    [...(await png(300, 500))],
  );
  await composer(page).dispatchEvent('dragover', { dataTransfer: dropped });
  await byId(page, 'drop-zone').waitFor();
  await composer(page).dispatchEvent('drop', { dataTransfer: dropped });
  await tray.filter({ hasText: 'dropped.png' }).waitFor();

  await copyPicture(desk, await png(200, 200));
  await composer(page).focus();
  await page.keyboard.press('Control+V');
  await tray.filter({ hasText: 'image.png' }).waitFor();
  await keepPicture(page, 'files-tray');

  await page.keyboard.type('Here they are');
  await handsAreThere(page);
  await page.keyboard.press('Enter');
  await sent(page, 'Here they are');
  expect(await tray.count()).toBe(0);
  const files = customer.page.locator('yingke-widget [data-yk="files"]');
  await files.locator('img').nth(2).waitFor();
  await expect.poll(() => drawn(files.locator('img')), { timeout: 15_000 }).toEqual([true, true, true]);
  await files.locator('a', { hasText: 'contract.pdf' }).waitFor();
  await keepPicture(customer.page, 'files-customer');
});

test('looked at large by keys: opened, made larger and smaller, the next one, away', async () => {
  const { page } = desk;
  const pictures = entries(page, 'Here they are').locator('[data-testid="picture"]');
  await expect.poll(() => drawn(pictures.locator('img')), { timeout: 15_000 }).toEqual([true, true, true]);
  await pictures.first().press('Enter');
  const viewer = byId(page, 'viewer');
  const large = viewer.locator('img');
  await viewer.getByText('plan.png').waitFor();
  await page.waitForFunction(
    () => (document.querySelector('[data-testid="viewer"] img') as HTMLImageElement).naturalWidth === 600,
  );
  const width = () => large.evaluate((one) => one.getBoundingClientRect().width);
  const whole = await width();
  await page.keyboard.press('+');
  await expect.poll(width, { timeout: 15_000 }).toBe(900);
  await page.keyboard.press('-');
  await page.keyboard.press('-');
  await expect.poll(width, { timeout: 15_000 }).toBe(300);
  await page.keyboard.press('0');
  await expect.poll(width, { timeout: 15_000 }).toBe(whole);
  await page.keyboard.press('ArrowRight');
  await viewer.getByText('dropped.png').waitFor();
  await keepPicture(page, 'files-viewer');
  await page.keyboard.press('Escape');
  await viewer.waitFor({ state: 'detached' });
});

test('what is no picture is saved where the system’s dialog says', async () => {
  const path = join(stage.folder('saved'), 'contract.pdf');
  // The dialog is the system's own window, which no test can reach.
  const offered = await desk.app.evaluateHandle(({ dialog }, filePath) => {
    const names: (string | undefined)[] = [];
    Object.assign(dialog, {
      showSaveDialog: async (_: unknown, { defaultPath }: { defaultPath?: string }) => {
        names.push(defaultPath);
        return { canceled: false, filePath };
      },
    });
    return names;
  }, path);
  await desk.page.getByRole('button', { name: 'Save contract.pdf' }).press('Enter');
  await until(
    () =>
      stat(path).then(
        ({ size }) => (size === paper.length ? true : undefined),
        () => undefined,
      ),
    () => 'it was not saved',
  );
  expect(readFileSync(path)).toEqual(paper);
  expect(await offered.evaluate((names) => names.map((name) => name?.split('/').at(-1)))).toEqual([
    'contract.pdf',
  ]);
});

test('[P6] the app killed in the middle of a file and started again: it goes on, and is sent once', {
  timeout: 120_000,
}, async () => {
  const hub: HubProcess = await launchHub(stage.undo);
  stage.undo.add(async () => hub.thaw());
  const data = stage.folder('data');
  const start = () => launchDesk(stage, { data, args: [`--hub=${hub.hub}`, '--lang', 'en'] });
  let other = await start();
  const [account] = hub.accounts;
  if (!account) throw new Error('no demo people');
  await signIn(other.page, hub.hub, account);
  await connected(other.page);
  const asks = await visitShop(browser, hub.shop, { locale: 'en' });
  await asks.open();
  await asks.write('The manual, please');
  const conversationId = await conversationWith(other.page, 'The manual, please');
  await openConversation(other.page, conversationId);

  const manual = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(60 * filePiece, 'x')]);
  await byId(other.page, 'attach-input').setInputFiles({
    name: 'manual.pdf',
    mimeType: 'application/pdf',
    buffer: manual,
  });
  await byId(other.page, 'tray').getByText('manual.pdf').waitFor();
  await composer(other.page).fill('The manual');
  await handsAreThere(other.page);
  await composer(other.page).press('Enter');
  // So much has come that it is in the middle; then nothing moves any more.
  await until(
    async () => ((await largestIn(hub.data)) >= 3 * filePiece ? true : undefined),
    () => 'nothing of the file came',
  );
  hub.freeze();
  const on = byId(other.page, 'outgoing-files').getByRole('progressbar');
  await expect
    .poll(async () => Number(await on.getAttribute('value')), { timeout: 15_000 })
    .toBeGreaterThan(0);
  expect(Number(await on.getAttribute('value'))).toBeLessThan(100);
  expect(await outgoing(other.page, 'The manual').count()).toBe(1);
  await other.kill();
  hub.thaw();

  other = await start();
  await openConversation(other.page, conversationId);
  await sent(other.page, 'The manual');
  await asks.page.locator('yingke-widget [data-yk="files"] a', { hasText: 'manual.pdf' }).waitFor();
  const truth = readTruth(join(hub.data, 'hub/hub.sqlite'));
  stage.undo.add(truth.close);
  const said = truth
    .all()
    .entries.flatMap(({ body }) => (body.kind === 'message' && body.text === 'The manual' ? [body] : []));
  expect(said).toHaveLength(1);
  expect(said[0]?.files).toMatchObject([{ name: 'manual.pdf', size: manual.length }]);
  expect(await asks.message('The manual', 'agent').count()).toBe(1);
});

/** Bytes of the largest file that the hub keeps for its customers, whole or not. */
async function largestIn(folder: string): Promise<number> {
  const files = join(folder, 'hub', 'files');
  const names = await readdir(files, { recursive: true }).catch(() => []);
  const sizes = names.map((name) =>
    stat(join(files, name)).then(
      ({ size }) => size,
      () => 0,
    ),
  );
  return Math.max(0, ...(await Promise.all(sizes)));
}

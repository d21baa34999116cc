import { execFile } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Desk } from '../support/app.ts';
import { launchDesk } from '../support/app.ts';
import { byId, call, conversationWith, openConversation } from '../support/app-page.ts';
import type { Customer } from '../support/browser.ts';
import { openBrowser, visitShop } from '../support/browser.ts';
import type { Stage } from '../support/launch.ts';
import { openStage } from '../support/launch.ts';
import { startTrayHost, type TrayHost, type TrayItem } from '../support/tray.ts';

let stage: Stage;
let browser: Browser;
let desk: Desk;
let tray: TrayHost;
let one: Customer;
let two: Customer;
let heard: string;
let mute: string;

const hide = () => desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
const isShown = () =>
  desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() ?? false);
const look = () =>
  desk.app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0];
    window?.show();
    window?.focus();
  });
const sounds = () => (existsSync(heard) ? readFileSync(heard, 'utf8').trim().split('\n') : []);

/** Says it once more, and answers what has been heard so far. */
const again = (customer: Customer, text: string) => async () => {
  await customer.write(text);
  return sounds();
};
const often = { interval: 700, timeout: 10_000 } as const;

beforeAll(async () => {
  stage = await openStage();
  const programs = stage.folder('programs');
  heard = join(programs, 'heard');
  mute = join(programs, 'mute');
  // A player that writes down what it was given instead of sounding it: there is no sound card here.
  const program = (name: string, script: string) => {
    writeFileSync(join(programs, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(programs, name), 0o755);
  };
  program('pw-play', `for last; do :; done; [ -s "$last" ] && basename "$last" >> '${heard}'`);
  program('wpctl', `cat '${mute}' 2>/dev/null || echo 'Volume: 0.50'`);
  const bus = stage.env.DBUS_SESSION_BUS_ADDRESS ?? '';
  tray = await startTrayHost(bus);
  stage.undo.add(tray.stop);
  [browser, desk] = await Promise.all([
    openBrowser(stage),
    launchDesk(stage, {
      data: stage.folder('data'),
      args: ['--host', '--demo', '--lang', 'en'],
      env: { PATH: `${programs}:${process.env.PATH}` },
    }),
  ]);
  const { shop } = await desk.ready();
  [one, two] = await Promise.all([visitShop(browser, shop), visitShop(browser, shop)]);
  await one.open();
  await one.write('first customer');
  await two.open();
  await two.write('second customer');
  await openConversation(desk.page, await conversationWith(desk.page, 'first customer'));
  await conversationWith(desk.page, 'second customer');
});

afterAll(async () => {
  await stage?.close();
});

const labels = (items: readonly TrayItem[]) => items.map(({ label }) => label);
/** Chooses from the tray's menu; one that was built anew meanwhile, because something came in, is read again. */
async function choose(...path: readonly string[]): Promise<void> {
  await expect
    .poll(async () => {
      let items = await tray.menu();
      for (const label of path.slice(0, -1)) items = items.find((item) => item.label === label)?.items ?? [];
      const found = items.find(({ label }) => label === path.at(-1));
      return found === undefined
        ? labels(items)
        : tray.choose(found.id).then(
            () => 'chosen',
            (error) => String(error),
          );
    })
    .toBe('chosen');
}

test('a message that comes while the window is hidden is heard: a player got a file of ours', async () => {
  await hide();
  await two.write('is anybody there?');
  await stage.notifications.next(({ body }) => body.includes('is anybody there?'));
  // Sounds keep their distance: of a customer who goes on, one is heard.
  await expect.poll(again(two, 'hello?'), often).toContain('message-70.wav');
});

test('of what is on the screen nothing is heard, of another conversation it is', async () => {
  await look();
  await expect.poll(isShown).toBe(true);
  const before = sounds().length;
  await one.write('on the screen');
  await desk.page.locator('[data-testid="entry"]').filter({ hasText: 'on the screen' }).waitFor();
  const heardNow = again(two, 'elsewhere');
  await expect.poll(async () => (await heardNow()).length - before, often).toBe(1);
  expect(stage.notifications.shown.filter(({ body }) => body.includes('elsewhere'))).toEqual([]);
});

test('the tray: its picture has a dot for what is unread, its menu says how many and sets the status', async () => {
  await tray.there();
  await expect.poll(async () => labels(await tray.menu())[1]).toMatch(/^\d+ unread$/);
  const { width, pixels } = await tray.picture();
  const at = (Math.floor(0.76 * width) * width + Math.floor(0.78 * width)) * 4;
  expect([...pixels.subarray(at, at + 4)]).toEqual([255, 214, 58, 46]);
  await choose('Status', 'Busy');
  await desk.page.locator('[data-testid="own-status"][data-status="busy"]').waitFor();
  const status = (await tray.menu()).find(({ label }) => label === 'Status');
  expect(status?.items.filter(({ checked }) => checked).map(({ label }) => label)).toEqual(['Busy']);
  await choose('Status', 'Online');
  await desk.page.locator('[data-testid="own-status"][data-status="online"]').waitFor();
});

test('do not disturb from the tray: nothing is shown or heard, and the foot says so, until it is over', async () => {
  await choose('Do Not Disturb', 'For 30 Minutes');
  await expect
    .poll(() => byId(desk.page, 'alert-state').textContent())
    .toMatch(/Do not disturb until \d\d:\d\d/);
  await hide();
  const before = sounds().length;
  await two.write('in the quiet');
  await desk.page
    .locator('[data-testid="conversation-row"]')
    .filter({ hasText: 'in the quiet' })
    .waitFor({ state: 'attached' });
  await choose('Do Not Disturb', 'Disturb Again');
  await two.write('loud again');
  await stage.notifications.next(({ body }) => body.includes('loud again'));
  expect(sounds().length).toBeLessThanOrEqual(before + 1);
  const heardNow = again(two, 'louder');
  await expect.poll(async () => (await heardNow()).length, often).toBe(before + 1);
  expect(stage.notifications.shown.filter(({ body }) => body.startsWith('in the quiet'))).toEqual([]);
  await tray.activate();
  await expect.poll(isShown).toBe(true);
});

test('a muted sound output is noticed, and said in the foot', async () => {
  writeFileSync(mute, 'Volume: 0.40 [MUTED]\n');
  await expect
    .poll(() => byId(desk.page, 'alert-state').textContent(), { timeout: 40_000 })
    .toContain('cannot be heard');
});

test('the window’s button asks to be looked at: the hint that panels go by is set, and goes again', async () => {
  await look();
  const id = await desk.app.evaluate(({ BrowserWindow }) => {
    const handle = BrowserWindow.getAllWindows()[0]?.getNativeWindowHandle();
    return handle?.readUInt32LE(0) ?? 0;
  });
  const isUrgent = async () => {
    const { stdout } = await promisify(execFile)('xprop', ['-id', `${id}`, 'WM_HINTS'], {
      env: { ...process.env, ...stage.env },
    });
    return stdout.includes('urgency hint bit is set');
  };
  expect(await isUrgent()).toBe(false);
  await call(desk.page, 'alerts.try', { kind: 'offer', importance: 'normal' });
  await expect.poll(isUrgent).toBe(true);
  await expect.poll(isUrgent, { timeout: 5000 }).toBe(false);
});

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { release } from '../../scripts/release/command.ts';
import { newKeys } from '../../scripts/release/keys.ts';
import { adminAs } from '../support/admin.ts';
import { type Desk, launchDesk } from '../support/app.ts';
import { type HubProcess, launchHub } from '../support/app-hub.ts';
import { byId, connected, signIn } from '../support/app-page.ts';
import { axeFaults } from '../support/axe.ts';
import { signIn as signInAlone } from '../support/hub.ts';
import { openStage, type Stage } from '../support/launch.ts';
import { keepPicture } from '../support/pictures.ts';

/**
 * The page of updates in the real app, against a folder that `yingke-release` made, served by a web server. A desk that runs from its sources
 * installs nothing, so what is newer is only said here; fetching, “later” and the restart are `npm run dist:updates`.
 */
const keys = newKeys();
let stage: Stage;
let hub: HubProcess;
let desk: Desk;
let page: Page;
let server: Server;
let feed: string;
let dist: string;

beforeAll(async () => {
  stage = await openStage();
  [feed, dist] = [stage.folder('feed'), stage.folder('dist')];
  server = createServer(({ url = '' }, response) => {
    const file = join(feed, new URL(url, 'http://x').pathname);
    if (existsSync(file)) response.end(readFileSync(file));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  hub = await launchHub(stage.undo);
  desk = await launchDesk(stage, {
    data: stage.folder('data'),
    args: [`--hub=${hub.hub}`, '--lang', 'en'],
    env: {
      YINGKE_UPDATE_PUBLIC_KEYS: keys.publicKey,
      YINGKE_UPDATE_FEED: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    },
  });
  page = desk.page;
  await signIn(page, hub.hub, hub.accounts[0] ?? raise('no account'));
  await connected(page);
  await byId(page, 'part-settings').click();
  await byId(page, 'settings-updates').click();
  await byId(page, 'update-title').waitFor();
});
afterAll(async () => {
  await stage?.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function make(version: string, by = keys): Promise<void> {
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist);
  const arch = process.arch === 'arm64' ? 'arm64' : 'x64';
  writeFileSync(
    join(dist, `yingke-desk-${version}-linux-${arch}.tar.gz`),
    `the package of ${version} `.repeat(5_000),
  );
  const notes = join(dist, 'notes.json');
  writeFileSync(
    notes,
    JSON.stringify({ 'zh-CN': '看板更快', en: `What is new in ${version}: a quicker board` }),
  );
  await release(['make', '--feed', feed, '--dist', dist, '--notes', notes], {
    ...{ env: { YINGKE_UPDATE_KEY: by.secret }, now: Date.now(), say: () => {} },
  });
}

/** Looks by the page’s own button, and waits for what it says. */
async function look(title: RegExp): Promise<void> {
  await byId(page, 'update-check').click();
  await expect.poll(() => byId(page, 'update-title').textContent(), { timeout: 20_000 }).toMatch(title);
}

test('a feed with nothing in it is said, with the reason', async () => {
  await look(/cannot be looked for/);
  expect(await byId(page, 'update-fault').getAttribute('data-code')).toBe('no_feed');
});

test('a newer version that is signed is said with what is new in it; the page is clean', async () => {
  await make('9.0.0');
  await look(/Version 9\.0\.0 is there/);
  await byId(page, 'update-notes').getByText('a quicker board').waitFor();
  expect(await byId(page, 'update-fault').count()).toBe(0);
  expect(await axeFaults(page)).toEqual([]);
  await keepPicture(page, 'updates-told');
});

test('signed by somebody else it is refused, and the reason is said; the same on the page of health', async () => {
  rmSync(feed, { recursive: true });
  mkdirSync(feed);
  await make('9.1.0', newKeys());
  await look(/was refused/);
  expect(await byId(page, 'update-fault').getAttribute('data-code')).toBe('bad_signature');
  await byId(page, 'settings-health').click();
  const line = page.locator('[data-health="updates"]');
  await line.waitFor();
  expect(await line.getAttribute('data-verdict')).toBe('attention');
  expect(await line.textContent()).toContain('bad_signature');
  await keepPicture(page, 'updates-health');
});

test('a hub that wants a newer desk: told, then away, then not let in; the desk stands and sends one to IT', async () => {
  const chief = hub.accounts.find(({ role }) => role === 'admin') ?? raise('no admin');
  const ask = adminAs(hub.hub, (await signInAlone(hub.hub, chief)).token);
  const want = async (change: { until: number; refused: string | null }) => {
    const { version } = await ask('policy.read', null);
    const rules = { locked: {}, recommended: {}, desk: { minimum: '9.0.0', ...change } };
    await ask('policy.save', { version, rules });
  };
  await byId(page, 'part-conversations').click();
  const banner = byId(page, 'version-banner');
  const standing = () => banner.getAttribute('data-standing');
  await want({ until: Date.now() + 86_400_000, refused: null });
  await banner.getByText('IT installs new versions').waitFor();
  expect(await standing()).toBe('due');
  await want({ until: Date.now() - 120_000, refused: null });
  await expect.poll(standing).toBe('late');
  await expect.poll(() => byId(page, 'own-status').getAttribute('data-status')).toBe('away');
  await keepPicture(page, 'version-late');
  await want({ until: Date.now() - 120_000, refused: '9.0.0' });
  await expect.poll(standing, { timeout: 15_000 }).toBe('refused');
  expect(await axeFaults(page)).toEqual([]);
});

function raise(message: string): never {
  throw new Error(message);
}

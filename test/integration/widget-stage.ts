import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { createBuilder } from 'vite';
import { findChromium } from '../../scripts/setup/system.mjs';
import { type Hub, type HubOptions, startHub } from '../../src/hub/hub.ts';
import { createLog } from '../../src/hub/platform/log/index.ts';
import { type DeskClient, deskClient, testPeople } from '../support/hub.ts';

/** A real hub, the demo shop on an origin of its own, the widget as built now, and a real browser. */

const root = resolve(import.meta.dirname, '../..');
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
};

export type Visitor = {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What went wrong in the page: errors thrown and complaints of its Content-Security-Policy. */
  readonly faults: readonly string[];
};

export type WidgetStage = Awaited<ReturnType<typeof startWidgetStage>>;

/** The page's server: the shop at `/`, the pages of `fixtures` beside it, each with the hub put in. */
function serveSite(hubUrl: () => string): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    const { pathname: path, searchParams } = new URL(request.url ?? '/', 'http://site');
    const name = path === '/' ? 'index.html' : path.slice(1);
    const isFixture = name.startsWith('fixture-');
    const folder = isFixture ? join(root, 'test/integration/fixtures') : join(root, 'resources/demo-shop');
    readFile(join(folder, name), 'utf8').then(
      (text) => {
        response.setHeader('content-type', types[extname(name)] ?? 'text/plain');
        const hub = hubUrl();
        if (name === 'fixture-strict.html') response.setHeader('content-security-policy', strictPolicy(hub));
        // A site's server says who is signed in; here whoever is named in the address.
        const customer = searchParams.get('customer') ?? '';
        response.end(text.replaceAll('{{HUB}}', hub).replaceAll('{{CUSTOMER}}', customer));
      },
      () => response.writeHead(404).end(),
    );
  });
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => {
      done({ server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` });
    });
  });
}

/** What docs/embedding.md says a strict site has to allow, and nothing else. */
export function strictPolicy(hub: string): string {
  return [
    "default-src 'none'",
    `script-src ${hub}`,
    `connect-src ${hub} ${hub.replace(/^http/, 'ws')}`,
    "style-src 'self'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

export async function buildWidget(outDir: string): Promise<void> {
  const builder = await createBuilder({
    configFile: join(root, 'vite.widget.config.ts'),
    logLevel: 'error',
    build: { outDir },
  });
  await builder.buildApp();
}

export async function startWidgetStage(options: Partial<HubOptions> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'yingke-widget-'));
  const widgetFolder = join(folder, 'widget');
  await buildWidget(widgetFolder);
  const quiet = createLog({ write: () => {} });
  let port = 0;
  let running: Hub | null = null;
  const start = async (): Promise<Hub> => {
    const made = await startHub({
      database: join(folder, 'hub.sqlite'),
      widgetFolder,
      workspaceName: '星河商城',
      log: quiet,
      ...options,
      ports: [port],
    });
    port = made.port;
    running = made;
    return made;
  };
  const hub = await start();
  const hubUrl = hub.url;
  const site = await serveSite(() => hubUrl);
  const furnish = async (made: Hub): Promise<void> => {
    await made.people.create({ ...testPeople.ann, name: '林悦' });
    await made.origins.allow(new URL(site.url).origin);
  };
  await furnish(hub);

  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('no Chromium on this machine; CHROMIUM can name one');
  const browser: Browser = await chromium.launch({
    executablePath,
    // Chromium refuses its sandbox to root; an ordinary user has it.
    chromiumSandbox: process.getuid?.() !== 0,
    // As in the browser that a visitor has: going back wakes the page that was left.
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
    args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
  const contexts: BrowserContext[] = [];

  return {
    hubUrl,
    site: site.url,
    get hub(): Hub {
      if (!running) throw new Error('the hub is away');
      return running;
    },
    /** The agent, at a desk that speaks the protocol itself. */
    agent: (): Promise<DeskClient> => deskClient(hubUrl, testPeople.ann),
    hubAway: async (): Promise<void> => {
      await running?.stop();
      running = null;
    },
    /** While it is away: everything it knew is gone, as after a new set-up; who works there is made anew. */
    newDatabase: async (): Promise<void> => {
      if (running) throw new Error('the hub is there');
      for (const end of ['', '-wal', '-shm']) await rm(join(folder, `hub.sqlite${end}`), { force: true });
      await furnish(await start());
    },
    /** Starts it again where it is away. */
    hubBack: async (): Promise<void> => {
      if (!running) await start();
    },
    /** Somebody with an empty browser of their own, at a page of the site. */
    visit: async (path = '', context: BrowserContextOptions = {}): Promise<Visitor> => {
      const made = await browser.newContext({
        locale: 'zh-CN',
        viewport: { width: 1280, height: 800 },
        reducedMotion: 'reduce',
        ...context,
      });
      contexts.push(made);
      const page = await made.newPage();
      return { context: made, page, faults: await goTo(page, site.url + path) };
    },
    /** Everybody who has visited goes. */
    leave: async (): Promise<void> => {
      for (const context of contexts.splice(0)) await context.close();
    },
    stop: async (): Promise<void> => {
      await browser.close();
      await running?.stop();
      site.server.closeAllConnections();
      site.server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Loads a page and notes whatever goes wrong in it from then on. */
export async function goTo(page: Page, address: string): Promise<readonly string[]> {
  const faults: string[] = [];
  page.setDefaultTimeout(10_000);
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted/iu.test(message.text())) faults.push(message.text());
  });
  await page.goto(address);
  return faults;
}

export const part = (page: Page, name: string) => page.locator(`yingke-widget [data-yk="${name}"]`);

export function message(page: Page, text: string, marks: { from?: string; state?: string } = {}) {
  const from = marks.from ? `[data-from="${marks.from}"]` : '';
  const state = marks.state ? `[data-state="${marks.state}"]` : '';
  return page.locator(`yingke-widget [data-yk="message"]${from}${state}`).filter({ hasText: text });
}

/** The texts of the bubbles, in their order on the screen. */
export const bubbles = (page: Page): Promise<string[]> =>
  page.locator('yingke-widget [data-yk="message"] .bubble').allTextContents();

export async function openPanel(page: Page): Promise<void> {
  await part(page, 'launcher').click();
  await part(page, 'panel').waitFor();
}

export async function write(page: Page, text: string): Promise<void> {
  await part(page, 'input').fill(text);
  await part(page, 'input').press('Enter');
}

/** The state line says that the hub has let us in. */
export const online = (page: Page): Promise<void> =>
  page.locator('yingke-widget [data-yk="state"][data-state="online"]').waitFor();

/**
 * In the page: how many messages are kept to be sent. Looking never makes the database: where the widget
 * has none, or is about to make it anew, none are kept.
 */
export async function keptRows(): Promise<number> {
  const [found] = await indexedDB.databases();
  if (!found?.name) return 0;
  const { name } = found;
  const opened = await new Promise<IDBDatabase | null>((done, fail) => {
    const request = indexedDB.open(name);
    request.onupgradeneeded = () => {
      request.onerror = (event) => {
        event.preventDefault();
        done(null);
      };
      request.transaction?.abort();
    };
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
  if (opened === null) return 0;
  const count = await new Promise<number>((done, fail) => {
    const request = opened.transaction('outbox').objectStore('outbox').count();
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
  opened.close();
  return count;
}

/** In the page: puts something among the messages that are kept to be sent. */
export async function putRow(row: unknown): Promise<void> {
  const [found] = await indexedDB.databases();
  const opened = await new Promise<IDBDatabase>((done, fail) => {
    const request = indexedDB.open(found?.name ?? '');
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
  const transaction = opened.transaction('outbox', 'readwrite');
  transaction.objectStore('outbox').put(row);
  await new Promise((done, fail) => {
    transaction.oncomplete = done;
    transaction.onabort = fail;
  });
  opened.close();
}

/** From now on the page has the widget's files in its cache, also when the hub is away. */
export async function keepFiles(page: Page, hubUrl: string): Promise<void> {
  const files = new Map<string, string>();
  const launcher = await (await fetch(`${hubUrl}/widget.js`)).text();
  files.set('/widget.js', launcher);
  const named = (script: string, what: RegExp) => [...script.matchAll(what)].map(([name]) => name);
  const keep = async (name: string): Promise<string> => {
    const script = await (await fetch(`${hubUrl}/widget/${name}`)).text();
    files.set(`/widget/${name}`, script);
    return script;
  };
  for (const name of named(launcher, /(?:panel|words-\w\w)-[\w-]+\.js/gu)) {
    const script = await keep(name);
    for (const of of named(script, /(?:leave|files)-[\w-]{8}\.js/gu)) await keep(of);
  }
  await page.route(`${hubUrl}/widget**`, (route) => {
    const body = files.get(new URL(route.request().url()).pathname);
    // Asked whether it is there (HEAD), what is in the cache is no answer.
    if (body === undefined || route.request().method() !== 'GET') return route.abort();
    const headers = { 'access-control-allow-origin': '*' };
    return route.fulfill({ body, contentType: 'text/javascript', headers });
  });
}

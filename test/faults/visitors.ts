import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Browser, chromium, type Frame, type Page } from 'playwright-core';
import { build } from 'vite';
import type { PublicEntry } from '#shared/domain/entry.ts';
import { findChromium } from '../../scripts/setup/system.mjs';
import { openJournal, readJournal, type Written, writtenIn } from './journal.ts';
import type { VisitorSays, VisitorWhere } from './page/visitor.ts';
import type { WriterName } from './schedule.ts';

/**
 * Visitors in a real browser: each window a frame with the widget's own code (`page/visitor.ts`), its storage the
 * browser's. Frames of a few pages instead of a page each, because the bench has two processors for everybody.
 */

const framesOfAPage = 8;

export type VisitorWindowHandle = {
  readonly name: WriterName;
  /** Settles when it is in the browser's storage; rejects with `Reloaded` when the window went before that. */
  readonly write: (text: string) => Promise<void>;
  readonly reload: () => Promise<void>;
  /** Tells it that the network is back. */
  readonly nudge: () => Promise<void>;
  readonly where: () => Promise<VisitorWhere>;
  readonly view: () => Promise<readonly PublicEntry[]>;
  readonly written: () => Written[];
  /** What the window itself found wrong. */
  readonly complaints: () => readonly string[];
};

export class Reloaded extends Error {}

export type Visitors = {
  readonly origin: string;
  readonly open: (windows: readonly { name: WriterName; base: string }[]) => Promise<VisitorWindowHandle[]>;
  readonly close: () => Promise<void>;
};

export async function openVisitors(options: {
  readonly folder: string;
  readonly onTold: (window: WriterName) => void;
}): Promise<Visitors> {
  const { folder, onTold } = options;
  const site = await serveSite(await bundle());
  const origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('no Chromium on this machine; CHROMIUM can name one');
  const browser: Browser = await chromium.launch({
    executablePath,
    // Who started the bench ends it; see `main.ts`.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    // Chromium refuses its sandbox to root; an ordinary user has it.
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      // Nobody looks at these pages, and their clocks must go all the same.
      '--disable-background-timer-throttling',
      '--disable-renderer-backgrounding',
      '--disable-backgrounding-occluded-windows',
    ],
  });
  const context = await browser.newContext();
  const takers = new Map<string, (says: VisitorSays) => void>();
  await context.exposeBinding('tellBench', (_source, says: VisitorSays) => takers.get(says.window)?.(says));

  async function openPage(
    windows: readonly { name: WriterName; base: string }[],
  ): Promise<VisitorWindowHandle[]> {
    const page = await context.newPage();
    await page.goto(`${origin}/`);
    return Promise.all(windows.map(({ name, base }) => openWindow(page, name, base)));
  }

  async function openWindow(page: Page, name: WriterName, base: string): Promise<VisitorWindowHandle> {
    const path = join(folder, `${name}.journal`);
    const journal = openJournal(path);
    const complaints: string[] = [];
    let unkept: { text: string; done: () => void; fail: (error: Error) => void } | null = null;
    let begun = (): void => {};
    let life = '';

    function takeSays(says: VisitorSays): void {
      if (says.says === 'begun') {
        life = says.life;
        unkept?.fail(new Reloaded(name));
        unkept = null;
        begun();
      } else if (says.says === 'kept') {
        journal.note({ is: 'kept', text: says.text, key: null, conversationId: null });
        if (unkept?.text === says.text) {
          unkept.done();
          unkept = null;
        }
      } else if (says.says === 'wrong') complaints.push(`${name} in life ${says.life}: ${says.what}`);
      onTold(name);
    }
    takers.set(name, takeSays);

    const nextLife = () =>
      new Promise<void>((done) => {
        begun = done;
      });
    const src = `${origin}/visitor.html?${new URLSearchParams({ base, window: name })}`;
    const first = nextLife();
    await page.evaluate(
      ([name, src]) => {
        const frame = document.createElement('iframe');
        frame.name = name as string;
        frame.src = src as string;
        document.body.append(frame);
      },
      [name, src],
    );
    await first;
    const frame = (): Frame => {
      const found = page.frame({ name });
      if (found === null) throw new Error(`the frame of ${name} is gone`);
      return found;
    };

    return {
      name,
      write: async (text) => {
        journal.note({ is: 'meant', text, key: null, conversationId: null });
        const kept = new Promise<void>((done, fail) => {
          unkept = { text, done, fail };
        });
        kept.catch(() => {});
        try {
          await frame().evaluate((text) => window.yingkeVisitor?.write(text), text);
        } catch (error) {
          // The frame was reloaded under it: whether it was written is not known.
          if (unkept === null || /navigat|destroyed|detached/i.test(String(error))) throw new Reloaded(name);
          throw error;
        }
        await kept;
      },
      reload: async () => {
        const next = nextLife();
        await page.evaluate((name) => {
          const frames = [...document.querySelectorAll('iframe')];
          frames.find((frame) => frame.name === name)?.contentWindow?.location.reload();
        }, name);
        await next;
      },
      nudge: () => frame().evaluate(() => void dispatchEvent(new Event('online'))),
      where: () => frame().evaluate(() => window.yingkeVisitor!.where()),
      view: () => frame().evaluate(() => window.yingkeVisitor!.view()),
      written: () => writtenIn(readJournal(path)),
      complaints: () => [...complaints, ...(life === '' ? [`${name} never began`] : [])],
    };
  }

  return {
    origin,
    open: async (windows) => {
      const opened: VisitorWindowHandle[] = [];
      for (let i = 0; i < windows.length; i += framesOfAPage) {
        opened.push(...(await openPage(windows.slice(i, i + framesOfAPage))));
      }
      return opened;
    },
    close: async () => {
      await browser.close();
      site.closeAllConnections();
      site.close();
      await once(site, 'close');
    },
  };
}

/** The widget's code as one script, from its source. */
async function bundle(): Promise<string> {
  const made = await build({
    configFile: false,
    logLevel: 'error',
    root: import.meta.dirname,
    build: {
      write: false,
      minify: false,
      target: 'esnext',
      lib: { entry: join(import.meta.dirname, 'page/visitor.ts'), formats: ['es'], fileName: 'visitor' },
    },
    plugins: [
      {
        name: 'yingke-version',
        resolveId: (id) => (id === 'virtual:yingke-version' ? `\0${id}` : null),
        load: (id) => (id === '\0virtual:yingke-version' ? "export const version = '0.0.0';" : null),
      },
    ],
  });
  const [output] = Array.isArray(made) ? made : [made];
  if (output === undefined || !('output' in output)) throw new Error('the widget was not built');
  return output.output[0].code;
}

async function serveSite(script: string): Promise<Server> {
  const pages: Readonly<Record<string, readonly [type: string, text: string]>> = {
    '/': ['text/html; charset=utf-8', '<!doctype html><title>Visitors</title>'],
    '/visitor.html': [
      'text/html; charset=utf-8',
      '<!doctype html><title>Visitor</title><script type="module" src="/visitor.js"></script>',
    ],
    '/visitor.js': ['text/javascript; charset=utf-8', script],
  };
  const server = createServer((request, response) => {
    const page = pages[new URL(request.url ?? '/', 'http://site').pathname];
    if (page === undefined) {
      response.writeHead(404).end();
      return;
    }
    response.setHeader('content-type', page[0]);
    response.end(page[1]);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

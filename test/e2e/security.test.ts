import { readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Desk } from '../support/app.ts';
import { launchDesk } from '../support/app.ts';
import type { Canary } from '../support/app-canary.ts';
import { startCanary } from '../support/app-canary.ts';
import { call as callOf, conversationWith, entries, openConversation } from '../support/app-page.ts';
import { openBrowser, visitShop } from '../support/browser.ts';
import type { Stage } from '../support/launch.ts';
import { openStage, projectRoot } from '../support/launch.ts';
import { hostileTexts } from './hostile-texts.ts';

/** The renderer is treated as if it had been taken over: what could it do? */
let stage: Stage;
let canary: Canary;
let browser: Browser;
let desk: Desk;
let address: string;
let shop: string;

beforeAll(async () => {
  stage = await openStage();
  canary = await startCanary(stage.undo);
  [browser, desk] = await Promise.all([
    openBrowser(stage),
    launchDesk(stage, { data: stage.folder('data'), args: ['--host', '--demo', '--lang', 'en'] }),
  ]);
  ({ shop } = await desk.ready());
  address = desk.page.url();
});

afterAll(async () => {
  await stage?.close();
});

const call = (name: string, input: unknown) => callOf(desk.page, name, input);

test('the renderer runs in Chromium’s sandbox', async () => {
  const renderers = await desk.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.webContents.getOSProcessId()),
  );
  expect(renderers).toHaveLength(1);
  if (!stage.sandbox) return;
  const status = readFileSync(`/proc/${renderers[0]}/status`, 'utf8');
  expect(status).toMatch(/^NoNewPrivs:\s+1$/m);
  // 2: every system call goes through a filter.
  expect(status).toMatch(/^Seccomp:\s+2$/m);
  expect(status).not.toMatch(/^Uid:\s+0\s/m);
});

test('the window is made with everything closed', async () => {
  const preferences = await desk.app.evaluate(({ BrowserWindow }) => {
    // Electron's own view of what the page was really given; not in its public types.
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences: () => Record<string, unknown>;
    };
    return contents.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false });
  expect(preferences.webSecurity).not.toBe(false);
  expect(preferences.allowRunningInsecureContent).not.toBe(true);
  expect(preferences.webviewTag).not.toBe(true);
  expect(preferences.experimentalFeatures).not.toBe(true);
});

test('the page has no Node, no Electron and one frozen bridge', async () => {
  const found = await desk.page.evaluate(() => ({
    globals: [
      'require',
      'process',
      'module',
      'global',
      'Buffer',
      'ipcRenderer',
      'electron',
      '__dirname',
    ].filter((name) => Reflect.has(globalThis, name)),
    bridge: Object.keys(Reflect.get(window, 'yingke')).sort(),
    replaced: [
      Reflect.set(Reflect.get(window, 'yingke'), 'call', null),
      Reflect.set(window, 'yingke', null),
      Reflect.deleteProperty(window, 'yingke'),
    ],
  }));
  expect(found).toEqual({ globals: [], bridge: ['call', 'onNews'], replaced: [false, false, false] });
});

test('the page talks to nobody', async () => {
  const outcome = await desk.page.evaluate(async (origin) => {
    const violations: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) =>
      violations.push(event.effectiveDirective),
    );
    const outcomes: Record<string, string> = {};
    const attempt = async (name: string, work: () => Promise<unknown>) => {
      try {
        await work();
        outcomes[name] = 'worked';
      } catch {
        outcomes[name] = 'refused';
      }
    };
    const put = <T extends HTMLElement>(tag: string, properties: object) => {
      const element = Object.assign(document.createElement(tag), properties) as T;
      document.body.append(element);
      return element;
    };
    const loads = (tag: string, properties: object) =>
      attempt(`${tag}`, () => {
        const element = put(tag, properties);
        return new Promise((resolve, reject) => {
          element.addEventListener('load', resolve);
          element.addEventListener('error', reject);
        }).finally(() => element.remove());
      });
    const opens = (source: EventTarget) =>
      new Promise((resolve, reject) => {
        source.addEventListener('open', resolve);
        source.addEventListener('error', reject);
      });

    await attempt('fetch', () => fetch(`${origin}/fetch`));
    await attempt('fetch without cors', () => fetch(`${origin}/no-cors`, { mode: 'no-cors' }));
    await attempt('socket', () => opens(new WebSocket(origin.replace('http', 'ws'))));
    await attempt('events', () => {
      const source = new EventSource(`${origin}/events`);
      return opens(source).finally(() => source.close());
    });
    await attempt('worker', async () => new Worker(`${origin}/worker`));
    await attempt('eval', async () => new Function('return 1')());
    await attempt('inline script', async () => {
      put('script', { textContent: 'window.__inline = 1' }).remove();
      if (!Reflect.has(window, '__inline')) throw new Error('it did not run');
    });
    await attempt('inline handler', async () => {
      const element = put('p', {});
      element.setAttribute('onclick', 'window.__handler = 1');
      element.click();
      element.remove();
      if (!Reflect.has(window, '__handler')) throw new Error('it did not run');
    });
    await loads('img', { src: `${origin}/image` });
    await loads('script', { src: `${origin}/script` });
    await loads('link', { rel: 'stylesheet', href: `${origin}/style` });
    navigator.sendBeacon(`${origin}/beacon`);
    const framed = new Promise((resolve) => {
      document.addEventListener('securitypolicyviolation', (event) => {
        if (event.effectiveDirective === 'frame-src') resolve(null);
      });
    });
    const frame = put('iframe', { src: `${origin}/frame` });
    await framed;
    frame.remove();
    return { outcomes, violations };
  }, canary.origin);
  expect(outcome.outcomes).toEqual(
    Object.fromEntries(Object.keys(outcome.outcomes).map((name) => [name, 'refused'])),
  );
  expect(Object.keys(outcome.outcomes)).toHaveLength(11);
  expect(outcome.violations).toEqual(
    expect.arrayContaining(['connect-src', 'img-src', 'style-src-elem', 'frame-src']),
  );
  expect(canary.asked).toEqual([]);
});

test('every permission is denied', async () => {
  const found = await desk.page.evaluate(async () => {
    const names = [
      'geolocation',
      'notifications',
      'camera',
      'microphone',
      'clipboard-read',
      'midi',
      'persistent-storage',
      'idle-detection',
      'local-fonts',
      'window-management',
      'storage-access',
    ];
    const states: Record<string, string> = {};
    for (const name of names) {
      states[name] = await navigator.permissions
        .query({ name: name as PermissionName })
        .then(({ state }) => state)
        .catch(() => 'unknown');
    }
    const reason = (work: () => Promise<unknown>) =>
      work().then(
        () => 'granted',
        (error: DOMException) => error.name,
      );
    const asked = {
      notification: await Notification.requestPermission(),
      geolocation: await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('granted'),
          ({ code, PERMISSION_DENIED }) => resolve(code === PERMISSION_DENIED ? 'denied' : `code ${code}`),
        ),
      ),
      camera: await reason(() => navigator.mediaDevices.getUserMedia({ video: true, audio: true })),
      screen: await reason(() => navigator.mediaDevices.getDisplayMedia({ video: true })),
      clipboard: await reason(() => navigator.clipboard.readText()),
    };
    const devices = (await navigator.mediaDevices.enumerateDevices()).filter(({ label }) => label !== '');
    return { states, asked, devices: devices.length };
  });
  expect(Object.entries(found.states).filter(([, state]) => state === 'granted')).toEqual([]);
  expect(found.asked).toEqual({
    notification: 'denied',
    geolocation: 'denied',
    camera: expect.stringMatching(/^(NotAllowedError|NotFoundError)$/),
    screen: expect.stringMatching(/^(NotAllowedError|NotSupportedError|InvalidStateError)$/),
    clipboard: 'NotAllowedError',
  });
  expect(found.devices).toBe(0);
});

test('nothing outside the page’s own files can be read', async () => {
  const origin = new URL(address);
  const base = `${origin.protocol}//${origin.host}`;
  const link = join(projectRoot, 'out/renderer/planted-link.txt');
  rmSync(link, { force: true });
  symlinkSync('/etc/passwd', link);
  try {
    const urls = [
      `${base}/../../package.json`,
      `${base}/..%2f..%2fpackage.json`,
      `${base}/%2e%2e/%2e%2e/package.json`,
      `${base}/%2e%2e%2f%2e%2e%2fpackage.json`,
      `${base}/..%5c..%5cpackage.json`,
      `${base}/..\\..\\package.json`,
      `${base}/%252e%252e%252f%252e%252e%252fpackage.json`,
      `${base}/assets/..%2f..%2f..%2fpackage.json`,
      `${base}//etc/passwd`,
      `${base}/%2fetc%2fpasswd`,
      `${base}/index.html%00.txt`,
      `${base}/index.html%00/../../../package.json`,
      `${base}/planted-link.txt`,
      `${base}/%`,
      `${base}/%c0%ae%c0%ae/package.json`,
      `${origin.protocol}//other/index.html`,
      `${origin.protocol}//..%2f..%2f/package.json`,
    ];
    const answers = await desk.app.evaluate(async ({ BrowserWindow }, list) => {
      const session = BrowserWindow.getAllWindows()[0]?.webContents.session;
      const results: [string, number | string, string][] = [];
      for (const url of list) {
        try {
          const response = await session?.fetch(url);
          results.push([url, response?.status ?? 'none', (await response?.text()) ?? '']);
        } catch {
          results.push([url, 'failed', '']);
        }
      }
      return results;
    }, urls);
    for (const [url, status, text] of answers) {
      expect(status, url).not.toBe(200);
      expect(text, url).not.toMatch(/"productName"|root:x:/);
    }
    const own = await desk.app.evaluate(
      async ({ BrowserWindow }, url) =>
        (await BrowserWindow.getAllWindows()[0]?.webContents.session.fetch(url))?.status,
      address,
    );
    expect(own).toBe(200);
  } finally {
    rmSync(link, { force: true });
  }
});

test('only https, mailto and telephone numbers are opened outside', async () => {
  await desk.app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { openedOutside: opened });
    Object.assign(shell, {
      openExternal: async (url: string) => {
        opened.push(url);
      },
    });
  });
  const refused = [
    'javascript:alert(1)',
    'file:///etc/passwd',
    'FILE:///etc/passwd',
    'data:text/html,x',
    'vbscript:x',
    'http://example.com/',
    'smb://host/share',
    '\\\\host\\share\\x.exe',
    '//host/share',
    'ms-msdt:/id',
    'tel:*%2306%23',
    'app://desk/index.html',
    'https://',
    ' https://example.com/\u0000.exe',
    'https://example.com/\u0000',
    'https://exa\nmple.com/',
    'https://user:secret@example.com/',
    `https://example.com/${'a'.repeat(3000)}`,
    '',
  ];
  for (const url of refused) {
    expect(await call('app.openLink', { url }), url).toMatchObject({
      ok: false,
      error: { code: 'bad_request' },
    });
  }
  for (const url of ['https://example.com/help?a=1#b', 'mailto:help@example.com', 'tel:4008008800']) {
    expect(await call('app.openLink', { url })).toEqual({ ok: true, value: null });
  }
  const opened = await desk.app.evaluate(() => (globalThis as { openedOutside?: string[] }).openedOutside);
  expect(opened).toEqual(['https://example.com/help?a=1#b', 'mailto:help@example.com', 'tel:4008008800']);
});

test('calls that are not in the contract are refused with a code, and the app goes on', async () => {
  for (const name of ['app.nothing', '__proto__', 'constructor', 'toString', '', 'app.boot ']) {
    expect(await call(name, {}), name).toMatchObject({ ok: false, error: { code: 'unknown_event' } });
  }
  const bad: readonly [string, unknown][] = [
    ['app.boot', undefined],
    ['app.boot', null],
    ['app.boot', []],
    ['app.boot', { more: 1 }],
    ['app.setPreferences', { theme: 'pink' }],
    ['app.setPreferences', { theme: 'dark', more: 1 }],
    ['conversations.open', { conversationId: '../../etc', limit: 50 }],
    ['conversations.open', { conversationId: crypto.randomUUID(), limit: 1e9 }],
    ['conversations.open', { conversationId: crypto.randomUUID(), limit: Number.NaN }],
    ['conversations.send', { conversationId: crypto.randomUUID(), key: 'x', text: 'hello' }],
    ['conversations.send', { conversationId: crypto.randomUUID(), key: crypto.randomUUID(), text: '   ' }],
    [
      'conversations.send',
      { conversationId: crypto.randomUUID(), key: crypto.randomUUID(), text: 'a'.repeat(8001) },
    ],
    ['account.signIn', { hub: 'http://127.0.0.1', email: '', password: 'x' }],
    ['app.openLink', { url: 7 }],
  ];
  for (const [name, input] of bad) {
    expect(await call(name, input), `${name} ${JSON.stringify(input)?.slice(0, 80)}`).toMatchObject({
      ok: false,
      error: { code: 'bad_request' },
    });
  }
  expect(await call('conversations.open', { conversationId: crypto.randomUUID(), limit: 50 })).toMatchObject({
    ok: false,
    error: { code: 'not_found' },
  });
  expect(await call('app.boot', {})).toMatchObject({ ok: true });
});

test('another page with the same bridge is not answered', async () => {
  const preload = join(projectRoot, 'out/preload/index.cjs');
  const answer = await desk.app.evaluate(async ({ BrowserWindow }, script) => {
    const foreign = new BrowserWindow({ show: false, webPreferences: { preload: script, sandbox: true } });
    try {
      await foreign.loadURL('data:text/html,<h1>foreign</h1>');
      return await foreign.webContents.executeJavaScript('yingke.call("app.boot", {})');
    } finally {
      foreign.destroy();
    }
  }, preload);
  expect(answer).toEqual({ ok: false, error: { code: 'forbidden' } });
});

test('hostile text from a customer shows as text: nothing runs, nothing is asked for', async () => {
  const customer = await visitShop(browser, shop, { locale: 'en' });
  const asked = canary.asked.length;
  await customer.open();
  await customer.write('here it comes');
  await openConversation(desk.page, await conversationWith(desk.page, 'here it comes'));
  for (const text of hostileTexts(canary.origin)) {
    await customer.write(text);
    const shown = entries(desk.page, text);
    await shown.first().waitFor();
    const risky =
      'script,img,iframe,object,embed,link,style,meta,base,form,video,svg script,details,input,math,a[href^="javascript" i]';
    expect(await shown.first().locator(risky).count(), text).toBe(0);
  }
  const ran = (page: { evaluate: (f: () => boolean) => Promise<boolean> }) =>
    page.evaluate(() => Reflect.has(window, '__ran') || Reflect.has(Object.prototype, 'ran'));
  expect(await ran(desk.page)).toBe(false);
  expect(await ran(customer.page)).toBe(false);
  expect(desk.page.url()).toBe(address);
  expect(canary.asked.slice(asked)).toEqual([]);
});

// Last: Playwright waits for ever for a navigation that was asked for and denied.
test('no second window, no other page', async () => {
  const opened = await desk.page.evaluate(
    (origin) =>
      [`${origin}/pop-up`, 'about:blank', 'app://other/', 'file:///etc/passwd'].map((url) =>
        window.open(url),
      ),
    canary.origin,
  );
  expect(opened).toEqual([null, null, null, null]);

  const vectors = ['location', 'link', 'blank', 'form', 'meta'] as const;
  for (const vector of vectors) {
    for (const target of [`${canary.origin}/away`, 'file:///etc/passwd', 'data:text/html,gone']) {
      await desk.page.evaluate(
        ([how, url]) => {
          const make = (tag: string, properties: object) =>
            Object.assign(document.createElement(tag), properties);
          const link = (target: string) => {
            const element = make('a', { href: url, target });
            document.body.append(element);
            element.click();
            element.remove();
          };
          if (how === 'location') location.href = url;
          if (how === 'link') link('_self');
          if (how === 'blank') link('_blank');
          if (how === 'form') {
            const form = make('form', { action: url, method: 'post' }) as HTMLFormElement;
            document.body.append(form);
            form.submit();
            form.remove();
          }
          if (how === 'meta') {
            const meta = make('meta', { httpEquiv: 'refresh', content: `0;url=${url}` });
            document.head.append(meta);
            meta.remove();
          }
        },
        [vector, target] as const,
      );
    }
  }
  // An answer from main comes after everything that was set off before it.
  expect(await call('app.boot', {})).toMatchObject({ ok: true });
  expect(desk.page.url()).toBe(address);
  expect(await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  expect(canary.asked).toEqual([]);
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FuseV1Options } from '@electron/fuses';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { configuration } from '../../scripts/dist/configuration.mjs';
import { builtHere, readFuses } from '../../scripts/dist/package.mjs';
import { fuses, product } from '../../scripts/dist/product.mjs';
import { type Desk, launchDesk } from '../support/app.ts';
import { openStage, projectRoot, type Stage } from '../support/launch.ts';

/**
 * Electron's security checklist (its tutorial "Security", 20 points), a case for each in its order, in the built desk and
 * the configuration it is packed with. What the desk does beyond it is in security.test.ts and hostile.test.ts.
 */
let stage: Stage;
let desk: Desk;

beforeAll(async () => {
  stage = await openStage();
  desk = await launchDesk(stage, { data: stage.folder('data'), args: ['--lang', 'en'] });
  await desk.hears('ready');
});

afterAll(async () => {
  await stage?.close();
});

/**
 * Runs a piece of script in the page, by way of main: what asks for another page and is denied would keep Playwright
 * waiting for it.
 */
const inPage = (script: string): Promise<unknown> =>
  desk.app.evaluate(
    ({ BrowserWindow }, code) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(code, true),
    script,
  );

/** What the window's page was really given; not in Electron's public types. */
const preferences = (): Promise<Record<string, unknown>> =>
  desk.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences: () => Record<string, unknown>;
    };
    return contents.getLastWebPreferences();
  });

/** Programs of the desk, without their tests. */
const sources = ['main', 'preload', 'renderer'].flatMap((part) => {
  const folder = join(projectRoot, 'src', part);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(tsx?|html)$/.test(name) && !/\.test\.tsx?$/.test(name))
    .map((name) => ({ name: `${part}/${name}`, text: readFileSync(join(folder, name), 'utf8') }));
});
/** Files in which this stands. */
const saying = (pattern: RegExp) => sources.filter(({ text }) => pattern.test(text)).map(({ name }) => name);

test('1. only secure content is loaded: the page is our own, and asks nobody', async () => {
  await desk.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const asked: string[] = [];
    Object.assign(globalThis, { askedFor: asked });
    contents?.session.webRequest.onBeforeRequest((details, answer) => {
      asked.push(details.url);
      answer({});
    });
    contents?.reload();
  });
  const asked = () =>
    desk.app.evaluate(() => (globalThis as unknown as { askedFor: readonly string[] }).askedFor);
  await expect.poll(async () => (await asked()).length).toBeGreaterThan(2);
  await desk.page.getByTestId('sign-in-submit').waitFor();
  expect((await asked()).filter((url) => !/^(app:\/\/desk\/|data:)/.test(url))).toEqual([]);
  expect(desk.page.url()).toMatch(/^app:\/\/desk\//);
  await desk.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.session.webRequest.onBeforeRequest(null),
  );
});

test('2. no Node in the page, its workers and its frames', async () => {
  const given = await preferences();
  for (const name of ['nodeIntegration', 'nodeIntegrationInWorker', 'nodeIntegrationInSubFrames']) {
    expect(given[name] ?? false, name).toBe(false);
  }
  expect(
    await inPage("['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis)"),
  ).toEqual([]);
});

test('3. the preload has a world of its own', async () => {
  expect(await preferences()).toMatchObject({ contextIsolation: true });
  // What the page has is not in the preload's world, and what the preload gave it cannot be replaced.
  const planted = await desk.app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const page = await contents?.executeJavaScript("window.planted = 1; Reflect.set(yingke, 'call', null)");
    // Electron's own number of that world.
    const world = await contents?.executeJavaScriptInIsolatedWorld(999, [{ code: 'typeof window.planted' }]);
    return { page, world };
  });
  expect(planted).toEqual({ page: false, world: 'undefined' });
});

test('4. every page is in Chromium’s sandbox', async () => {
  expect(await preferences()).toMatchObject({ sandbox: true });
  expect(saying(/sandbox:\s*false|no-sandbox|enableSandbox/)).toEqual([]);
  if (!stage.sandbox) return;
  const pid = await desk.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
  );
  expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(/^Seccomp:\s+2$/m);
});

test('5. permissions are denied, not granted by default', async () => {
  const answers = await inPage(`(async () => ({
    notification: await Notification.requestPermission(),
    camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'granted', ({ name }) => name),
    place: await new Promise((resolve) =>
      navigator.geolocation.getCurrentPosition(() => resolve('granted'), ({ code }) => resolve(code))),
    midi: await navigator.requestMIDIAccess().then(() => 'granted', ({ name }) => name),
  }))()`);
  expect(answers).toEqual({
    notification: 'denied',
    camera: expect.stringMatching(/^Not(Allowed|Found)Error$/),
    place: 1,
    midi: expect.stringMatching(/^(NotAllowed|Security)Error$/),
  });
});

test('6. webSecurity is on', async () => {
  expect(await preferences()).toMatchObject({ webSecurity: true });
  expect(saying(/webSecurity:\s*false|disable-web-security/)).toEqual([]);
});

test('7. a content security policy that allows our own files alone', async () => {
  const policies = await desk.app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const answer = await contents?.session.fetch(contents.getURL());
    return answer?.headers.get('content-security-policy') ?? '';
  });
  const rules = policies.split('; ');
  expect(rules).toEqual(
    expect.arrayContaining([
      "default-src 'none'",
      "script-src 'self'",
      "connect-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
    ]),
  );
  expect(policies).not.toMatch(/unsafe|\*|https?:/);
  const ran = await inPage(`(() => {
    const made = document.createElement('p');
    document.body.append(made);
    try { made.setAttribute('onclick', 'window.ran = 1'); made.click(); } catch { /* Refused even earlier. */ }
    made.remove();
    return 'ran' in window;
  })()`);
  expect(ran).toBe(false);
});

test('8. no insecure content in a secure page', async () => {
  expect((await preferences()).allowRunningInsecureContent).not.toBe(true);
  expect(saying(/allowRunningInsecureContent:\s*true|allow-running-insecure-content/)).toEqual([]);
});

test('9. no experimental features', async () => {
  expect((await preferences()).experimentalFeatures).not.toBe(true);
  expect(saying(/experimentalFeatures|enable-experimental/)).toEqual([]);
});

test('10. no features of Blink switched on', async () => {
  expect((await preferences()).enableBlinkFeatures ?? '').toBe('');
  expect(saying(/enableBlinkFeatures|enable-blink-features/)).toEqual([]);
});

/** Even a window that has the tag attaches none: what main says counts. */
const attach = (attributes: string) =>
  desk.app.evaluate(async ({ BrowserWindow, webContents }, text) => {
    const window = new BrowserWindow({ show: false, webPreferences: { webviewTag: true, sandbox: true } });
    try {
      const asked = new Promise<boolean>((resolve) =>
        window.webContents.once('will-attach-webview', (event) => resolve(event.defaultPrevented)),
      );
      await window.loadURL(`data:text/html,${encodeURIComponent(`<webview ${text}></webview>`)}`);
      const isDenied = await asked;
      return {
        isDenied,
        views: webContents.getAllWebContents().filter((one) => one.getType() === 'webview').length,
      };
    } finally {
      window.destroy();
    }
  }, attributes);

test('11. no web view, so none with pop-ups', async () => {
  expect(await preferences()).toMatchObject({ webviewTag: false });
  expect(await inPage("'loadURL' in document.createElement('webview')")).toBe(false);
  expect(saying(/allowpopups|<webview/i)).toEqual([]);
  expect(await attach('allowpopups src="data:text/html,x"')).toEqual({ isDenied: true, views: 0 });
});

test('12. what a web view asks for is looked at before it is made: refused, whatever it is', async () => {
  for (const attributes of [
    'src="https://example.com/"',
    'nodeintegration src="data:text/html,x"',
    'preload="file:///tmp/x.js" webpreferences="contextIsolation=no" src="data:text/html,x"',
  ]) {
    expect(await attach(attributes), attributes).toEqual({ isDenied: true, views: 0 });
  }
});

test('13. the window goes nowhere else', async () => {
  const address = () => inPage('location.href');
  const here = await address();
  for (const target of [
    'https://example.com/',
    'file:///etc/passwd',
    'data:text/html,gone',
    'app://other/',
  ]) {
    await inPage(`location.href = ${JSON.stringify(target)}; 1`);
    await inPage(`(() => { const link = document.createElement('a'); link.href = ${JSON.stringify(target)};
      document.body.append(link); link.click(); link.remove(); })()`);
  }
  // An answer from main comes after everything that was set off before it.
  expect(await inPage("yingke.call('app.boot', {}).then(({ ok }) => ok)")).toBe(true);
  expect(await address()).toBe(here);
});

test('14. no new windows', async () => {
  const targets = ['https://example.com/', 'about:blank', 'app://desk/index.html', 'file:///etc/passwd'];
  expect(await inPage(`${JSON.stringify(targets)}.map((url) => window.open(url))`)).toEqual(
    targets.map(() => null),
  );
  expect(await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('15. openExternal gets what the one opener lets through', async () => {
  expect(saying(/openExternal/)).toEqual(['main/shell/opener.ts']);
  await desk.app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { openedOutside: opened });
    Object.assign(shell, { openExternal: async (url: string) => void opened.push(url) });
  });
  const urls = [
    'file:///etc/passwd',
    'smb://host/x',
    'javascript:1',
    'ms-msdt:/id',
    'https://example.com/help',
  ];
  for (const url of urls) await inPage(`yingke.call('app.openLink', { url: ${JSON.stringify(url)} })`);
  expect(await desk.app.evaluate(() => (globalThis as { openedOutside?: string[] }).openedOutside)).toEqual([
    'https://example.com/help',
  ]);
});

test('16. a current Electron is packed, exactly the one that is pinned, and never that of development', () => {
  const { devDependencies, scripts } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
  const pinned: string = devDependencies.electron;
  expect(pinned).toMatch(/^\d+\.\d+\.\d+$/);
  expect(Number.parseInt(pinned, 10)).toBeGreaterThanOrEqual(45);
  const installed = JSON.parse(readFileSync(join(projectRoot, 'node_modules/electron/package.json'), 'utf8'));
  expect(installed.version).toBe(pinned);
  expect(scripts.dist).toBeDefined();
  const trial = configuration({ env: {}, runtime: { dist: null, version: '33.2.1', isTrial: true } });
  expect(trial.linux?.artifactName).toContain('-trial');
  expect(readFileSync(join(projectRoot, 'docs/security.md'), 'utf8')).toContain('within 7 days');
});

test('17. who sends over IPC is looked at: another page with our preload is refused', async () => {
  const answer = await desk.app.evaluate(
    async ({ BrowserWindow }, preload) => {
      const foreign = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
      try {
        await foreign.loadURL('data:text/html,<h1>foreign</h1>');
        return await foreign.webContents.executeJavaScript('yingke.call("app.boot", {})');
      } finally {
        foreign.destroy();
      }
    },
    join(projectRoot, 'out/preload/index.cjs'),
  );
  expect(answer).toEqual({ ok: false, error: { code: 'forbidden' } });
  // And there is one door only.
  expect(saying(/ipcMain\.(handle|on)\b/)).toEqual(['main/shell/door.ts']);
});

test('18. no file:// anywhere: our own protocol, and the fuse for files’ privileges off', async () => {
  expect(saying(/\bloadFile\b/)).toEqual([]);
  expect(saying(/(loadURL|fetch)\([^)]*file:\/\//)).toEqual([]);
  expect(fuses.grantFileProtocolExtraPrivileges).toBe(false);
  expect(await inPage("fetch('file:///etc/hostname').then(() => 'read', () => 'refused')")).toBe('refused');
});

test('19. every fuse there is has been decided on, and the package has them so', async () => {
  const known = Object.values(FuseV1Options).filter((name): name is string => typeof name === 'string');
  expect(Object.keys(fuses).sort()).toEqual(
    known.map((name) => name.replace(/^./, (first) => first.toLowerCase())).sort(),
  );
  expect(fuses).toMatchObject({
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: true,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
  });
  const packed = configuration({ env: {}, runtime: { dist: null, version: '45.4.1', isTrial: false } });
  expect(packed.electronFuses).toMatchObject(fuses);
  // Nothing of ours leans on what is off.
  expect(saying(/ELECTRON_RUN_AS_NODE|child_process'?\)?.*fork|\bfork\(process\.execPath/)).toEqual([]);
  const built = builtHere();
  if (built !== null) expect(await readFuses(join(built, product.package))).toEqual(fuses);
});

test('20. the page is given two functions of ours, and nothing of Electron’s', async () => {
  const bridge = await inPage(`(() => {
    const seen = [];
    const walk = (value, path) => {
      for (const name of Reflect.ownKeys(value)) seen.push([...path, String(name), typeof value[name]].join(' '));
    };
    walk(yingke, []);
    return { seen: seen.sort(), globals: ['ipcRenderer', 'electron', 'contextBridge'].filter((name) => name in window) };
  })()`);
  expect(bridge).toEqual({ seen: ['call function', 'onNews function'], globals: [] });
  const preload = readFileSync(join(projectRoot, 'out/preload/index.cjs'), 'utf8');
  expect(preload.match(/exposeInMainWorld/g)).toHaveLength(1);
  // A listener is told names and values, never Electron's event, which has its sender.
  const heard = inPage(
    `new Promise((resolve) => yingke.onNews((...given) => resolve(given.map((one) => typeof one).join(' '))))`,
  );
  await desk.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const again = setInterval(() => contents?.send('yingke:news', 'test', 1, 'first'), 50);
    setTimeout(() => clearInterval(again), 3_000);
  });
  expect(await heard).toMatch(/^string \w+$/);
});

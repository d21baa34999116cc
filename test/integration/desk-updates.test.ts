import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as library from 'electron-updater';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { release } from '../../scripts/release/command.ts';
import { newKeys } from '../../scripts/release/keys.ts';
import { silentLog } from '../../src/main/log.ts';
import { fetchedBy } from '../../src/main/network/fetched.ts';
import { readRoots } from '../../src/main/network/roots.ts';
import { createWay } from '../../src/main/network/way.ts';
import { straightWay, type WayOut } from '../../src/main/network/way-out.ts';
import { createFetcher } from '../../src/main/updates/fetcher.ts';
import { digestOf, reader, removeFetched } from '../../src/main/updates/files.ts';
import { signatureCheck } from '../../src/main/updates/keys.ts';
import { updateMemory } from '../../src/main/updates/memory.ts';
import { createUpdates, type UpdatesOptions } from '../../src/main/updates/updates.ts';
import type { WayFault } from '../../src/shared/domain/network/fault.ts';
import { routesFrom } from '../../src/shared/domain/network/proxy.ts';
import type { UpdateState } from '../../src/shared/ipc/updates.ts';
import {
  type Authority,
  newAuthority,
  startProxy,
  type TestProxy,
  tlsBefore,
} from '../support/company-network.ts';
import { virtualClock } from '../support/virtual-clock.ts';

/**
 * A feed made by `yingke-release`, served by a plain web server, and everything of a desk that looks into it, electron-updater among it:
 * all but Electron.
 */

const keys = newKeys();
const hour = 60 * 60_000;
const day = 24 * hour;

let folder: string;
let server: Server;
let address: string;
let asked: string[];
/** What happens once somebody has been given the manifest. */
let afterManifest: (() => void) | null;
let clock: ReturnType<typeof virtualClock>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yingke-updates-'));
  mkdirSync(feed(), { recursive: true });
  asked = [];
  afterManifest = null;
  clock = virtualClock(Date.UTC(2026, 10, 30, 12));
  server = createServer(({ url = '' }, response) => {
    const path = new URL(url, 'http://x').pathname;
    asked.push(path);
    const file = join(feed(), path);
    if (!existsSync(file)) return response.writeHead(404).end();
    response.end(readFileSync(file));
    if (path.endsWith('.json')) afterManifest?.();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

const feed = () => join(folder, 'feed');
const manifestFile = () => join(feed(), 'stable/linux-x64-deb.json');
const packageFile = (version: string) => join(feed(), `packages/yingke-desk-${version}-linux-amd64.deb`);

async function make(version: string, args: readonly string[] = [], by = keys): Promise<void> {
  const dist = join(folder, 'dist');
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist);
  for (const end of ['amd64.deb', 'x86_64.rpm']) {
    writeFileSync(join(dist, `yingke-desk-${version}-linux-${end}`), `${end} of ${version} `.repeat(5_000));
  }
  await run(['make', '--feed', feed(), '--dist', dist, ...args], by);
}

const run = (argv: readonly string[], by = keys) =>
  release(argv, { env: { YINGKE_UPDATE_KEY: by.secret }, now: clock.now(), say: () => {} });

/** electron-updater as it is with Electron: the executor that it makes itself there. */
function asWithElectron(updater: library.AppUpdater): void {
  const ofUpdater = createRequire(createRequire(import.meta.url).resolve('electron-updater'));
  const { ElectronHttpExecutor } = ofUpdater('./electronHttpExecutor') as {
    ElectronHttpExecutor: new () => object;
  };
  Object.assign(updater, { httpExecutor: new ElectronHttpExecutor() });
}

function desk(change: Partial<UpdatesOptions> & { version?: string; way?: WayOut } = {}) {
  const { version = '1.0.0', way = straightWay, ...rest } = change;
  const data = join(folder, 'data');
  mkdirSync(data, { recursive: true });
  const config = join(data, 'app-update.yml');
  writeFileSync(config, 'provider: generic\nurl: http://127.0.0.1:1\nupdaterCacheDirName: updater\n');
  const states: UpdateState[] = [];
  const installed: string[] = [];
  const announced: string[] = [];
  let finish: (() => string) | null = null;
  const updates = createUpdates({
    here: {
      ...{ version, channel: 'stable', platform: 'linux', arch: 'x64', kind: 'deb' },
      device: '5f0c7c0e-4a51-4a0e-9f2a-1d2c3b4a5968',
    },
    rules: { mode: 'ask', hours: { from: 120, to: 300 }, days: 7 },
    feed: address,
    isSigned: signatureCheck([newKeys().publicKey, keys.publicKey]),
    clock,
    log: silentLog,
    memory: updateMemory(data),
    read: reader((url, { signal }) => fetchedBy(way, url, signal)),
    fetcher: async () => {
      let file = '';
      const fetcher = createFetcher({
        ...{
          library,
          kind: 'deb',
          prepare: asWithElectron,
          agentFor: way.agentFor,
          onFault: () => {},
        },
        app: {
          ...{ version, name: 'Yingke', isPackaged: true, appUpdateConfigPath: config },
          ...{ userDataPath: data, baseCachePath: join(folder, 'cache') },
          whenReady: () => Promise.resolve(),
          ...{ relaunch: () => {}, quit: () => {}, onQuit: () => {} },
        },
      });
      return {
        fetch: async (...args) => {
          file = await fetcher.fetch(...args);
          return file;
        },
        install: () => {
          installed.push(readFileSync(file, 'utf8'));
          return 'installed' as const;
        },
      };
    },
    digestOf,
    remove: removeFetched,
    conversations: async () => 0,
    required: () => null,
    idle: () => 10 * 60_000,
    minute: () => 12 * 60,
    tell: (state) => states.push(state),
    announce: (one) => announced.push(one),
    restart: (last) => {
      finish = last;
    },
    ...rest,
  });
  return { updates, states, installed, announced, end: () => finish?.() ?? null };
}

const pending = () => join(folder, 'cache/updater/pending');

test('a newer version is found, fetched by electron-updater, checked, and put in place when the person says so', async () => {
  await make('1.1.0');
  const { updates, states, installed, announced, end } = desk();
  expect(await updates.check()).toMatchObject({
    ...{ stage: 'ready', code: null, waits: 'person', lastDate: clock.now() + 7 * day },
    update: { version: '1.1.0', back: false, size: readFileSync(packageFile('1.1.0')).length },
  });
  expect(states.map(({ stage }) => stage)).toEqual(expect.arrayContaining(['checking', 'fetching', 'ready']));
  expect(states.map(({ progress }) => progress)).toContain(100);
  expect(announced).toEqual(['1.1.0']);
  expect(asked).toEqual(['/stable/linux-x64-deb.json', '/packages/yingke-desk-1.1.0-linux-amd64.deb']);
  expect(await updates.install('now')).toMatchObject({ stage: 'installing' });
  expect(installed).toEqual([]);
  expect(end()).toBe('installed');
  expect(installed).toEqual([readFileSync(packageFile('1.1.0'), 'utf8')]);
});

test('what came of it is known at the next start: in place, or not', async () => {
  await make('1.1.0');
  const first = desk();
  await first.updates.check();
  await first.updates.install('now');
  const failed = desk();
  failed.updates.start();
  expect(failed.updates.state()).toMatchObject({ stage: 'checking', last: null });
  expect(failed.states[0]).toMatchObject({ stage: 'refused', code: 'not_installed' });
  failed.updates.stop();
  await vi.waitFor(() => expect(failed.updates.state().stage).toBe('ready'));
  await failed.updates.install('now');
  const second = desk({ version: '1.1.0' });
  second.updates.start();
  await vi.waitFor(() => expect(second.updates.state().stage).toBe('current'));
  expect(second.updates.state().last).toMatchObject({ from: '1.0.0', to: '1.1.0' });
  second.updates.stop();
});

const flip = (file: string, at: number) => {
  const bytes = readFileSync(file);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(file, bytes);
};

test('a flipped byte in an update is refused and said, and nothing of it is kept', async () => {
  await make('1.1.0');
  flip(packageFile('1.1.0'), 1000);
  const { updates, announced } = desk();
  expect(await updates.check()).toMatchObject({ stage: 'refused', code: 'bad_hash' });
  expect(await updates.install('now')).toMatchObject({ stage: 'refused' });
  expect(announced).toEqual([]);
  expect(existsSync(join(pending(), 'yingke-desk-1.1.0-linux-amd64.deb'))).toBe(false);
});

test('our own sum counts: a package for which only electron-updater’s was made anew is refused', async () => {
  await make('1.1.0');
  const signed = JSON.parse(readFileSync(manifestFile(), 'utf8')) as { manifest: string };
  const manifest = JSON.parse(signed.manifest) as { sha256: string };
  flip(packageFile('1.1.0'), 7);
  const sha512 = createHash('sha512')
    .update(readFileSync(packageFile('1.1.0')))
    .digest('base64');
  const text = JSON.stringify({ ...manifest, sha512 });
  writeFileSync(manifestFile(), JSON.stringify({ ...signed, manifest: text }));
  // As if the signature were right: what is left is the sum.
  const { updates } = desk({ isSigned: () => true });
  expect(await updates.check()).toMatchObject({ stage: 'refused', code: 'bad_hash' });
  expect(existsSync(join(pending(), 'yingke-desk-1.1.0-linux-amd64.deb'))).toBe(false);
});

test('a file that was changed while it lay on the disk is refused before it is put in place', async () => {
  await make('1.1.0');
  const { updates, installed, end } = desk();
  await updates.check();
  flip(join(pending(), 'yingke-desk-1.1.0-linux-amd64.deb'), 3);
  expect(await updates.install('now')).toMatchObject({ stage: 'refused', code: 'bad_hash' });
  expect(end()).toBeNull();
  expect(installed).toEqual([]);
});

const rewritten = (change: (text: string) => string) => {
  const text = readFileSync(manifestFile(), 'utf8');
  expect(change(text)).not.toBe(text);
  writeFileSync(manifestFile(), change(text));
};

test.each<[string, string, () => Promise<void> | void]>([
  ['a wrong signature', 'bad_signature', () => make('1.1.0', [], newKeys())],
  [
    'another version under the same signature',
    'bad_signature',
    async () => {
      await make('1.1.0');
      rewritten((text) => text.replace('\\"version\\":\\"1.1.0\\"', '\\"version\\":\\"1.2.0\\"'));
    },
  ],
  ['an older version', 'older', () => make('0.9.0')],
  [
    'a wrong platform: the feed of another kind of package in this one’s place',
    'wrong_platform',
    async () => {
      await make('1.1.0');
      writeFileSync(manifestFile(), readFileSync(join(feed(), 'stable/linux-x64-rpm.json')));
    },
  ],
  [
    'a wrong channel',
    'wrong_channel',
    async () => {
      await make('1.1.0', ['--channel', 'beta']);
      mkdirSync(join(feed(), 'stable'));
      writeFileSync(manifestFile(), readFileSync(join(feed(), 'beta/linux-x64-deb.json')));
    },
  ],
  [
    'a feed that nobody has signed anew',
    'expired',
    async () => {
      await make('1.1.0', ['--days', '1']);
      await clock.pass(day);
    },
  ],
  ['a version that cannot be reached from here', 'too_old_for_it', () => make('1.1.0', ['--from', '1.0.1'])],
  ['no feed at all', 'no_feed', () => {}],
  [
    'a page of the web server’s own',
    'bad_feed',
    () => {
      mkdirSync(join(feed(), 'stable'));
      writeFileSync(manifestFile(), '<html>Welcome</html>');
    },
  ],
  [
    'a package that is not there',
    'unreachable',
    async () => {
      await make('1.1.0');
      rmSync(packageFile('1.1.0'));
    },
  ],
])('refused and said: %s', async (_name, code, prepare) => {
  await prepare();
  const { updates, installed, announced } = desk();
  expect(await updates.check()).toMatchObject({ stage: 'refused', code });
  await updates.install('now');
  expect([...installed, ...announced]).toEqual([]);
  // Nothing is fetched for what was refused by its manifest.
  if (code !== 'unreachable') expect(asked.filter((path) => path.startsWith('/packages'))).toEqual([]);
});

test('an old manifest that is served again is refused, also after a restart', async () => {
  await make('1.1.0');
  const old = readFileSync(manifestFile());
  await clock.pass(hour);
  await make('1.2.0');
  expect(await desk().updates.check()).toMatchObject({ stage: 'ready', update: { version: '1.2.0' } });
  writeFileSync(manifestFile(), old);
  expect(await desk().updates.check()).toMatchObject({ stage: 'refused', code: 'replayed' });
});

test('without a key, a feed or a rule that allows it nothing is asked', async () => {
  await make('1.1.0');
  expect(signatureCheck(['nonsense'])).toBeNull();
  expect(await desk({ isSigned: null }).updates.check()).toMatchObject({ code: 'no_key' });
  expect(await desk({ feed: null }).updates.check()).toMatchObject({ code: 'no_feed' });
  const off = { mode: 'off', hours: { from: 0, to: 1 }, days: 7 } as const;
  expect(await desk({ rules: off }).updates.check()).toMatchObject({ stage: 'off' });
  expect(asked).toEqual([]);
});

test('where IT installs, it is only said', async () => {
  await make('1.1.0');
  const { updates } = desk({ rules: { mode: 'notify', hours: { from: 0, to: 1 }, days: 7 } });
  expect(await updates.check()).toMatchObject({ stage: 'told', update: { version: '1.1.0' } });
  expect(asked).toEqual(['/stable/linux-x64-deb.json']);
});

test('a version that was withdrawn goes back to the one before', async () => {
  await make('1.0.0');
  await clock.pass(hour);
  await make('1.1.0');
  await clock.pass(hour);
  await run(['withdraw', '--feed', feed(), '--version', '1.1.0', '--to', '1.0.0']);
  const { updates, installed, end } = desk({ version: '1.1.0' });
  expect(await updates.check()).toMatchObject({ stage: 'ready', update: { version: '1.0.0', back: true } });
  await updates.install('now');
  end();
  expect(installed).toEqual([readFileSync(packageFile('1.0.0'), 'utf8')]);
});

test('“afterwards” waits for the end of the conversations; “later” is kept, and ends with the last date', async () => {
  await make('1.1.0', ['--last-date', '2026-12-02']);
  let conversations = 2;
  const { updates, end } = desk({ conversations: async () => conversations });
  updates.start();
  await vi.waitFor(() => expect(updates.state()).toMatchObject({ stage: 'ready', waits: 'conversation' }));
  expect(updates.later(clock.now() + 30 * day).later).toBe(Date.UTC(2026, 11, 2, 23, 59, 59));
  await updates.install('afterwards');
  expect(updates.state()).toMatchObject({ stage: 'ready', afterwards: true });
  conversations = 0;
  await clock.pass(60_000);
  await vi.waitFor(() => expect(end()).toBe('installed'));
  expect(updates.state().stage).toBe('installing');
  updates.stop();
});

test('while something is ready, a feed that cannot be reached takes nothing away', async () => {
  await make('1.1.0');
  const { updates } = desk();
  await updates.check();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect(await updates.check()).toMatchObject({ stage: 'ready', code: null });
  server.listen(0, '127.0.0.1');
});

describe('behind a proxy that asks for a name', () => {
  const feedHost = 'updates.company.test';
  let proxy: TestProxy;
  let front: Awaited<ReturnType<typeof tlsBefore>>;
  let ca: Authority;
  let mayPass: boolean;
  let faults: (WayFault | null)[];
  beforeEach(async () => {
    ca = newAuthority('Company Network');
    front = await tlsBefore((server.address() as AddressInfo).port, ca.issue(feedHost));
    mayPass = true;
    proxy = await startProxy({
      hosts: () => (mayPass ? { [`${feedHost}:443`]: front.port } : {}),
      password: 'lin:s3cret',
    });
    faults = [];
  });
  afterEach(async () => {
    await proxy.stop();
    await front.stop();
    ca.remove();
  });

  /** Nobody but the proxy knows the host of the feed, and nobody but the company's authority has issued its certificate. */
  function behind(password: string | null) {
    const roots = readRoots([ca.file]);
    const way = createWay({
      routes: async () => routesFrom(`PROXY 127.0.0.1:${proxy.port}`),
      passwordFor: async () => (password === null ? null : { user: 'lin', password }),
      context: async () => (await roots).context,
      onTold: (_origin, fault) => void faults.push(fault),
    });
    return { ...desk({ way, feed: `https://${feedHost}` }), end: () => way.endAll() };
  }

  test('feed and package come through it, and nothing around it', async () => {
    await make('1.1.0');
    const { updates, end } = behind('s3cret');
    expect(await updates.check()).toMatchObject({
      ...{ stage: 'ready', code: null, feed: `https://${feedHost}` },
      update: { version: '1.1.0' },
    });
    end();
    expect(asked).toEqual(['/stable/linux-x64-deb.json', '/packages/yingke-desk-1.1.0-linux-amd64.deb']);
    expect(existsSync(join(pending(), 'yingke-desk-1.1.0-linux-amd64.deb'))).toBe(true);
    // Everything that the server has heard came by the proxy's connections, to that one host.
    expect(new Set(proxy.asked.map(({ host, status }) => `${host} ${status}`))).toEqual(
      new Set([`${feedHost}:443 200`]),
    );
    expect(front.connections()).toBe(proxy.asked.length);
  });

  test.each([
    ['no password', null, true, { kind: 'proxy-password', refused: false }],
    ['a wrong one', 'wrong', true, { kind: 'proxy-password', refused: true }],
    ['a host that it does not let through', 's3cret', false, { kind: 'proxy-refuses', status: 502 }],
  ] as const)(
    '%s: nothing is fetched, and what stands in the way is said',
    async (_, password, passes, fault) => {
      await make('1.1.0');
      mayPass = passes;
      const { updates, end } = behind(password);
      expect(await updates.check()).toMatchObject({ stage: 'refused', code: 'unreachable' });
      end();
      expect(faults.at(-1)).toMatchObject({ ...fault, proxy: `127.0.0.1:${proxy.port}` });
      expect(asked).toEqual([]);
    },
  );

  test('a proxy that stops letting it through between feed and package: nothing half is kept, the next look has all', async () => {
    await make('1.1.0');
    const { updates, end } = behind('s3cret');
    afterManifest = () => {
      mayPass = false;
    };
    expect(await updates.check()).toMatchObject({ stage: 'refused', code: 'unreachable' });
    expect(asked).toEqual(['/stable/linux-x64-deb.json']);
    expect(faults.at(-1)).toMatchObject({ kind: 'proxy-refuses' });
    expect(existsSync(join(pending(), 'yingke-desk-1.1.0-linux-amd64.deb'))).toBe(false);
    afterManifest = null;
    mayPass = true;
    expect(await updates.check()).toMatchObject({ stage: 'ready', code: null });
    end();
  });
});

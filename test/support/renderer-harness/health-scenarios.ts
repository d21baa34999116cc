import type { Health } from '../../../src/shared/ipc/support.ts';
import type { Scenario } from './fake-bridge.ts';
import { type Made, now, scenario } from './world.ts';

const well: Health = {
  at: now,
  versions: {
    app: '0.1.0',
    electron: '45.4.1',
    chrome: '150.0.1',
    node: '24.21.0',
    system: 'linux 6.12.0 x64',
  },
  accounts: [
    {
      ...{ id: 'first', inView: true, signedIn: true, transport: 'websocket' },
      line: { state: 'connected', code: null, since: now - 7_200_000, latency: 23.4 },
      cache: { protection: 'keychain', loss: null, bytes: 48_300_000, version: 10, rows: 18_204 },
      outbox: { waiting: 0, refused: 0 },
    },
  ],
  policy: { settled: 4, ignored: 0 },
  settingsIgnored: [],
  updates: { stage: 'current', version: '0.1.0', mode: 'ask', code: null, checkedAt: now - 3_600_000 },
  notifications: { works: true, player: 'pw-play' },
  network: {
    ...{ mode: 'pac', by: 'proxy', fault: null, lacks: false },
    authorities: { own: 1, ignored: 0, system: 142 },
  },
  gpu: { gpu_compositing: 'enabled', rasterization: 'enabled' },
  disk: { free: 81_200_000_000, total: 256_000_000_000 },
  ways: { autostart: 'on', links: 'ours' },
  logs: { level: 'info', bytes: 2_300_000, files: 3 },
  crashes: { mode: 'off', count: 0, last: null, reports: [] },
};

const [account] = well.accounts;
if (account === undefined) throw new Error('there is an account');

type Crash = Health['crashes']['reports'][number];
/** `hours` ago. */
const crash = (hours: number, process: Crash['process'], state: Crash['state']): Crash => ({
  id: `4f2a9c1e-77b0-4d1f-9a3c-0000000000${hours + 10}`,
  ...{ at: now - hours * 3_600_000, bytes: 412_000, process, state, sentAt: null, code: null },
});

const bad: Health = {
  ...well,
  accounts: [
    {
      ...account,
      line: { state: 'offline', code: null, since: now - 600_000, latency: null },
      transport: null,
      cache: { ...account.cache, protection: 'basic', loss: 'damaged' },
      outbox: { waiting: 3, refused: 1 },
    },
  ],
  policy: { settled: 4, ignored: 2 },
  settingsIgnored: ['look.fontSize'],
  updates: { stage: 'refused', version: '0.1.0', mode: 'ask', code: 'bad_signature', checkedAt: now },
  notifications: { works: false, player: null },
  network: {
    ...{ mode: 'fixed', by: null, fault: 'proxy-password', lacks: false },
    authorities: { own: 0, ignored: 1, system: null },
  },
  gpu: { gpu_compositing: 'disabled_software' },
  disk: { free: 190_000_000, total: 256_000_000_000 },
  ways: { autostart: 'other', links: 'nobody' },
  crashes: {
    ...{ mode: 'hub', count: 4, last: now - 3_600_000 },
    reports: [
      crash(1, 'renderer', 'waiting'),
      { ...crash(2, 'browser', 'sent'), bytes: 0, sentAt: now - 7_000_000 },
      crash(3, 'gpu-process', 'kept'),
      crash(5, 'utility', 'several-hubs'),
      { ...crash(9, 'other', 'refused'), code: 'too_large' },
    ],
  },
};

const log = [
  '{"time":"2026-11-20T06:00:12.031Z","level":"info","msg":"line","state":"connected","code":null}',
  '{"time":"2026-11-20T06:04:51.400Z","level":"warn","msg":"slow cache call","name":"searchLines","ms":214}',
  '',
].join('\n');

const bundle = {
  id: '01993c1e-0000-7000-8000-000000000001',
  files: [
    { name: 'health.json', text: `${JSON.stringify(well, null, 2)}\n` },
    { name: 'policy.json', text: '{\n  "effective": [],\n  "ignored": []\n}\n' },
    { name: 'settings.json', text: '{\n  "theme": "system"\n}\n' },
    { name: 'logs/desk.log', text: log },
  ],
};

/** How the desk fares: well, not at all, and what would be handed to IT. */
export function healthScenarios(usual: readonly Made[]): Readonly<Record<string, Scenario>> {
  const as = (health: Health): Scenario => ({
    ...scenario(usual),
    answers: { 'support.health': health, 'support.collect': bundle, 'support.save': true },
  });
  return { health: as(well), 'health-bad': as(bad), 'health-crashes': as(bad), 'health-bundle': as(well) };
}

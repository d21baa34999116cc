import type { WayFault } from '../../../src/shared/domain/network/fault.ts';
import type { NetworkReport, NetworkState, NetworkStep } from '../../../src/shared/ipc/network.ts';
import type { Scenario } from './fake-bridge.ts';
import { bootOf, type Made, now, scenario } from './world.ts';

const hub = 'https://hub.example.com';
const proxy = 'proxy.example.com:3128';
const day = 24 * 60 * 60_000;
const pairs = (from: number): string =>
  Array.from({ length: 32 }, (_, i) =>
    ((i * 37 + from) % 256).toString(16).toUpperCase().padStart(2, '0'),
  ).join(':');

/** What is told of the way, by the name of the scenario: an action tells it once the page is there. */
export const wayFaultsOf: Readonly<Record<string, WayFault>> = {
  'way-password': { kind: 'proxy-password', proxy, refused: false },
  'way-password-wrong': { kind: 'proxy-password', proxy: 'https://proxy.example.com:8443', refused: true },
  'way-writing': { kind: 'proxy-password', proxy, refused: false },
  'way-certificate': {
    ...{ kind: 'certificate', why: 'authority', host: 'hub.example.com' },
    ...{ subject: 'hub.example.com', issuer: 'Listening Box, Listening Box Root', fingerprint: pairs(11) },
  },
  'way-kerberos': { kind: 'proxy-sign-in', proxy, ways: 'Negotiate, NTLM' },
  'way-refuses': { kind: 'proxy-refuses', proxy, status: 403 },
  'way-away': { kind: 'proxy-away', proxy },
  'way-script': { kind: 'script' },
  'way-sign-in': {
    ...{ kind: 'certificate', why: 'name', host: 'hub.example.com' },
    ...{ subject: null, issuer: 'Company Network, Company Network Root', fingerprint: pairs(97) },
  },
  'way-sign-in-password': { kind: 'proxy-password', proxy, refused: false },
};

export const stateOf = (fault: WayFault | null, keeps = true): NetworkState => ({
  faults: fault === null ? [] : [{ origin: hub, fault }],
  keeps,
});

const report: NetworkReport = {
  choice: { mode: 'system', server: '', pac: '', bypass: [] },
  source: 'default',
  lacks: null,
  ways: [{ origin: hub, by: 'direct' }],
  passwords: [],
  authorities: { own: [], mine: false, ignored: 0, system: 142 },
};
const fixed: NetworkReport = {
  ...report,
  choice: { mode: 'fixed', server: proxy, pac: '', bypass: ['*.example.com', '10.0.0.0/8'] },
  source: 'user',
  passwords: [
    { proxy, user: 'linyue', kept: true },
    { proxy: 'https://proxy.example.com:8443', user: 'EXAMPLE\\linyue', kept: false },
  ],
  authorities: {
    own: [
      { name: 'Example Network Root', until: now + 900 * day, fingerprint: pairs(5) },
      { name: 'Example Network Root (old)', until: now + 9 * day, fingerprint: pairs(41) },
    ],
    mine: true,
    ignored: 1,
    system: 142,
  },
};
const done: readonly NetworkStep[] = [
  { step: 'way', ok: true, took: 4, detail: `${proxy}, direct`, fault: null },
  { step: 'hub', ok: true, took: 61, detail: 'HTTP 200', fault: null },
  { step: 'live', ok: true, took: 48, detail: '101', fault: null },
];
const certificate = wayFaultsOf['way-certificate'] ?? null;
const failed: readonly NetworkStep[] = [
  { step: 'way', ok: true, took: 4, detail: 'direct', fault: null },
  { step: 'hub', ok: false, took: 39, detail: 'SELF_SIGNED_CERT_IN_CHAIN', fault: certificate },
];

/** What stands between a desk and its hub, and the page where the way out is chosen and tried. */
export function networkScenarios(usual: readonly Made[]): Readonly<Record<string, Scenario>> {
  const answers = (of: NetworkReport, steps: readonly NetworkStep[]) => ({
    'network.report': of,
    'network.test': steps,
    'network.choose': of,
    'network.forget': { ...of, passwords: [] },
  });
  const account = { ...bootOf().account, hub };
  const offline = bootOf({
    account,
    connection: { state: 'offline', code: null, since: now - 240_000, pending: 0, latency: null },
  });
  const away = scenario(usual, { boot: offline });
  const before = scenario([], {
    boot: bootOf({ account: { state: 'signed-out', hub, email: 'lin.yue@example.com', code: null } }),
    refuse: { 'account.signIn': { code: 'unavailable' } },
  });
  const asked = (of: Scenario, fault: WayFault | null): Scenario => ({
    ...of,
    answers: { ...answers(report, failed), 'network.password': stateOf(fault) },
  });
  const locked = scenario(usual, {
    boot: bootOf({
      account,
      managed: {
        locked: ['ProxyMode', 'ProxyServer', 'ProxyPacUrl', 'ProxyBypass', 'CertificateAuthorities'],
        hubs: null,
        off: [],
      },
    }),
  });
  return {
    ...Object.fromEntries(
      Object.keys(wayFaultsOf).map((name) => [
        name,
        asked(name.startsWith('way-sign-in') ? before : away, null),
      ]),
    ),
    network: { ...scenario(usual, { boot: bootOf({ account }) }), answers: answers(report, done) },
    'network-fixed': { ...scenario(usual, { boot: bootOf({ account }) }), answers: answers(fixed, failed) },
    'network-locked': {
      ...locked,
      answers: answers({ ...fixed, authorities: { ...fixed.authorities, mine: false } }, done),
    },
    'network-authority': {
      ...scenario(usual, { boot: bootOf({ account }) }),
      answers: {
        ...answers(report, done),
        'network.pickAuthority': { id: 'a', certificates: fixed.authorities.own },
        'network.addAuthority': fixed,
      },
    },
    'network-sign-in': { ...before, answers: answers(report, failed) },
  };
}

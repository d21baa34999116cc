import { countingMode, lacking, type ProxyChoice } from '#shared/domain/network/choice.ts';
import type { WayFault } from '#shared/domain/network/fault.ts';
import { isHere, proxyName, type Route, routesFrom } from '#shared/domain/network/proxy.ts';
import type { PolicyName } from '#shared/domain/policy/policies.ts';
import type { IpcAnswer } from '#shared/ipc/contract.ts';
import type { NetworkReport, NetworkState, NetworkStep } from '#shared/ipc/network.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Log } from '../log.ts';
import type { Governed } from '../settings/policy/governed.ts';
import type { ProxyPasswords } from '../settings/proxy-passwords.ts';
import { createAuthorities } from './authorities.ts';
import { type Roots, readRoots } from './roots.ts';
import { tryPassword } from './try-password.ts';
import { tryWay } from './try-way.ts';
import type { ProxyPassword } from './tunnel.ts';
import { createWay, type Way } from './way.ts';

/** Who knows which proxy is for an address: scripts, discovery and the system's settings are Chromium's work. */
export type Proxies = {
  /** By this from now on. */
  readonly apply: (choice: ProxyChoice) => Promise<void>;
  /** "PROXY a:3128; DIRECT"; '': nobody can say. */
  readonly resolve: (url: string) => Promise<string>;
  /** A script that could not be had is asked for again. */
  readonly reload: () => Promise<void>;
};

export type NetworkOptions = {
  readonly settings: Pick<Governed, 'get' | 'update' | 'values' | 'report' | 'isLocked'>;
  readonly passwords: ProxyPasswords;
  readonly proxies: Proxies;
  /** The person chooses a file of certificates; null: none. */
  readonly chooseFile: () => Promise<string | null>;
  readonly log: Log;
  readonly tell: (state: NetworkState) => void;
  /** The way is another one: whoever waits may try at once. */
  readonly onChanged: () => void;
};

export type GivenPassword = {
  readonly proxy: string;
  /** Who is not reached without it. */
  readonly origin: string;
  readonly password: ProxyPassword;
  readonly keep: boolean;
};

export type Network = {
  readonly way: Way;
  readonly state: () => NetworkState;
  readonly report: () => Promise<NetworkReport>;
  readonly choose: (choice: ProxyChoice) => Promise<NetworkReport>;
  readonly setPassword: (given: GivenPassword) => Promise<NetworkState>;
  readonly forget: (proxy: string) => Promise<NetworkReport>;
  readonly pickAuthority: () => Promise<IpcAnswer<'network.pickAuthority'>>;
  readonly addAuthority: (id: string) => Promise<NetworkReport>;
  readonly removeAuthority: (fingerprint: string) => Promise<NetworkReport>;
  readonly test: (hub: string) => Promise<NetworkStep[]>;
  /** What of the policy's authorities cannot be used, and why. */
  readonly ignoredRoots: () => Promise<Roots['ignored']>;
};

/** Proxy, passwords and authorities of this program in one place, and what is known of how hosts are reached. */
export function createNetwork(options: NetworkOptions): Network {
  const { settings, passwords, proxies, log } = options;
  const faults = new Map<string, WayFault>();
  const ways = new Map<string, string | null>();
  /** Proxies that did not take what they were told: it is not said to them again and again, or the account is locked. */
  const refused = new Set<string>();
  let applied: Promise<void> | null = null;
  let wasUnknown = false;
  let roots: Promise<Roots> | null = null;

  const choice = (): ProxyChoice => settings.get().proxy;

  async function routes(url: string): Promise<readonly Route[]> {
    if (countingMode(choice()) === 'direct' || isHere(new URL(url).hostname)) return ['direct'];
    applied ??= proxies.apply(choice());
    await applied;
    if (wasUnknown) await proxies.reload();
    const found = routesFrom(await proxies.resolve(url));
    wasUnknown = found.length === 0;
    return found;
  }

  function rootsNow(): Promise<Roots> {
    roots ??= readRoots(settings.values().CertificateAuthorities ?? []).then((read) => {
      for (const { at, why } of read.ignored)
        log.warn('certificate authority was ignored', { number: at + 1, reason: why.replaceAll(' ', '-') });
      return read;
    });
    return roots;
  }

  function heard(origin: string, said: WayFault | null, route: Route | null): void {
    const fault = remembered(said);
    const by = route === null ? null : route === 'direct' ? route : proxyName(route);
    const before = faults.get(origin) ?? null;
    if (fault === null) faults.delete(origin);
    else faults.set(origin, fault);
    ways.set(origin, fault === null ? by : null);
    if (JSON.stringify(before) === JSON.stringify(fault)) return;
    if (fault !== null) log.warn('no way to the host', { code: fault.kind, ...detailsOf(fault) });
    else
      log.info('the way is free again', {
        kind: route === 'direct' || route === null ? 'direct' : route.kind,
      });
    options.tell(state());
  }

  /** That a proxy asks again after it was told nothing does not make right what it was told before. */
  function remembered(fault: WayFault | null): WayFault | null {
    if (fault?.kind !== 'proxy-password') return fault;
    if (fault.refused) refused.add(fault.proxy);
    return { ...fault, refused: refused.has(fault.proxy) };
  }

  const parts = {
    routes,
    passwordFor: async (proxy: string) => (refused.has(proxy) ? null : passwords.get(proxy)),
    context: async () => (await rootsNow()).context,
  };
  const way = createWay({ ...parts, onTold: heard });

  const state = (): NetworkState => ({
    faults: [...faults].map(([origin, fault]) => ({ origin, fault })),
    keeps: passwords.keeps,
  });

  function again(): void {
    faults.clear();
    ways.clear();
    way.endAll();
    options.tell(state());
    options.onChanged();
  }

  const authorities = createAuthorities({
    settings,
    choose: options.chooseFile,
    own: async () => (await rootsNow()).own,
  });
  /** Whom this desk trusts is another list: every connection is judged by it. */
  function trustAnew(): Promise<NetworkReport> {
    roots = null;
    again();
    return report();
  }

  async function report(): Promise<NetworkReport> {
    const { own, ignored, system } = await rootsNow();
    const said = choice();
    const sourceOf = (policy: PolicyName) =>
      settings.report().effective.find(({ name }) => name === policy)?.source ?? 'default';
    return {
      choice: { ...said, bypass: [...said.bypass] },
      source: sourceOf('ProxyMode'),
      lacks: lacking(said),
      ways: [...ways].map(([origin, by]) => ({ origin, by })),
      passwords: [...(await passwords.list())],
      authorities: {
        own: own.map(({ name, until, fingerprint }) => ({ name, until, fingerprint })),
        mine: sourceOf('CertificateAuthorities') === 'user',
        ignored: ignored.length,
        system,
      },
    };
  }

  return {
    way,
    state,
    report,
    choose: async (next) => {
      settings.update({ proxy: next });
      applied = null;
      wasUnknown = false;
      again();
      return report();
    },
    setPassword: async ({ proxy, origin, password, keep }) => {
      const onFault = (fault: WayFault, route: Route | null) => heard(origin, fault, route);
      const tried = await tryPassword({ ...parts, proxy, password, origin, onFault });
      if (tried === 'unasked') throw new RefusalError('unavailable');
      if (tried === 'refused') await passwords.forget(proxy);
      else {
        if (tried === 'taken') {
          await passwords.set(proxy, password, keep);
          refused.delete(proxy);
        }
        again();
      }
      return state();
    },
    forget: async (proxy) => {
      refused.delete(proxy);
      await passwords.forget(proxy);
      again();
      return report();
    },
    pickAuthority: authorities.pick,
    addAuthority: async (id) => {
      authorities.add(id);
      return trustAnew();
    },
    removeAuthority: async (fingerprint) => {
      await authorities.remove(fingerprint);
      return trustAnew();
    },
    test: (hub) => tryWay({ hub, way, routes, faultOf: (origin) => faults.get(origin) ?? null }),
    ignoredRoots: async () => (await rootsNow()).ignored,
  };
}

function detailsOf(fault: WayFault) {
  if (fault.kind === 'certificate') return { why: fault.why };
  if (fault.kind === 'proxy-refuses') return { status: fault.status };
  return {};
}

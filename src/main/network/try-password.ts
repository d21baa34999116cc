import type { WayFault } from '#shared/domain/network/fault.ts';
import { proxyName, type Route } from '#shared/domain/network/proxy.ts';
import { knock } from './try-way.ts';
import type { ProxyPassword } from './tunnel.ts';
import { createWay, type WayParts } from './way.ts';

/** `unasked`: the proxy did not get so far, so nobody knows. `free`: the host was reached without that proxy. */
export type Tried = 'taken' | 'refused' | 'free' | 'unasked';

export type TryPasswordOptions = Required<Pick<WayParts, 'routes' | 'passwordFor' | 'context'>> & {
  readonly proxy: string;
  readonly password: ProxyPassword;
  /** Who is not reached without it. */
  readonly origin: string;
  /** What stands in the way now. */
  readonly onFault: (fault: WayFault, route: Route | null) => void;
};

/**
 * Says a password to its proxy once, on a way of its own: nothing else has it, so what tries again meanwhile does not say it too, and an
 * account behind the proxy is not locked by a slip of the hand.
 */
export async function tryPassword(options: TryPasswordOptions): Promise<Tried> {
  const { proxy, password, origin, routes, passwordFor, context, onFault } = options;
  let tried: Tried = 'unasked';
  const way = createWay({
    ...{ routes, context },
    passwordFor: async (name) => (name === proxy ? password : passwordFor(name)),
    onTold: (_origin, fault, route) => {
      tried = triedBy(proxy, fault, route);
      if (fault !== null) onFault(fault, route);
    },
  });
  await knock(way, origin);
  way.endAll();
  return tried;
}

function triedBy(proxy: string, fault: WayFault | null, route: Route | null): Tried {
  const by = route === null || route === 'direct' ? route : proxyName(route);
  // A way through it: whatever is wrong behind it, it has taken the name.
  if (by === proxy) return 'taken';
  if (fault === null) return by === null ? 'unasked' : 'free';
  if (fault.kind === 'proxy-password' && fault.proxy === proxy) return fault.refused ? 'refused' : 'unasked';
  // It asked for a name before and now says what that name may not. That something behind it is down may be said by anybody.
  if (fault.kind === 'proxy-refuses' && fault.proxy === proxy && fault.status < 500) return 'taken';
  return 'unasked';
}

import { type ProxyConfig, type Session, session } from 'electron';
import { countingMode, type ProxyChoice } from '#shared/domain/network/choice.ts';
import type { Proxies } from '../network/network.ts';

/**
 * Chromium as the one who knows the way: system settings, scripts, discovery, and hosts that need none. It is asked which proxy, and
 * connects nowhere itself but to fetch a script; a session of its own, in memory, so that no page's is touched.
 */
export function chromiumProxies(): Proxies {
  let made: Session | null = null;
  const of = (): Session => {
    made ??= session.fromPartition('way-out', { cache: false });
    return made;
  };
  return {
    apply: (choice) => of().setProxy(configOf(choice)),
    resolve: (url) => of().resolveProxy(url),
    reload: () => of().forceReloadProxyConfig(),
  };
}

function configOf(choice: ProxyChoice): ProxyConfig {
  switch (countingMode(choice)) {
    case 'direct':
      return { mode: 'direct' };
    case 'fixed':
      return {
        mode: 'fixed_servers',
        proxyRules: choice.server,
        proxyBypassRules: choice.bypass.join(','),
      };
    case 'pac':
      return { mode: 'pac_script', pacScript: choice.pac };
    case 'system':
      return { mode: 'system' };
  }
}

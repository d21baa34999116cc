import { createNetwork, type Network, type NetworkOptions } from '../network/network.ts';
import { openProxyPasswords } from '../settings/proxy-passwords.ts';
import type { Vault } from '../settings/vault.ts';
import { chromiumProxies } from './proxies.ts';

/** The way out, wired to Electron. Loaded when something is to be reached first. */
export function startNetwork(
  options: Omit<NetworkOptions, 'passwords' | 'proxies'> & { readonly dir: string; readonly vault: Vault },
): Network {
  const { dir, vault, ...rest } = options;
  return createNetwork({ ...rest, passwords: openProxyPasswords(dir, vault), proxies: chromiumProxies() });
}

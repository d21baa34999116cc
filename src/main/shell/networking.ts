import { type BrowserWindow, dialog } from 'electron';
import { createNetwork, type Network, type NetworkOptions } from '../network/network.ts';
import { openProxyPasswords } from '../settings/proxy-passwords.ts';
import type { Vault } from '../settings/vault.ts';
import { chromiumProxies } from './proxies.ts';

/** The way out, wired to Electron. Loaded when something is to be reached first. */
export function startNetwork(
  options: Omit<NetworkOptions, 'passwords' | 'proxies' | 'chooseFile'> & {
    readonly dir: string;
    readonly vault: Vault;
    readonly window: BrowserWindow;
  },
): Network {
  const { dir, vault, window, ...rest } = options;
  return createNetwork({
    ...rest,
    passwords: openProxyPasswords(dir, vault),
    proxies: chromiumProxies(),
    chooseFile: async () => {
      const filters = [{ name: 'PEM', extensions: ['pem', 'crt', 'cer', 'der'] }];
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        properties: ['openFile'],
        filters,
      });
      return canceled ? null : (filePaths[0] ?? null);
    },
  });
}

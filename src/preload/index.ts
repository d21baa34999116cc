import { contextBridge, ipcRenderer, webFrame } from 'electron';
import { accountOf } from '#shared/ipc/account-of.ts';
import { ipcChannels } from '#shared/ipc/channels.ts';
import type { YingkeBridge } from '#shared/ipc/contract.ts';

/**
 * Whose page this is says its address, and nothing changes it: what it asks is asked of that account, however late,
 * and what is told of another one it does not hear.
 */
const account = accountOf(location.search);

const bridge: YingkeBridge = {
  call: async (name, input) => {
    try {
      return await ipcRenderer.invoke(ipcChannels.call, name, input, account);
    } catch {
      return { ok: false, error: { code: 'internal' } };
    }
  },
  onNews: (listener) => {
    const hear = (_event: unknown, name: string, payload: unknown, of: string): void => {
      if (of === account) listener(name, payload);
    };
    ipcRenderer.on(ipcChannels.news, hear);
    return () => void ipcRenderer.removeListener(ipcChannels.news, hear);
  },
};

contextBridge.exposeInMainWorld('yingke', bridge);

/**
 * What the start has used up goes back to the system: for as long as nothing much happens V8 and Blink keep it. When the page
 * has nothing else to do: it takes some ten milliseconds.
 */
ipcRenderer.on(ipcChannels.rest, () => requestIdleCallback(() => webFrame.clearCache()));

/**
 * What the page has stored is fetched with the first look at it, and the page stands still until main's thread has answered:
 * now it does at once, and when the page's script runs it is busy for 50 ms.
 */
void localStorage.length;

// From here on main may do what holds its thread up: the page asks for its files, and is busy with them then.
ipcRenderer.send(ipcChannels.here);

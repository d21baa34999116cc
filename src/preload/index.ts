import { contextBridge, ipcRenderer } from 'electron';
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

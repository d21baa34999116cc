import { contextBridge, ipcRenderer } from 'electron';
import { ipcChannels } from '#shared/ipc/channels.ts';
import type { YingkeBridge } from '#shared/ipc/contract.ts';

const bridge: YingkeBridge = {
  call: async (name, input) => {
    try {
      return await ipcRenderer.invoke(ipcChannels.call, name, input);
    } catch {
      return { ok: false, error: { code: 'internal' } };
    }
  },
  onNews: (listener) => {
    const hear = (_event: unknown, name: string, payload: unknown): void => listener(name, payload);
    ipcRenderer.on(ipcChannels.news, hear);
    return () => void ipcRenderer.removeListener(ipcChannels.news, hear);
  },
};

contextBridge.exposeInMainWorld('yingke', bridge);

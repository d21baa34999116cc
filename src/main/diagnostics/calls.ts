import type { LogLevel } from '#shared/domain/diagnostics/log-line.ts';
import { newId } from '#shared/domain/key.ts';
import type { IpcCall } from '#shared/ipc/contract.ts';
import type { BundleFile, Health } from '#shared/ipc/support.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Handlers } from '../ipc/registrar.ts';
import type { Log } from '../log.ts';
import { zipOf } from './zip.ts';

/** A page that fails all the time says no more by it. In a minute. */
const mostFaults = 30;

export type SupportParts = {
  readonly log: Log;
  readonly now: () => number;
  readonly health: () => Promise<Health>;
  readonly collect: (health: Health) => readonly BundleFile[];
  readonly save: (name: string, bytes: () => Promise<Uint8Array>) => Promise<boolean>;
  readonly openLogs: () => Promise<void>;
  readonly setLevel: (level: LogLevel) => void;
  readonly setCrashes: (mode: Health['crashes']['mode']) => void;
  readonly deleteCrashes: () => void;
};

type SupportHandlers = Handlers<Extract<IpcCall, `support.${string}`>>;

/** What is asked where something is wrong. All pages of a window ask the same: it is about the program. */
export function supportHandlers(parts: SupportParts): SupportHandlers {
  const { log, now } = parts;
  let shown: { readonly id: string; readonly files: readonly BundleFile[] } | null = null;
  let faults = { minute: 0, count: 0 };
  return {
    'support.health': parts.health,
    'support.collect': async () => {
      shown = { id: newId(), files: parts.collect(await parts.health()) };
      return { id: shown.id, files: [...shown.files] };
    },
    'support.save': ({ id, without }) => {
      // Only what somebody has seen leaves: not one that was put together since.
      if (shown?.id !== id) throw new RefusalError('not_found');
      const files = shown.files.filter(({ name }) => !without.includes(name));
      if (files.length === 0) throw new RefusalError({ code: 'bad_request', field: 'without' });
      const at = new Date(now());
      const day = at.toISOString().slice(0, 16).replace(/[-:]/g, '').replace('T', '-');
      return parts.save(`yingke-support-${day}.zip`, async () => zipOf(files, at));
    },
    'support.openLogs': async () => {
      await parts.openLogs();
      return null;
    },
    'support.setLevel': ({ level }) => {
      parts.setLevel(level);
      return parts.health();
    },
    'support.setCrashes': ({ mode }) => {
      parts.setCrashes(mode);
      return parts.health();
    },
    'support.deleteCrashes': () => {
      parts.deleteCrashes();
      return parts.health();
    },
    'support.fault': ({ kind, fault, at }) => {
      const minute = Math.floor(now() / 60_000);
      faults = { minute, count: faults.minute === minute ? faults.count + 1 : 1 };
      if (faults.count <= mostFaults) log.error('page failed', { kind, fault, at });
      return null;
    },
  };
}

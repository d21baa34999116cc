import type { Clock } from '#shared/domain/clock.ts';
import type { CrashMode } from '#shared/domain/diagnostics/crashes.ts';
import { faultOf, type Log } from '../log.ts';
import type { Settings } from '../settings/settings.ts';
import { type CrashReport, openCrashBook } from './crash-book.ts';
import type { CrashDoor, createCrashSender } from './crash-sender.ts';

/** A crash that comes again and again says no more the eleventh time. */
const mostKept = 10;
/** How often it is looked whether there is one to be sent. Milliseconds. */
const lookAgain = 3600_000;

type Sender = ReturnType<typeof createCrashSender>;

export type CrashKeeper = {
  readonly look: () => {
    readonly mode: CrashMode;
    readonly count: number;
    readonly last: number | null;
    readonly reports: readonly CrashReport[];
  };
  readonly remove: () => void;
  /** This counts from now on. */
  readonly follow: (mode: CrashMode) => void;
  /** Somebody has signed in or out, or a line is there: what may be sent now is. */
  readonly accountsChanged: () => void;
  readonly stop: () => void;
};

/** The reports that are here, by the rule that counts. Where none may be kept, none are; what sends them is loaded only where they are sent. */
export function createCrashKeeper(options: {
  readonly folder: string;
  readonly settings: Pick<Settings, 'get' | 'update'>;
  readonly first: CrashMode;
  /** From here on a crash leaves a report. */
  readonly keepOn: () => void;
  /** Hubs of which something is in this program's memory. */
  readonly hubs: () => readonly string[];
  readonly doors: () => readonly CrashDoor[];
  readonly version: string;
  readonly platform: string;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
}): CrashKeeper {
  const { folder, settings, clock, log, hubs, doors } = options;
  const book = openCrashBook({ folder, now: clock.now, version: options.version });
  let mode: CrashMode = options.first;
  let sender: Promise<Sender> | null = null;
  let isFollowed = false;
  let isStopped = false;
  let endWait: (() => void) | null = null;

  function occasion(): void {
    if (!isFollowed) return;
    book.begin(mode, hubs());
    if (mode !== 'hub') return;
    sender ??= import('./crash-sender.ts').then(({ createCrashSender: create }) =>
      create({ ...options, book, mode: () => mode }),
    );
    sender.then(
      // It may be over by the time that it is loaded.
      (one) => (isStopped ? one.stop() : one.wake()),
      (error) => log.error('crash reports are not sent', faultOf(error)),
    );
  }

  function again(): void {
    endWait = clock.after(lookAgain, () => {
      occasion();
      again();
    });
  }

  return {
    look: () => {
      const signedIn = doors().map(({ hub }) => hub);
      const reports = book.reports(mode, signedIn);
      const here = reports.filter(({ state }) => state !== 'sent');
      return { mode, count: here.length, last: here[0]?.at ?? null, reports };
    },
    remove: book.removeAll,
    follow: (next) => {
      mode = next;
      if (mode !== 'off') options.keepOn();
      if (settings.get().keptCrashes !== (mode !== 'off')) settings.update({ keptCrashes: mode !== 'off' });
      book.removeBeyond(mode === 'off' ? 0 : mostKept);
      if (!isFollowed) again();
      isFollowed = true;
      occasion();
    },
    accountsChanged: occasion,
    stop: () => {
      isStopped = true;
      endWait?.();
      void sender?.then((one) => one.stop());
    },
  };
}

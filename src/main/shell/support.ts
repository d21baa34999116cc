import { mkdirSync } from 'node:fs';
import { release } from 'node:os';
import { join } from 'node:path';
import { app, type BrowserWindow, shell } from 'electron';
import type { Ruling } from '#shared/domain/policy/hub-rules.ts';
import type { Account } from '#shared/ipc/account.ts';
import type { Health } from '#shared/ipc/support.ts';
import type { UpdateState } from '#shared/ipc/updates.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import { systemClock } from '../clock.ts';
import { hubInside, hubName } from '../desk.ts';
import type { Desks } from '../desks.ts';
import { collectBundle } from '../diagnostics/bundle.ts';
import { supportHandlers } from '../diagnostics/calls.ts';
import { createCrashKeeper } from '../diagnostics/crash-keeper.ts';
import { lookAtHealth } from '../diagnostics/health.ts';
import type { Log } from '../log.ts';
import type { Network } from '../network/network.ts';
import { hubOf, lookAtWay } from '../network/way-health.ts';
import type { Governed } from '../settings/policy/governed.ts';
import type { Settings } from '../settings/settings.ts';
import type { Alerting } from './alerting.ts';
import { crashFolder, keepCrashes } from './crashes.ts';
import type { DeskLog } from './desk-log.ts';
import { saveAs } from './save-as.ts';
import type { WaysIn } from './ways-in.ts';

export type SupportOptions = {
  readonly dir: string;
  /** Whether a hub runs inside this program: its memory is none of another hub's business. */
  readonly hosts: boolean;
  /** What is remembered, whatever the rules say. */
  readonly raw: Settings;
  readonly settings: Governed;
  readonly desks: Desks;
  /** What the hub of an account rules; null: nothing. */
  readonly rulingOf: (account: string) => Ruling | null;
  readonly alerting: Pick<Alerting, 'player' | 'notificationsWork'>;
  readonly log: Log;
  readonly setLevel: DeskLog['setLevel'];
  readonly window: BrowserWindow;
  /** Null: nobody has looked for any yet. */
  readonly updates: () => UpdateState | null;
  readonly network: () => Promise<Network>;
  readonly waysIn: () => Promise<Pick<WaysIn, 'autostart' | 'links'>>;
};

/** What is told and handed over where something is wrong (G6), out of what only this process knows. */
export function createSupport(options: SupportOptions) {
  const { dir, raw, settings, desks, alerting, log, setLevel, window } = options;
  const logDir = join(dir, 'logs');
  const crashes = createCrashKeeper({
    ...{ folder: crashFolder(dir), settings: raw, first: settings.get().crashReports },
    ...{ clock: systemClock, random: Math.random, log },
    keepOn: () => keepCrashes(dir),
    hubs: () => [
      ...(options.hosts ? [hubInside] : []),
      ...desks.all().flatMap(({ desk }) => {
        const whose = desk.whose();
        return whose === null ? [] : [hubName(whose)];
      }),
    ],
    doors: () => desks.all().flatMap(({ desk }) => desk.crashDoor() ?? []),
    version: app.getVersion(),
    platform: `${process.platform} ${process.arch}`,
  });
  const { electron = '', chrome = '', node = '' } = process.versions;
  const health = () =>
    lookAtHealth({
      dir,
      now: systemClock.now,
      versions: {
        ...{ app: app.getVersion(), electron, chrome, node },
        system: `${process.platform} ${release()} ${process.arch}`,
      },
      accounts: () => desks.all().map(({ id, desk }) => ({ id, dir: desks.folderOf(id), desk })),
      inView: () => desks.inView().id,
      policy: () => {
        const { effective, ignored } = settings.report();
        return { settled: effective.filter(({ locked }) => locked).length, ignored: ignored.length };
      },
      settingsIgnored: () => settings.strange,
      updates: () => healthOf(options.updates()),
      notifications: () => ({ works: alerting.notificationsWork(), player: alerting.player }),
      network: async () => lookAtWay(await options.network(), hubOf(desks.inView().desk.account())),
      gpu: () => ({ ...app.getGPUFeatureStatus() }),
      ways: async () => {
        const ways = await options.waysIn();
        return { autostart: ways.autostart(), links: await ways.links() };
      },
      logLevel: () => settings.get().logLevel,
      crashes: () => {
        const { reports, ...more } = crashes.look();
        return { ...more, reports: [...reports] };
      },
    });
  return {
    /** What may be kept of crashes is so from now on, once it is known who is here: what they leave is theirs. */
    begin: async () => {
      await Promise.all(desks.all().map(({ taken }) => taken));
      crashes.follow(settings.get().crashReports);
    },
    /** Somebody has come or gone, or a line is there. What was kept of an account goes: so does what may hold some of it. */
    accountChanged: (account: Account | null) => {
      if (account?.state === 'signed-out' && account.code === 'wiped') crashes.remove();
      crashes.accountsChanged();
    },
    stop: crashes.stop,
    handlers: supportHandlers({
      log,
      now: systemClock.now,
      health,
      collect: (found) =>
        collectBundle({
          ...{ health: found, policy: settings.report(), settings: settings.get(), logDir },
          rulings: desks.all().flatMap(({ id }, account) => {
            const ruling = options.rulingOf(id);
            return ruling === null ? [] : [{ account, ruling }];
          }),
        }),
      save: (name, bytes) => saveAs(window, name, bytes),
      openLogs: async () => {
        mkdirSync(logDir, { recursive: true, mode: 0o700 });
        if ((await shell.openPath(logDir)) !== '') throw new RefusalError('unavailable');
      },
      setLevel: (level) => {
        settings.update({ logLevel: level });
        setLevel(settings.get().logLevel);
      },
      setCrashes: (mode) => {
        settings.update({ crashReports: mode });
        crashes.follow(settings.get().crashReports);
      },
      deleteCrashes: crashes.remove,
    }),
  };
}

function healthOf(state: UpdateState | null): Health['updates'] {
  if (state === null) return null;
  const { stage, version, mode, code, checkedAt } = state;
  return { stage, version, mode, code, checkedAt };
}

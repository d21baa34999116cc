import { app } from 'electron';
import { linkScheme } from '#shared/domain/link/desk-link.ts';
import type { AutostartState, LinkState } from '#shared/domain/link/ways-in.ts';
import type { IpcAnswer, IpcInput } from '#shared/ipc/contract.ts';
import type { autostartCalls } from '#shared/ipc/links.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import { findProgram, outputOf } from '../alerts/programs.ts';
import { type Autostart, byRule } from '../autostart/autostart.ts';
import { autostartFolder, linuxAutostart } from '../autostart/linux.ts';
import type { Flags } from '../flags.ts';
import { faultOf, type Log } from '../log.ts';
import type { Governed } from '../settings/policy/governed.ts';

/** Programs of the desktop that do not answer within so long do not know. Milliseconds. */
const patience = 3_000;
const desktopFile = 'yingke-desk.desktop';

export type WaysInOptions = {
  readonly flags: Pick<Flags, 'data' | 'training'>;
  readonly settings: Governed;
  readonly log: Log;
};

export type WaysIn = {
  readonly autostart: () => AutostartState;
  readonly links: () => Promise<LinkState>;
  readonly handlers: {
    readonly [C in keyof typeof autostartCalls]: (input: IpcInput<C>) => IpcAnswer<C>;
  };
  /** Long after the start: what the rules want, and that links come here where nobody else has them. */
  readonly begin: () => void;
};

/** How one gets into the desk but by starting it: with the computer, and by a link. All of it is asked of the system each time. */
export function createWaysIn({ flags, settings, log }: WaysInOptions): WaysIn {
  const autostart = autostartHere(flags);

  const state = (): AutostartState => {
    try {
      return autostart.state();
    } catch (error) {
      log.warn('autostart is not known', faultOf(error));
      return 'unknown';
    }
  };

  function followRule(): void {
    const rule = settings.values().Autostart;
    const hasChosen = settings.get().chosen.includes('Autostart');
    const wanted = byRule(rule, settings.isLocked('Autostart'), hasChosen, autostart);
    if (wanted === null) return;
    autostart.set(wanted);
    log.info('autostart by rule', { state: wanted ? 'on' : 'off' });
  }

  /** The installers register links; an MSI and a copy that was unpacked do not, or for somebody else only. */
  function takeLinks(): void {
    if (process.platform === 'linux' || !app.isPackaged || settings.values().LinksEnabled === false) return;
    if (app.getApplicationNameForProtocol(`${linkScheme}://`) !== '') return;
    if (!app.setAsDefaultProtocolClient(linkScheme)) log.warn('links were not registered');
  }

  return {
    autostart: state,
    links: linksHere,
    handlers: {
      'autostart.now': () => ({ state: state() }),
      'autostart.set': ({ on }) => {
        settings.update({ autostart: on });
        try {
          autostart.set(on);
        } catch (error) {
          log.warn('autostart was not set', faultOf(error));
          throw new RefusalError('unavailable');
        }
        return { state: state() };
      },
    },
    begin: () => {
      // A desk for training is gone soon.
      if (flags.training !== null) return;
      for (const step of [followRule, takeLinks]) {
        try {
          step();
        } catch (error) {
          log.warn('a way in was not set up', faultOf(error));
        }
      }
    },
  };
}

function autostartHere({ data }: Pick<Flags, 'data'>): Autostart {
  const program = process.env.APPIMAGE ?? process.execPath;
  const args = [
    ...(app.isPackaged ? [] : [app.getAppPath()]),
    ...(data === null ? [] : [`--data=${app.getPath('userData')}`]),
    '--hidden',
  ];
  if (process.platform === 'linux') return linuxAutostart(autostartFolder(process.env), [program, ...args]);
  // On a Mac arguments are not kept; there a desk that the session starts says so itself.
  const own = process.platform === 'win32' ? { path: program, args } : {};
  return {
    state: () => {
      const { openAtLogin, executableWillLaunchAtLogin } = app.getLoginItemSettings(own);
      // On Windows it may be in the registry, and switched off by the person in the task manager.
      return openAtLogin && executableWillLaunchAtLogin !== false ? 'on' : 'off';
    },
    isSaid: () => app.getLoginItemSettings(own).openAtLogin,
    set: (openAtLogin) => app.setLoginItemSettings({ ...own, openAtLogin }),
  };
}

async function linksHere(): Promise<LinkState> {
  if (process.platform !== 'linux') {
    if (app.isDefaultProtocolClient(linkScheme)) return 'ours';
    return app.getApplicationNameForProtocol(`${linkScheme}://`) === '' ? 'nobody' : 'others';
  }
  const program = findProgram('xdg-mime');
  if (program === null) return 'unknown';
  const said = await outputOf(program, ['query', 'default', `x-scheme-handler/${linkScheme}`], patience);
  if (said === null) return 'unknown';
  if (said.trim() === '') return 'nobody';
  return said.trim() === desktopFile ? 'ours' : 'others';
}

/** Whether a picture in the tray would be seen: on Linux only where the desktop, or an extension of it, shows such. */
export async function hasTray(): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const program = findProgram('dbus-send');
  if (program === null) return false;
  const bus = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus'];
  const ask = ['org.freedesktop.DBus.NameHasOwner', 'string:org.kde.StatusNotifierWatcher'];
  return (await outputOf(program, [...bus, ...ask], patience))?.includes('boolean true') === true;
}

import {
  app,
  Menu,
  type MenuItemConstructorOptions,
  type NativeImage,
  nativeImage,
  nativeTheme,
  Tray,
} from 'electron';
import { type MuteLength, muteLengths } from '#shared/domain/alerts/quiet.ts';
import type { ChosenStatus } from '#shared/domain/routing/status.ts';
import { type Ground, type TrayMark, trayPixels } from '../alerts/tray-picture.ts';
import { fill, type Texts } from '../locales/texts.ts';
import { faultOf, type Log } from '../log.ts';

/** All that the tray shows. */
export type TrayState = {
  readonly unread: number;
  /** Null: nobody is signed in, or the hub has not said. */
  readonly status: ChosenStatus | null;
  readonly isConnected: boolean;
  /** Do not disturb by the person's own word, until then. */
  readonly mutedUntil: number | null;
  readonly locale: 'zh-CN' | 'en';
  /** Where there are several. */
  readonly accounts: readonly {
    readonly id: string;
    readonly name: string;
    readonly unread: number;
    readonly isInView: boolean;
    /** Nobody is signed in there: nothing arrives. */
    readonly isSignedOut: boolean;
  }[];
};

export type TrayOptions = {
  readonly log: Log;
  readonly texts: () => Texts;
  readonly onOpen: () => void;
  readonly onAccount: (id: string) => void;
  readonly onStatus: (status: ChosenStatus) => void;
  readonly onMute: (length: MuteLength | null) => void;
};

const statuses = ['online', 'busy', 'away', 'invisible'] as const;
/** Logical pixels, and the densities that systems ask for. */
const size = process.platform === 'darwin' ? 18 : 16;
const densities = [1, 1.5, 2, 3] as const;

/** The desk while its window is hidden: there, reachable, and silent when asked to be. */
export function createTray(options: TrayOptions): { readonly show: (state: TrayState) => void } {
  const { log, texts, onOpen, onAccount, onStatus, onMute } = options;
  const pictures = new Map<string, NativeImage>();
  let tray: Tray | null = null;
  let last: TrayState | null = null;

  function picture(mark: TrayMark): NativeImage {
    // Most panels of Linux are dark whatever the theme of windows; macOS colours the picture itself.
    const isDark = process.platform === 'linux' || nativeTheme.shouldUseDarkColors;
    const ground: Ground = isDark ? 'dark' : 'light';
    const name = `${ground}-${mark}`;
    const known = pictures.get(name);
    if (known !== undefined) return known;
    const made = nativeImage.createEmpty();
    for (const scaleFactor of densities) {
      const edge = Math.round(size * scaleFactor);
      const buffer = trayPixels(edge, process.platform === 'darwin' ? 'light' : ground, mark);
      const bitmap = nativeImage.createFromBitmap(buffer, { width: edge, height: edge });
      made.addRepresentation({ scaleFactor, width: edge, height: edge, buffer: bitmap.toPNG() });
    }
    if (process.platform === 'darwin' && mark === 'none') made.setTemplateImage(true);
    pictures.set(name, made);
    return made;
  }

  function show(state: TrayState): void {
    if (JSON.stringify(state) === JSON.stringify(last)) return;
    last = state;
    try {
      draw(state);
    } catch (error) {
      log.warn('there is no tray here', faultOf(error));
    }
  }

  function draw(state: TrayState): void {
    const image = picture(markOf(state));
    if (tray === null) {
      tray = new Tray(image);
      tray.on('click', onOpen);
    } else tray.setImage(image);
    tray.setToolTip(tipOf(state, texts()));
    tray.setContextMenu(Menu.buildFromTemplate(menuOf(state)));
    if (process.platform === 'darwin') tray.setTitle(state.unread === 0 ? '' : `${state.unread}`);
  }

  function menuOf({ unread, status, mutedUntil, locale, accounts }: TrayState): MenuItemConstructorOptions[] {
    const { tray: words } = texts();
    const lengths = { 'half-hour': words.halfHour, hour: words.hour, tomorrow: words.tomorrow };
    const separator: MenuItemConstructorOptions = { type: 'separator' };
    return [
      { label: words.open, click: onOpen },
      {
        label: unread === 0 ? words.noneUnread : fill(words.unread, { count: `${unread}` }),
        enabled: unread > 0,
        click: onOpen,
      },
      ...accounts.map((account) => ({
        label: accountLabel(account, words),
        type: 'checkbox' as const,
        checked: account.isInView,
        click: () => onAccount(account.id),
      })),
      separator,
      {
        label: words.status,
        enabled: status !== null,
        submenu: statuses.map((one) => ({
          label: words[one],
          type: 'radio' as const,
          checked: status === one,
          click: () => onStatus(one),
        })),
      },
      {
        label: words.mute,
        submenu: [
          ...(mutedUntil === null
            ? []
            : [
                { label: fill(words.mutedUntil, { time: timeText(mutedUntil, locale) }), enabled: false },
                { label: words.unmute, click: () => onMute(null) },
                separator,
              ]),
          ...muteLengths.map((length) => ({ label: lengths[length], click: () => onMute(length) })),
        ],
      },
      separator,
      { label: words.quit, click: () => app.quit() },
    ];
  }

  nativeTheme.on('updated', () => {
    if (last !== null && tray !== null) tray.setImage(picture(markOf(last)));
  });
  return { show };
}

function accountLabel(
  { name, unread, isSignedOut }: TrayState['accounts'][number],
  words: Texts['tray'],
): string {
  if (isSignedOut) return fill(words.accountSignedOut, { name });
  return unread === 0 ? name : fill(words.accountUnread, { name, count: `${unread}` });
}

function markOf({ unread, isConnected, mutedUntil, status }: TrayState): TrayMark {
  if (status !== null && !isConnected) return 'offline';
  if (unread > 0) return 'unread';
  return mutedUntil === null ? 'none' : 'muted';
}

function tipOf({ unread, mutedUntil }: TrayState, { tray: words }: Texts): string {
  if (unread > 0) return fill(words.tipUnread, { count: `${unread}` });
  return mutedUntil === null ? words.tip : words.tipMuted;
}

function timeText(at: number, locale: 'zh-CN' | 'en'): string {
  return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
}

import { findProgram, outputOf } from './programs.ts';

/** A question that the system does not answer by then is not answered. Milliseconds. */
const patience = 2_000;

type Question = {
  readonly program: string;
  readonly args: readonly string[];
  /** True, false, or null where the answer says nothing. */
  readonly read: (answer: string) => boolean | null;
};

const notifications = 'org.freedesktop.Notifications';

/** Whether the system holds notifications back. KDE says so on the bus, GNOME in its settings. */
const quiet: Readonly<Partial<Record<NodeJS.Platform, readonly Question[]>>> = {
  linux: [
    {
      program: 'gdbus',
      args: [
        ...['call', '--session', '--timeout=1', `--dest=${notifications}`],
        ...['--object-path=/org/freedesktop/Notifications', '--method=org.freedesktop.DBus.Properties.Get'],
        ...[notifications, 'Inhibited'],
      ],
      read: (answer) => yesOrNo(answer, /<true>/, /<false>/),
    },
    {
      program: 'gsettings',
      args: ['get', 'org.gnome.desktop.notifications', 'show-banners'],
      read: (answer) => yesOrNo(answer, /^false/, /^true/),
    },
  ],
};

/** Whether the sound that everything goes to is off. */
const silent: Readonly<Partial<Record<NodeJS.Platform, readonly Question[]>>> = {
  linux: [
    {
      program: 'wpctl',
      args: ['get-volume', '@DEFAULT_AUDIO_SINK@'],
      read: (answer) =>
        /^Volume: 0(?:\.0+)?(?:\s|$)/.test(answer) ? true : yesOrNo(answer, /MUTED/, /^Volume:/),
    },
    {
      program: 'pactl',
      args: ['get-sink-mute', '@DEFAULT_SINK@'],
      read: (answer) => yesOrNo(answer, /: yes\b/, /: no\b/),
    },
  ],
  darwin: [
    {
      program: 'osascript',
      args: ['-e', 'output muted of (get volume settings)'],
      read: (answer) => yesOrNo(answer, /^true/, /^false/),
    },
  ],
};

export type Ears = {
  /** Null where the system does not say. */
  readonly isQuiet: () => Promise<boolean | null>;
  readonly isSilent: () => Promise<boolean | null>;
};

/** What of the system keeps a notification from being seen or heard, as far as it can be asked. */
export function createEars(
  options: { readonly platform?: NodeJS.Platform; readonly path?: string } = {},
): Ears {
  const { platform = process.platform, path } = options;

  /** The first that says yes; no where at least one says no. */
  async function ask(questions: readonly Question[] = []): Promise<boolean | null> {
    let said: boolean | null = null;
    for (const { program, args, read } of questions) {
      const file = findProgram(program, path);
      if (file === null) continue;
      const answer = await outputOf(file, args, patience);
      const is = answer === null ? null : read(answer.trim());
      if (is) return true;
      said = is ?? said;
    }
    return said;
  }

  return { isQuiet: () => ask(quiet[platform]), isSilent: () => ask(silent[platform]) };
}

function yesOrNo(answer: string, yes: RegExp, no: RegExp): boolean | null {
  if (yes.test(answer)) return true;
  return no.test(answer) ? false : null;
}

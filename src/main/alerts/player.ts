import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { SoundName } from '#shared/domain/alerts/kinds.ts';
import { findProgram, outputOf } from './programs.ts';
import { wavOf } from './tones.ts';

/** A sound that is not over by then hangs in its player. Milliseconds. */
const patience = 8_000;

type Command = readonly [program: string, args: (file: string) => readonly string[]];

/** What plays a WAV file on its own, best first. */
const commands: Readonly<Partial<Record<NodeJS.Platform, readonly Command[]>>> = {
  linux: [
    ['pw-play', (file) => ['--media-role=Notification', file]],
    ['paplay', (file) => ['--property=media.role=event', '--client-name=Yingke', file]],
    ['aplay', (file) => ['-q', file]],
  ],
  darwin: [['afplay', (file) => [file]]],
  win32: [
    [
      'powershell',
      // The path comes in a variable: nothing of it is read as a program.
      () => [
        '-NoProfile',
        '-NonInteractive',
        '-Command',
        '(New-Object System.Media.SoundPlayer $env:YINGKE_SOUND).PlaySync()',
      ],
    ],
  ],
};

export type Player = {
  /** Name of what plays; null: nothing was found. */
  readonly name: string | null;
  /** Resolves with whether a player took it to its end. That somebody has heard it nobody can say. */
  readonly play: (sound: SoundName, volume: number) => Promise<boolean>;
};

/**
 * Sounds without a window: a program of the system plays a file of ours. So they also come while the window is hidden,
 * being loaded again, or has ended.
 */
export function createPlayer(options: {
  /** Where the files are put. */
  readonly dir: string;
  readonly platform?: NodeJS.Platform;
  readonly path?: string;
}): Player {
  const { dir, platform = process.platform, path } = options;
  const written = new Set<string>();
  let found: { readonly program: string; readonly args: Command[1] } | null = null;
  for (const [name, args] of commands[platform] ?? []) {
    const program = findProgram(name, path);
    if (program === null) continue;
    found = { program, args };
    break;
  }

  function fileOf(sound: SoundName, volume: number): string {
    const file = join(dir, `${sound}-${volume}.wav`);
    if (written.has(file)) return file;
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    // Of other volumes nothing is kept.
    for (const other of readdirSync(dir)) if (other.startsWith(`${sound}-`)) rmSync(join(dir, other));
    writeFileSync(file, wavOf(sound, volume), { mode: 0o600 });
    for (const other of [...written]) if (basename(other).startsWith(`${sound}-`)) written.delete(other);
    written.add(file);
    return file;
  }

  return {
    name: found === null ? null : basename(found.program),
    play: async (sound, volume) => {
      if (found === null || volume === 0) return false;
      const { program, args } = found;
      const file = fileOf(sound, volume);
      return (await outputOf(program, args(file), patience, { YINGKE_SOUND: file })) !== null;
    },
  };
}

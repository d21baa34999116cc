import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { Autostart } from './autostart.ts';
import { entryFor, entryName, execOf, readEntry } from './desktop-entry.ts';

/** Where desktops look for what starts with the session. */
export function autostartFolder(env: Readonly<Record<string, string | undefined>>): string {
  const given = env.XDG_CONFIG_HOME;
  // By the specification a path that is not absolute is as good as none.
  const config = given !== undefined && isAbsolute(given) ? given : join(env.HOME ?? homedir(), '.config');
  return join(config, 'autostart');
}

/** Autostart by a file that belongs to the person. */
export function linuxAutostart(folder: string, command: readonly string[]): Autostart {
  const path = join(folder, entryName);
  return {
    state: () => {
      const text = read(path);
      if (text === null) return 'off';
      const { isOn, exec } = readEntry(text);
      if (!isOn) return 'off';
      return exec === execOf(command) ? 'on' : 'other';
    },
    isSaid: () => read(path) !== null,
    set: (isOn) => {
      if (!isOn) return rmSync(path, { force: true });
      const text = entryFor(command);
      if (text === null) throw new Error('the program cannot be named in a desktop entry');
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      // A session that starts in between finds the whole file or none.
      writeFileSync(`${path}.new`, text, { mode: 0o644 });
      renameSync(`${path}.new`, path);
    },
  };
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

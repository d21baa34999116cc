import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The whole path of a program of the system, or null where it is not installed. */
export function findProgram(name: string, path: string = process.env.PATH ?? ''): string | null {
  const names = process.platform === 'win32' ? [`${name}.exe`, name] : [name];
  for (const folder of path.split(delimiter)) {
    if (folder === '') continue;
    for (const each of names) {
      try {
        accessSync(join(folder, each), constants.X_OK);
        return join(folder, each);
      } catch {
        // Not in this folder.
      }
    }
  }
  return null;
}

/** Runs a program to its end, in plain English; null where it fails, or takes longer than `patience` milliseconds. */
export function outputOf(
  program: string,
  args: readonly string[],
  patience: number,
  env: Readonly<Record<string, string>> = {},
): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(
      program,
      [...args],
      {
        timeout: patience,
        killSignal: 'SIGKILL',
        windowsHide: true,
        maxBuffer: 64 * 1024,
        env: { ...process.env, LC_ALL: 'C', ...env },
      },
      (error, stdout) => resolve(error === null ? stdout : null),
    );
  });
}

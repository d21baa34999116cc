import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

export type FileFound = {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  readonly at: number;
};

/** Every file under a folder, the newest first; none where there is no such folder. */
export function filesUnder(dir: string): readonly FileFound[] {
  let names: readonly string[];
  try {
    names = readdirSync(dir, { recursive: true, encoding: 'utf8' });
  } catch {
    return [];
  }
  return names
    .flatMap((name) => {
      const path = join(dir, name);
      // Somebody else may remove one while we look.
      const found = statSync(path, { throwIfNoEntry: false });
      return found?.isFile() ? [{ name, path, bytes: found.size, at: found.mtimeMs }] : [];
    })
    .sort((a, b) => b.at - a.at);
}

export function bytesOf(files: readonly FileFound[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

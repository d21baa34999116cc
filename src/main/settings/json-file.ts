import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** What the file holds, or null when it is not there or not JSON: then its owner starts with defaults. */
export function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/** Writes for this user only, whole or not at all: a crash leaves the old file or the new one. */
export function writeJson(path: string, value: unknown): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const next = `${path}.next`;
  rmSync(next, { force: true });
  const file = openSync(next, 'wx', 0o600);
  try {
    writeSync(file, `${JSON.stringify(value, null, 2)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(next, path);
}

export function removeFile(path: string): void {
  rmSync(path, { force: true });
}

/** Written over before it goes: on a disk that writes in place nobody finds it there again. */
export function removeSecret(path: string): void {
  try {
    const { size } = statSync(path);
    const file = openSync(path, 'r+');
    try {
      writeSync(file, Buffer.alloc(size), 0, size, 0);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } finally {
    // Also where it could not be written.
    rmSync(path);
  }
}

import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * A small JSON note of what has been done. Removed before the work, written after it, so an interrupted
 * piece of work is done again.
 * @param {string} file
 * @returns {Record<string, unknown>} empty when there is none, or when it cannot be read
 */
export function readStamp(file) {
  try {
    const value = JSON.parse(readFileSync(file, 'utf8'));
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

/**
 * Written whole or not at all.
 * @param {string} file
 * @param {Record<string, unknown>} value
 */
export function writeStamp(file, value) {
  mkdirSync(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, `${JSON.stringify(value, null, 2)}\n`);
  renameSync(temporary, file);
}

/** @param {string} file */
export function dropStamp(file) {
  rmSync(file, { force: true });
}

import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { atEnd } from '../lib/cleanup.mjs';

/**
 * One set-up at a time: a file with the holder's process id. Made by linking a finished file into place, so
 * nobody ever reads an empty one; a holder that no longer lives is put aside.
 * @param {string} file
 * @param {(holder: number) => void} onWait called once when somebody else holds it
 * @param {{ poll?: number }} [options] milliseconds between looks
 * @returns {Promise<() => void>} gives it back
 */
export async function takeLock(file, onWait, options = {}) {
  mkdirSync(path.dirname(file), { recursive: true });
  const own = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  const mark = `${process.pid} ${startOf(process.pid)}`;
  writeFileSync(own, mark);
  let told = false;
  try {
    while (!link(own, file)) {
      const holder = read(file);
      if (holder === undefined) continue;
      const [pid, start] = holder.split(' ');
      if (!lives(Number(pid), start ?? '')) {
        putAside(file, holder);
        continue;
      }
      if (!told) onWait(Number(pid));
      told = true;
      await new Promise((resolve) => setTimeout(resolve, options.poll ?? 300));
    }
  } finally {
    rmSync(own, { force: true });
  }
  const drop = () => {
    if (read(file) === mark) rmSync(file, { force: true });
  };
  const forget = atEnd(drop);
  return () => {
    forget();
    drop();
  };
}

/** @param {string} from @param {string} to */
function link(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * Takes away a dead holder's file. If somebody else was quicker, what was moved is a living holder's file:
 * it goes back.
 * @param {string} file
 * @param {string} expected
 */
function putAside(file, expected) {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (read(aside) !== expected) link(aside, file);
  rmSync(aside, { force: true });
}

/**
 * @param {number} pid
 * @param {string} start when that process started, as `startOf` says; an id can be used again
 */
function lives(pid, start) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EPERM') return false;
  }
  return startOf(pid) === start;
}

/** When a process started, in the kernel's ticks; empty where the system does not say. @param {number} pid */
function startOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeLock } from './lock.mjs';

/** @type {string} */
let file;
beforeEach(() => {
  file = path.join(mkdtempSync(path.join(os.tmpdir(), 'yingke-lock-')), 'setup.lock');
});
afterEach(() => rmSync(path.dirname(file), { recursive: true, force: true }));

const nobody = () => {
  throw new Error('nobody should be waited for');
};

describe('takeLock', () => {
  it('is held by one at a time and given back', async () => {
    const release = await takeLock(file, nobody);
    /** @type {string[]} */
    const order = [];
    const second = takeLock(file, (holder) => void order.push(`waits for ${holder}`), { poll: 5 }).then(
      (drop) => {
        order.push('second');
        drop();
      },
    );
    await new Promise((resolve) => setImmediate(resolve));
    order.push('first');
    release();
    await second;
    expect(order).toEqual([`waits for ${process.pid}`, 'first', 'second']);
    expect(readdirSync(path.dirname(file))).toEqual([]);
  });

  it('is taken from a holder that has died', async () => {
    const child = spawn('true');
    await new Promise((resolve) => child.once('exit', resolve));
    writeFileSync(file, `${child.pid} 12345`);
    const release = await takeLock(file, nobody);
    expect(readFileSync(file, 'utf8').startsWith(`${process.pid} `)).toBe(true);
    release();
    expect(existsSync(file)).toBe(false);
  });

  it('is taken when the holder’s id now belongs to another process', async () => {
    if (process.platform !== 'linux') return;
    writeFileSync(file, `${process.ppid} 1`);
    const release = await takeLock(file, nobody);
    release();
  });

  it('lets many through one after the other', async () => {
    let inside = 0;
    let most = 0;
    const one = async () => {
      const release = await takeLock(file, () => {}, { poll: 1 });
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
      release();
    };
    await Promise.all(Array.from({ length: 12 }, one));
    expect(most).toBe(1);
  });
});

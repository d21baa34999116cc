import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLog } from '../../src/hub/platform/log/index.ts';
import { type Running, type RunOptions, runHub } from '../../src/hub/run.ts';
import { register, shopOrigin, visitorClient } from '../support/hub.ts';

/** The ways to the house besides the hub, from the command line to the visitor (C8). */

let data: string;
const running: Running[] = [];
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'yingke-ways-'));
});
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
  await rm(data, { recursive: true, force: true });
});

async function start(wayOut: RunOptions['wayOut'], demo = false): Promise<Running> {
  for (const one of running.splice(0)) await one.stop();
  const made = await runHub({
    data,
    port: null,
    host: '127.0.0.1',
    demo,
    training: null,
    behindProxy: false,
    people: [],
    allowOrigins: [shopOrigin],
    wayOut,
    leaseTime: null,
    databaseUrl: undefined,
    log: createLog({ write: () => {} }),
  });
  running.push(made);
  return made;
}

const ways = { hotline: '400-800-8800', email: 'help@shop.example', form: 'https://shop.example/contact' };

test('[C8] are remembered over restarts and told at registration and with every greeting', async () => {
  await start(ways);
  const { hub } = await start({ email: null });
  const expected = { ...ways, email: null };
  expect((await register(hub)).wayOut).toEqual(expected);
  const visitor = await visitorClient(hub);
  expect(visitor.ready.wayOut).toEqual(expected);
  visitor.close();
});

test('[C8] the demo has samples that reach nobody, and what is given comes before them', async () => {
  const { hub } = await start({ hotline: '400-800-8800' }, true);
  const { wayOut } = await register(hub);
  expect(wayOut.hotline).toBe('400-800-8800');
  expect(wayOut.email).toMatch(/@demo\.yingke\.test$/u);
  expect(new URL(wayOut.form ?? '').hostname).toMatch(/\.test$/u);
});

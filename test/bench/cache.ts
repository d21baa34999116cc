import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCache } from '../../src/main/cache/client.ts';
import { createEngine } from '../../src/main/cache/engine.ts';
import type { StoreCall } from '../../src/main/cache/protocol.ts';
import { silentLog } from '../../src/main/log.ts';
import { type Random, randomFrom, seedCache } from './cache-seed.ts';
import { figure, median, note, option, quantile, round } from './live/figure.ts';

/**
 * The desk's cache with a million messages beside one with ten thousand, both encrypted files, made anew and
 * measured in turn in the same run. "In the worker" is the engine that the worker runs, called directly;
 * "from main" is the call that main makes, with the thread and both copies of the answer.
 *
 * `node test/bench/cache.ts [--seed 1] [--messages 1000000] [--samples 2000] [--rounds 5]`
 *
 * Of a p99 the quietest round counts: what else the machine does in the others is no part of the cache. Of a p99
 * against another's the middle round does: both had the same ones, call by call in turn, as many of each.
 *
 * Every 500 calls each file is read once, so that the system has all of it in its memory: the small one is there
 * by itself, and of the large one it throws out as much as it likes. How it goes with nothing of the file in
 * memory, as after a restart, is a figure of its own.
 */
const seed = option('seed', 1);
const samples = option('samples', 2000);
const rounds = option('rounds', 5);
const messages = option('messages', 1_000_000);
const few = 10_000;
const perConversation = 50;
const page = 50;
const listed = 200;
const inLong = 100_000;
const key = 'ab'.repeat(32);

/** Milliseconds of every call, by round. */
type Rounds = readonly (readonly number[])[];
type Times = { readonly list: Rounds; readonly page: Rounds };

type Side = { readonly ask: Ask; readonly path: string; readonly ids: readonly string[] };
type Ask = (name: StoreCall, args: readonly unknown[]) => unknown;

async function timed(ask: Ask, name: StoreCall, args: readonly unknown[]): Promise<number> {
  const from = performance.now();
  const answer = ask(name, args);
  if (answer instanceof Promise) await answer;
  return performance.now() - from;
}

/** Has the whole file read by the system once, without keeping anything of it here. */
function bringIntoMemory(path: string): void {
  const buffer = Buffer.allocUnsafe(1 << 20);
  const file = openSync(path, 'r');
  while (readSync(file, buffer, 0, buffer.length, null) > 0);
  closeSync(file);
}

/** Asks the system to forget the file; false where it cannot be asked. */
function forgetInMemory(path: string): boolean {
  return spawnSync('dd', [`if=${path}`, 'iflag=nocache', 'count=0'], { stdio: 'ignore' }).status === 0;
}

/** Of each cache in turn one page of any conversation and the list: what disturbs one disturbs all. */
async function measureOnce(sides: readonly Side[], random: Random) {
  const times = sides.map(() => ({ list: [] as number[], page: [] as number[] }));
  for (let n = -100; n < samples; n += 1) {
    if (n % 500 === 0 || n === -100) for (const { path } of sides) bringIntoMemory(path);
    for (const [index, { ask, ids }] of sides.entries()) {
      const any = ids[Math.floor(random() * ids.length)];
      const opened = await timed(ask, 'open', [any, page]);
      const list = await timed(ask, 'list', [listed]);
      if (n < 0) continue;
      times[index]?.page.push(opened);
      times[index]?.list.push(list);
    }
  }
  return times;
}

async function measure(sides: readonly Side[], random: Random): Promise<Times[]> {
  const all: Awaited<ReturnType<typeof measureOnce>>[] = [];
  for (let n = 0; n < rounds; n += 1) all.push(await measureOnce(sides, random));
  return sides.map((_, at) => ({
    list: all.map((round) => round[at]?.list ?? []),
    page: all.map((round) => round[at]?.page ?? []),
  }));
}

function engineOn(path: string): Ask & { close: () => void } {
  const engine = createEngine({ onRecreated: () => {}, onSlow: () => {} });
  const file = { path, key };
  const opened = engine.answer({ id: 0, kind: 'open', file });
  if (!opened.ok) throw new Error(`${path}: ${opened.code}`);
  const ask: Ask = (name, args) => {
    const reply = engine.answer({ id: 1, kind: 'call', name, args });
    if (!reply.ok) throw new Error(`${name}: ${reply.code} ${reply.fault}`);
    return reply.value;
  };
  return Object.assign(ask, { close: () => void engine.answer({ id: 2, kind: 'close' }) });
}

async function threadOn(path: string): Promise<Ask & { close: () => Promise<void> }> {
  let isUp = (): void => {};
  const up = new Promise<void>((resolve) => {
    isUp = resolve;
  });
  const cache = startCache({
    script: new URL('../../src/main/cache/worker.ts', import.meta.url),
    threadAfter: Promise.resolve(),
    log: { ...silentLog, info: (event) => (event === 'cache thread works' ? isUp() : undefined) },
    onRecreated: () => {
      throw new Error('the cache was damaged');
    },
  });
  await cache.openFile({ path, key });
  await up;
  const ask: Ask = (name, args) => (cache[name] as (...all: readonly unknown[]) => Promise<unknown>)(...args);
  return Object.assign(ask, { close: cache.stop });
}

const p99Of = (of: Rounds): number => Math.min(...of.map((times) => quantile(times, 0.99)));

/** p99 against a limit in milliseconds. */
function p99(name: string, times: Rounds, limit: number): void {
  const value = p99Of(times);
  figure(`cache, ${name}, p99`, value, 'ms', { ratio: value / limit, atMost: 1 });
}

/** Median and p99 against what they are in the small cache, round by round: what disturbs one disturbs both. */
function growth(name: string, times: Rounds, small: Rounds): void {
  const of = `of ${few.toLocaleString('en')} messages`;
  for (const [which, q] of [
    ['median', 0.5],
    ['p99', 0.99],
  ] as const) {
    const ratios = times.map((each, at) => quantile(each, q) / quantile(small[at] ?? [], q));
    const value = median(times.map((each) => quantile(each, q)));
    figure(`cache, ${name}, ${which} to that ${of}`, value, 'ms', { ratio: median(ratios), atMost: 1.5 });
    note(`by round: ${ratios.map((ratio) => ratio.toFixed(2)).join(', ')}`);
  }
}

/** Pages of any conversation after the system forgot the file: nearly each comes from the disk. Null: it cannot. */
async function measureFromDisk({ ask, path, ids }: Side, random: Random): Promise<Rounds | null> {
  const all: number[][] = [];
  for (let n = 0; n < rounds; n += 1) {
    if (!forgetInMemory(path)) return null;
    const times: number[] = [];
    for (let m = 0; m < samples; m += 1) {
      times.push(await timed(ask, 'open', [ids[Math.floor(random() * ids.length)], page]));
    }
    all.push(times);
  }
  return all;
}

const folder = mkdtempSync(join(tmpdir(), 'yingke-bench-cache-'));
try {
  const random = randomFrom(seed);
  const make = (name: string, conversations: number, entries: number) => {
    const path = join(folder, name);
    const from = performance.now();
    const ids = seedCache(path, key, { conversations, entries }, random);
    const seconds = ((performance.now() - from) / 1000).toFixed(0);
    const megabytes = (statSync(path).size / 1e6).toFixed(0);
    const count = (conversations * entries).toLocaleString('en');
    note(
      `${count} messages over ${conversations} conversations: ${megabytes} MB in ${seconds} s, seed ${seed}`,
    );
    return { path, ids };
  };
  const made = [
    make('small.db', few / perConversation, perConversation),
    make('big.db', messages / perConversation, perConversation),
    make('long.db', 1, inLong),
  ];

  const engines = made.map(({ path, ids }) => ({ path, ids, ask: engineOn(path) }));
  const [small, big, long] = await measure(engines, random);
  const fromDisk = engines[1] ? await measureFromDisk(engines[1], random) : null;
  for (const { ask } of engines) ask.close();
  const threads = await Promise.all(
    made.map(async ({ path, ids }) => ({ path, ids, ask: await threadOn(path) })),
  );
  const [, bigFromMain, longFromMain] = await measure(threads, random);
  for (const { ask } of threads) await ask.close();
  if (!small || !big || !long || !bigFromMain || !longFromMain) throw new Error('nothing measured');

  const size = `${messages.toLocaleString('en')} messages`;
  p99(`page of ${page} of ${size}, in the worker`, big.page, 2);
  p99(`list of ${listed} of ${size}, in the worker`, big.list, 2);
  if (fromDisk === null) note('from the disk: not measured, this system cannot be asked to forget a file');
  else {
    p99(`page of ${page} of ${size}, from the disk, in the worker`, fromDisk, 2);
    note(`median ${round(median(fromDisk.flat()))} ms; nothing of the file in the system's memory at first`);
  }
  p99(`page of ${page} of ${size}, seen from main`, bigFromMain.page, 10);
  p99(`list of ${listed} of ${size}, seen from main`, bigFromMain.list, 10);
  growth(`page of ${page} of ${size}`, big.page, small.page);
  growth(`list of ${listed} of ${size}`, big.list, small.list);
  const longName = `opening a conversation of ${inLong.toLocaleString('en')} entries`;
  p99(`${longName}, seen from main`, longFromMain.page, 10);
  growth(longName, long.page, small.page);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

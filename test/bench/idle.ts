import { setTimeout as pause } from 'node:timers/promises';
import { figure, median, note, option } from './live/figure.ts';
import { type Subject, startHub, startRaw } from './live/subjects.ts';

/**
 * Memory that an idle visitor takes in the hub, beside a bare socket.io connection: what the process has grown by
 * (resident memory after a forced collection) with 2,000 connected, divided by their number. Each round has new
 * processes; 200 connections that come and go first have loaded and compiled what there is.
 */
const rounds = option('rounds', 3);
const connections = option('connections', 2000);

const sizes: { raw: number[]; hub: number[] } = { raw: [], hub: [] };
for (let n = 0; n < rounds; n += 1) {
  sizes.raw.push(await measure(await startRaw()));
  sizes.hub.push(await measure(await startHub({})));
}
const hub = median(sizes.hub);
figure('idle visitor connection', hub, 'kB', { ratio: hub / median(sizes.raw), atMost: 1.5 });

/** kB a connection. */
async function measure({ name, url, real, load, memory, stop }: Subject): Promise<number> {
  await load.ask('connect', { url, real, count: 200 });
  await load.ask('drop', undefined);
  await settled();
  const before = await memory();
  await load.ask('connect', { url, real, count: connections });
  await settled();
  const each = ((await memory()) - before) / connections / 1024;
  note(`${name}: ${each.toFixed(1)} kB each, ${(before / 2 ** 20).toFixed(0)} MB without`);
  await stop();
  return each;
}

/** Standing idle is what is measured. */
function settled(): Promise<void> {
  return pause(2000);
}

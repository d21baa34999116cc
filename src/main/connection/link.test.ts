import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { silentLog } from '../log.ts';
import { straightWay } from '../network/way-out.ts';
import { createLink, type Link, type LinkState } from './link.ts';

let link: Link | null = null;
afterEach(() => link?.stop());

/** An address at which nobody listens. */
async function nobody(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

/** A link to a hub that is away; its waits are kept, and end when the test says so. */
async function toNobody(onWait: (wait: number, goOn: () => void) => void) {
  const states: LinkState['state'][] = [];
  /** Timers that are set, by how long they wait. */
  const timers = new Map<number, number>();
  let lastId = 0;
  link = createLink({
    hub: await nobody(),
    auth: () => ({ protocol: '4.0', app: 'desk/0', device: 'd', token: 't' }),
    clock: {
      now: () => 0,
      after: (milliseconds, run) => {
        lastId += 1;
        const id = lastId;
        timers.set(id, milliseconds);
        onWait(milliseconds, () => {
          if (timers.delete(id)) run();
        });
        return () => void timers.delete(id);
      },
    },
    random: Math.random,
    log: silentLog,
    way: straightWay,
    onState: ({ state }) => void states.push(state),
    onNews: {
      ready: () => {},
      entries: () => {},
      head: () => {},
      mark: () => {},
      seen: () => {},
      status: () => {},
      settings: () => {},
      colleagues: () => {},
      replies: () => {},
      alert: () => {},
      alert_over: () => {},
      board: () => {},
      customer: () => {},
      handbook: () => {},
      ticks: () => {},
      way: () => {},
      watch: () => {},
      watch_rules: () => {},
      watch_call: () => {},
      quality: () => {},
      watched: () => {},
      sign_ins: () => {},
      revoked: () => {},
      policy: () => {},
      draining: () => {},
    },
    onHint: { typing: () => {} },
    onDown: () => {},
    onRoundTrip: () => {},
  });
  return { states, timers };
}

test('[P6] a hub that is away for days is asked for at most every 30 s, and nothing piles up', async () => {
  const waits: number[] = [];
  const open: number[] = [];
  let goOnLater: () => void = () => {};
  const enough = new Promise<void>((resolve) => {
    goOnLater = resolve;
  });
  const sockets = () => process.getActiveResourcesInfo().filter((name) => name.startsWith('TCP')).length;
  const { timers } = await toNobody((wait, goOn) => {
    waits.push(wait);
    open.push(sockets());
    if (waits.length === 200) goOnLater();
    else setImmediate(goOn);
  });
  await enough;
  for (const [attempt, wait] of waits.entries()) {
    expect(wait).toBeGreaterThanOrEqual(Math.min(15_000, 1_000 * 2 ** attempt));
    expect(wait).toBeLessThanOrEqual(30_000);
  }
  expect(timers.size).toBe(1);
  expect(Math.max(...open.slice(100))).toBeLessThanOrEqual(Math.max(...open.slice(0, 20)) + 2);
}, 30_000);

test('[P6] when the machine wakes up or the network is back, it is asked for at once', async () => {
  let waiting: () => void = () => {};
  const hasWaited = () =>
    new Promise<void>((resolve) => {
      waiting = resolve;
    });
  const first = hasWaited();
  const { states, timers } = await toNobody(() => waiting());
  await first;
  expect(states).toEqual(['connecting', 'offline']);
  const second = hasWaited();
  link?.nudge();
  expect(states.at(-1)).toBe('connecting');
  expect(timers.size).toBe(0);
  await second;
  // It begins with the shortest wait again.
  expect([...timers.values()][0]).toBeLessThanOrEqual(2_000);
});

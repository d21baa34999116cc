import type { DeskCalls } from './live/desk.ts';
import { figure, median, must, note, option, round } from './live/figure.ts';
import { startHub } from './live/subjects.ts';
import { startWorker } from './live/worker.ts';

/**
 * A desk that was away while 10,000 messages were written in 200 conversations: from its start, with a process that
 * is loaded, until its cache on the disk has the last of them. The hub is a process of its own; the desk is
 * everything that the app's main process does, without the window. Its limit is a time, 3 s.
 *
 * Rounds on the same cache, median. At the end every conversation is read through to see that none lacks a line.
 */
const rounds = option('rounds', 3);
const missed = option('entries', 10_000);
const conversations = 200;
const limit = 3000;

const hub = await startHub({});
const desk = await startWorker<DeskCalls>('desk');
const server = { url: hub.url, real: true };
await hub.load.ask('connect', { ...server, count: conversations });
// The watching desk makes it a working day: conversations are given to the agent.
await hub.load.ask('connectDesk', server);
await hub.load.ask('say', { count: conversations });
await hub.load.ask('heard', { head: 3 * conversations });
await desk.ask('signIn', { url: hub.url, conversations });

const times: number[] = [];
for (let n = 0; n < rounds; n += 1) {
  await desk.ask('stop', undefined);
  await hub.load.ask('say', { count: missed });
  times.push(await desk.ask('resume', { missed }));
  note(`${round(times.at(-1) ?? 0)} ms`);
}
const ms = median(times);
figure(`${missed.toLocaleString('en')} missed entries`, ms, 'ms', { ratio: ms / limit, atMost: 1 });

const written = await hub.server.ask('written', undefined);
const held = await desk.ask('entries', undefined);
must(
  'every line is there',
  held.count === written.entries && held.gaps === 0,
  `${written.entries} written, ${held.count} held`,
);
await desk.stop();
await hub.stop();

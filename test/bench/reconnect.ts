import { figure, median, must, note, option, round } from './live/figure.ts';
import { type Subject, startHub, startRaw } from './live/subjects.ts';

/**
 * 2,000 visitors lose their lines at once and come back at once: how long until the last is in step again, beside
 * how long as many bare socket.io connections take to connect. In step is: known by its token, in its room,
 * greeted, and everything fetched that it missed. Each has a conversation and has missed the agent's answer.
 *
 * The bare server's doors ask nothing. Rounds of both in turn, medians.
 */
const rounds = option('rounds', 5);
const count = option('connections', 2000);

const raw = await startRaw();
const hub = await startHub({});
const times = new Map<Subject, number[]>([
  [raw, []],
  [hub, []],
]);
for (const subject of [raw, hub]) await subject.load.ask('connect', { ...server(subject), count });

await hub.load.ask('connectDesk', server(hub));
await hub.load.ask('say', { count });
// Opened, said, routed, given to the agent.
await hub.load.ask('heard', { head: 4 * count });
let fetched = 0;
for (let n = 0; n < rounds; n += 1) {
  for (const [subject, list] of times) {
    await subject.load.ask('drop', undefined);
    if (subject === hub) {
      await hub.load.ask('answerAll', undefined);
      await hub.load.ask('heard', { head: (5 + n) * count });
    }
    const back = await subject.load.ask('comeBack', { ...server(subject), seen: seenBy(n) });
    list.push(back.milliseconds);
    fetched += back.fetched;
    note(`${subject.name}: ${round(back.milliseconds)} ms, ${back.fetched} entries fetched`);
  }
}
const ms = median(times.get(hub) ?? []);
figure(`${count} visitors back in step`, ms, 'ms', { ratio: ms / median(times.get(raw) ?? []), atMost: 2 });
must('each has fetched what it missed', fetched === rounds * count, `${fetched} entries`);
for (const subject of [raw, hub]) await subject.stop();

function server({ url, real }: Subject) {
  return { url, real };
}

/** As they see it: opened, their own message, given to an agent; and an answer for each round before. */
function seenBy(round: number): number {
  return 3 + round;
}

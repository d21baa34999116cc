import { figure, median, must, note, option, quantile, round } from './live/figure.ts';
import { prepare, type Subject, startHub, startRaw } from './live/subjects.ts';

/**
 * How long a message takes at 2,000 a second, beside bare socket.io at the same rate: from when it was due (not
 * from when the generator came to send it, so that a stall counts for all who had to wait) to its ack, and to the
 * desk. Servers, connections and generator are those of the throughput bench; a desk hears every entry.
 *
 * Rounds of both in turn, and the median of the rounds: of their p99s, and of what each is to its neighbour's.
 */
const rounds = option('rounds', 5);
const milliseconds = option('milliseconds', 4000);
const rate = option('rate', 2000);
const connections = 200;
const mostToDesk = 100;

const raw = await startRaw();
const hub = await startHub({});
for (const subject of [raw, hub]) await prepare(subject, connections);

const p99s = new Map<Subject, { ack: number; desk: number; open: number }[]>([
  [raw, []],
  [hub, []],
]);
let missing = 0;
for (let n = 0; n < rounds; n += 1) {
  for (const [subject, list] of p99s) {
    const { acks, toDesk, ...rest } = await subject.load.ask('paced', { milliseconds, rate });
    const desk = toDesk.length === 0 ? 0 : quantile(toDesk, 0.99);
    list.push({ ack: quantile(acks, 0.99), desk, open: rest.open });
    missing += rest.missing;
    const half = round(quantile(acks, 0.5));
    note(
      `${subject.name}: ack p50 ${half} ms, p99 ${round(quantile(acks, 0.99))} ms, desk p99 ${round(desk)} ms`,
    );
  }
}

const of = (subject: Subject, what: 'ack' | 'desk' | 'open') =>
  median((p99s.get(subject) ?? []).map((one) => one[what]));
figure(`ack p99 at ${rate}/s against raw socket.io`, of(hub, 'ack'), 'ms', {
  ratio: median((p99s.get(hub) ?? []).map(({ ack }, n) => ack / (p99s.get(raw)?.[n]?.ack ?? Number.NaN))),
  atMost: 8,
});
figure(`sent to the agent's desk, p99 at ${rate}/s`, of(hub, 'desk'), 'ms', {
  ratio: of(hub, 'desk') / mostToDesk,
  atMost: 1,
});
// A tenth of a second's messages under way when the last was sent would be a queue that grows.
figure('under way when the last was sent', of(hub, 'open'), 'messages', {
  ratio: of(hub, 'open') / (rate / 10),
  atMost: 1,
});
must('the desk heard of every message', missing === 0, `${missing} missing`);
for (const subject of [raw, hub]) await subject.stop();

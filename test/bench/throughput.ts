import { figure, median, must, note, option, round } from './live/figure.ts';
import { prepare, type Subject, startHub, startRaw } from './live/subjects.ts';

/**
 * How many messages a second the hub takes, to the disk and on to a desk, beside what socket.io itself can do.
 *
 * Hub: a process of its own, SQLite on a file with synchronous=FULL, real handshakes and tokens, a conversation
 * for each of 200 visitors; counted is an ack, which leaves after the commit. Beside its ack each visitor gets the
 * entry, and a desk hears of every one: that all came, once and in order, is looked up at the end.
 * Control: bare socket.io, also a process of its own, that echoes each message to its sender and acknowledges it.
 *
 * Both: 200 WebSocket connections with one message in flight on each, as the widget's outbox has it (P6), from
 * the same load generator in a process of its own. It is no socket.io client, which would take longer for a
 * message than the server does, so that both servers would look alike: it writes and reads frames by hand. What it takes
 * itself is said beside each rate. Where there are but two processors, the generator has one.
 *
 * The second control is a hub that commits each message alone. Rounds of all in turn, and the median of the rounds'
 * ratios, so that what else the machine does falls on all.
 */
const rounds = option('rounds', 5);
const milliseconds = option('milliseconds', 3000);
const connections = 200;
const window = option('window', 1);

const raw = await startRaw();
const hub = await startHub({});
const alone = await startHub({ name: 'hub, one commit a message', maxBatch: 1 });
const subjects: readonly Subject[] = [raw, hub, alone];
const rates = new Map(subjects.map((subject) => [subject, [] as number[]]));

for (const subject of subjects) await prepare(subject, connections);
for (let n = 0; n < rounds; n += 1)
  for (const subject of subjects) rates.get(subject)?.push(await measure(subject));

const ratesOf = (subject: Subject) => rates.get(subject) ?? [];
/** Round by round, because what else the machine does changes from one round to the next. */
const against = (control: Subject) =>
  median(ratesOf(hub).map((rate, n) => rate / (ratesOf(control)[n] ?? Number.NaN)));
const rate = median(ratesOf(hub));
figure('durable throughput against raw socket.io', rate, 'messages/s', { ratio: against(raw), atLeast: 0.6 });
figure('durable throughput against one commit a message', rate, 'messages/s', {
  ratio: against(alone),
  atLeast: 4,
});

const written = await hub.server.ask('written', undefined);
const heard = await hub.load.ask('heard', { head: written.head });
must(
  'each message once in the database, and told to the desk once and in order',
  written.gaps === 0 &&
    heard.head === written.head &&
    heard.outOfOrder === 0 &&
    heard.messages === written.messages,
  `${written.messages} written, ${heard.messages} heard`,
);
for (const subject of subjects) await subject.stop();

/** Acks a second. */
async function measure(subject: Subject): Promise<number> {
  await subject.processor();
  const { acked, seconds, processor } = await subject.load.ask('saturate', { milliseconds, window });
  const each = (taken: number) => ((taken * 1000) / acked).toFixed(1);
  const own = each(await subject.processor());
  note(
    `${subject.name}: ${round(acked / seconds)}/s, ${own} µs of processor a message, the generator ${each(processor)}`,
  );
  return acked / seconds;
}

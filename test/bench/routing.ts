import { setTimeout as pause } from 'node:timers/promises';
import { figure, must, note, option, quantile, round } from './live/figure.ts';
import type { RoutingHub } from './live/routing-hub.ts';
import type { RoutingLoad } from './live/routing-load.ts';
import { startWorker } from './live/worker.ts';

/**
 * Who gets what, under load: a hub process with 200 agents of 5 places each, every one with a desk, SQLite on a file with
 * synchronous=FULL. A decision is one round of routing from what is known to what is to be written: which of all who wait
 * go to whom of all who are there.
 *
 * First 1,000 are served and 1,000 wait; agents end conversations at the rate of 5,000 a minute, and each place that
 * becomes free is given anew at once. Then nobody waits, and 5,000 customers a minute come: how long until the desk of
 * an agent has them, from the moment at which the message was due.
 */
const agents = option('agents', 200);
const capacity = 5;
const waiting = option('waiting', 1000);
const rate = option('rate', 5000) / 60;
const milliseconds = option('milliseconds', 20_000);
/** How long an agent has a conversation in the second part, so that there is always a free place. */
const hold = 4000;

const hub = await startWorker<RoutingHub>('routing-hub');
const load = await startWorker<RoutingLoad>('routing-load');
const { url, agents: tokens } = await hub.ask('start', { agents, capacity });
await load.ask('agents', { url, tokens });

await load.ask('crowd', { count: agents * capacity + waiting });
await until(async () => (await load.ask('counts', undefined)).given === agents * capacity);
const full = await hub.ask('state', undefined);
must(
  `${waiting} wait, and no agent has more than ${capacity}`,
  full.waiting === waiting && full.most === capacity,
  `${full.waiting} wait, the most that one has is ${full.most}`,
);
// A hub that has just been started has compiled nothing yet.
const warm = await load.ask('closeSome', { milliseconds: 2000, rate });
await load.ask('crowd', { count: warm.closed });
await until(async () => (await load.ask('counts', undefined)).given === agents * capacity + warm.closed);
await hub.ask('rounds', undefined);
await hub.ask('processor', undefined);
const { closed } = await load.ask('closeSome', {
  milliseconds: Math.min(milliseconds, (waiting / rate) * 800),
  rate,
});
await until(
  async () => (await load.ask('counts', undefined)).given === agents * capacity + warm.closed + closed,
);
const used = await hub.ask('processor', undefined);
const rounds = (await hub.ask('rounds', undefined)).filter(({ given }) => given > 0);
const took = rounds.map((one) => one.took);
/** Of the processor: what else the machine does is not routing's. */
const cost = rounds.map(({ processor }) => processor);
const served = rounds.reduce((sum, { given }) => sum + given, 0);
note(
  `${served} given in ${rounds.length} rounds among ${waiting} to ${waiting - closed} waiting and ${agents} agents; ` +
    `by the clock ${round(quantile(took, 0.5))} ms (median), ${round(quantile(took, 0.99))} ms (p99); ` +
    `${round(used / Math.max(1, closed))} ms of processor for each that ended and was given anew`,
);
figure('a routing decision, p99 of its processor time', quantile(cost, 0.99), 'ms', {
  ratio: quantile(cost, 0.99) / 5,
  atMost: 1,
});
must('each place that became free was given anew', served === closed, `${closed} ended, ${served} given`);
const after = await hub.ask('state', undefined);
must('nobody has more than they can', after.most === capacity, `the most that one has is ${after.most}`);

// The rest goes home.
await load.ask('hold', { milliseconds: 0 });
await load.ask('closeAll', undefined);
await until(async () => (await hub.ask('state', undefined)).waiting === 0);
await pause(1000);

await load.ask('hold', { milliseconds: hold });
await load.ask('customers', { count: Math.ceil((rate * (hold + 4000)) / 1000) });
await hub.ask('rounds', undefined);
await hub.ask('processor', undefined);
const { waits, missing, processor } = await load.ask('arrivals', { milliseconds, rate });
const busy = (await hub.ask('processor', undefined)) / milliseconds;
note(
  `${waits.length} customers came, ${round(rate * 60)} a minute, and an agent had each after ` +
    `${round(quantile(waits, 0.5))} ms (median), ${round(quantile(waits, 0.99))} ms (p99); ` +
    `the hub used ${round(busy * 100)} % of a processor, the generator ${round((processor / milliseconds) * 100)} %`,
);
figure('arrival to an agent’s desk at 5,000 a minute, p99', quantile(waits, 0.99), 'ms', {
  ratio: quantile(waits, 0.99) / 1000,
  atMost: 1,
});
const end = await hub.ask('state', undefined);
must('no customer is left waiting', missing === 0 && end.waiting === 0, `${missing} without an agent`);

await load.stop();
await hub.stop();

/** Looks again and again, 60 s at most. */
async function until(isTrue: () => Promise<boolean>): Promise<void> {
  for (let n = 0; n < 600; n += 1) {
    if (await isTrue()) return;
    await pause(100);
  }
  throw new Error('it does not get there');
}

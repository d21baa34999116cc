import { setImmediate as nextTurn } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { TooManyRows } from '#shared/domain/reports/tally.ts';
import { readFacts, readHead, readHouse } from './facts.ts';
import { readExplained } from './read-explained.ts';
import { Cancelled, readBehind, readReport, type Watch } from './read-report.ts';
import { readTrial } from './read-trial.ts';
import { openReader } from './reader.ts';
import type { FromThread, Made, ToThread, Wanted } from './report-work.ts';

/**
 * The thread that makes reports: it reads by itself, and writes nothing. Whatever it is asked, messages are taken and
 * committed as if nobody asked.
 */

const { location, workspaceId } = workerData as { location: string; workspaceId: string };
const reader = openReader(location);
const cancelled = new Set<number>();
type Asked = { readonly id: number; readonly wanted: Wanted };
const queue: Asked[] = [];
let working: Promise<void> | null = null;

const say = (message: FromThread) => parentPort?.postMessage(message);

async function make(id: number, wanted: Wanted): Promise<Made[Wanted['do']]> {
  const watch: Watch = {
    check: () => {
      if (cancelled.has(id)) throw new Cancelled();
    },
    onProgress: (done, of) => say({ id, progress: { done, of } }),
    giveWay: async () => {
      // What was asked meanwhile is heard only when this turn is over.
      await nextTurn();
      if (wanted.do !== 'trial') return;
      const others = queue.filter((one) => one.wanted.do !== 'trial');
      for (const one of others) {
        queue.splice(queue.indexOf(one), 1);
        await work(one);
      }
    },
  };
  watch.check();
  switch (wanted.do) {
    case 'head':
      return readHead(reader, workspaceId);
    case 'facts':
      return readFacts(reader, await readHouse(reader, workspaceId), workspaceId, wanted.after, wanted.upto);
    case 'report': {
      const { question, compare, timeZone, asOf } = wanted;
      return {
        report: await readReport(reader, question, question.period, timeZone, asOf, watch),
        compare: compare && (await readReport(reader, question, compare, timeZone, asOf, watch)),
      };
    }
    case 'explain':
      return readExplained(reader, workspaceId, wanted);
    case 'trial':
      return readTrial(reader, wanted, watch);
    case 'behind':
      return readBehind(reader, wanted, wanted.timeZone, wanted.asOf, watch);
  }
}

async function work({ id, wanted }: Asked): Promise<void> {
  try {
    say({ id, made: await make(id, wanted) });
  } catch (error) {
    if (error instanceof Cancelled) say({ id, failed: 'cancelled' });
    else if (error instanceof TooManyRows) say({ id, failed: 'too_large' });
    else say({ id, failed: { message: (error as Error).message } });
  } finally {
    cancelled.delete(id);
  }
}

/** One after the other: two at once would be slower, and take twice the memory. */
async function workOn(): Promise<void> {
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) await work(next);
  working = null;
}

parentPort?.on('message', (message: ToThread) => {
  if (message === 'close') {
    void Promise.resolve(working).then(async () => {
      await reader.close();
      parentPort?.close();
    });
    return;
  }
  if ('cancel' in message) {
    cancelled.add(message.id);
    return;
  }
  queue.push(message);
  working ??= workOn();
});

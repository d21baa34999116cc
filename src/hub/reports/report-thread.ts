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
let tail: Promise<void> = Promise.resolve();

const say = (message: FromThread) => parentPort?.postMessage(message);

async function make(id: number, wanted: Wanted): Promise<Made[Wanted['do']]> {
  const watch: Watch = {
    check: () => {
      if (cancelled.has(id)) throw new Cancelled();
    },
    onProgress: (done, of) => say({ id, progress: { done, of } }),
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

async function work(id: number, wanted: Wanted): Promise<void> {
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

parentPort?.on('message', (message: ToThread) => {
  if (message === 'close') {
    void tail.then(async () => {
      await reader.close();
      parentPort?.close();
    });
    return;
  }
  if ('cancel' in message) {
    cancelled.add(message.id);
    return;
  }
  // One after the other: two at once would be slower, and take twice the memory.
  tail = tail.then(() => work(message.id, message.wanted));
});

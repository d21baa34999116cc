import { parentPort, workerData } from 'node:worker_threads';
import { keepDurable, openHandle, preparer } from './sqlite-handle.ts';
import type { Reply, Work } from './sqlite-writer.ts';

/** The thread that commits: while the disk takes its time, sockets are served. */

const handle = openHandle((workerData as { path: string }).path);
const prepare = preparer(handle);
const [begin, commit, rollback] = ['begin immediate', 'commit', 'rollback'].map((sql) => handle.prepare(sql));

function write({ steps }: Work): void {
  keepDurable(handle);
  begin?.run();
  try {
    for (const { sql, width, values } of steps) {
      const statement = prepare(sql);
      if (width === 0) statement.run();
      for (let at = 0; at < values.length; at += width) statement.run(values.slice(at, at + width));
    }
    commit?.run();
  } catch (error) {
    if (handle.inTransaction) rollback?.run();
    throw error;
  }
}

parentPort?.on('message', (work: Work | 'close') => {
  if (work === 'close') {
    handle.close();
    parentPort?.close();
    return;
  }
  let reply: Reply = { id: work.id, error: null };
  try {
    write(work);
  } catch (error) {
    const { message, code } = error as Error & { code?: string };
    reply = { id: work.id, error: { message, ...(code !== undefined && { code }) } };
  }
  parentPort?.postMessage(reply);
});

import { parentPort } from 'node:worker_threads';
import { createEngine } from './engine.ts';
import type { Notice, Request } from './protocol.ts';

/** The cache's own thread: a long search or commit never holds up windows and sockets. */

/** Calls that take longer are named in the log, in milliseconds. */
const slow = 50;

const tell = (notice: Notice): void => parentPort?.postMessage(notice);
const engine = createEngine(() => tell({ notice: 'recreated' }));

parentPort?.on('message', (request: Request) => {
  const from = performance.now();
  parentPort?.postMessage(engine.answer(request));
  const ms = Math.round(performance.now() - from);
  if (ms >= slow) tell({ notice: 'slow', name: request.kind === 'call' ? request.name : request.kind, ms });
});

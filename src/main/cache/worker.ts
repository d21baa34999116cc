import { parentPort } from 'node:worker_threads';
import { createEngine } from './engine.ts';
import type { Notice, Request } from './protocol.ts';

/** The cache's own thread: a long search or commit never holds up windows and sockets. */

const tell = (notice: Notice): void => parentPort?.postMessage(notice);
const engine = createEngine({
  onRecreated: (loss) => tell({ notice: 'recreated', loss }),
  onSlow: (name, ms) => tell({ notice: 'slow', name, ms }),
});

parentPort?.on('message', (request: Request) => parentPort?.postMessage(engine.answer(request)));

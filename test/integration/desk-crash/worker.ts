import { existsSync, writeFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { createEngine } from '../../../src/main/cache/engine.ts';
import type { Notice, Request } from '../../../src/main/cache/protocol.ts';
import type { CrashPlan } from './plan.ts';

/** The cache's thread as it is, but that the whole process dies by SIGKILL where the plan says so. */

const plan = JSON.parse(process.env.CRASH_PLAN ?? 'null') as CrashPlan | null;
const armed = process.env.CRASH_ARMED ?? '';
let seen = 0;

const tell = (notice: Notice): void => parentPort?.postMessage(notice);
const engine = createEngine({
  onRecreated: (loss) => tell({ notice: 'recreated', loss }),
  onSlow: (name, ms) => tell({ notice: 'slow', name, ms }),
});

function nameOf(request: Request): string {
  if (request.kind !== 'call') return request.kind;
  return request.name === 'setJob' ? `setJob ${request.args[1]}` : request.name;
}

function isDue(request: Request): boolean {
  if (plan === null || nameOf(request) !== plan.call || !existsSync(armed)) return false;
  seen += 1;
  return seen === plan.nth;
}

parentPort?.on('message', (request: Request) => {
  const dies = isDue(request);
  if (dies && plan?.when === 'before') process.kill(process.pid, 'SIGKILL');
  const reply = engine.answer(request);
  if (dies) process.kill(process.pid, 'SIGKILL');
  parentPort?.postMessage(reply);
  // From here on the calls come to this thread; before, main did them itself.
  if (request.kind === 'open') writeFileSync(`${armed}.ready`, '');
});

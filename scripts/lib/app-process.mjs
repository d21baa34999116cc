import { spawn } from 'node:child_process';
import { chownSync, closeSync, constants, existsSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { greeting, lineReader, readEvent } from './app-events.mjs';
import { atEnd, stopping } from './cleanup.mjs';
import { Problem } from './problem.mjs';
import { endGroup } from './run.mjs';
import { endingWithUs } from './services.mjs';

/**
 * Runs the app to its end, saying what a person wants to know and logging the rest.
 * @param {ReturnType<typeof import('./launch.mjs').launchPlan>} plan
 * @param {{ data: string, log: string, screenshot?: string }} places
 * @param {import('./report.mjs').Report} report
 * @returns {Promise<number>} the exit code
 */
export async function runApp(plan, places, report) {
  const log = openLog(places.log, plan);
  const [program, ...args] = endingWithUs(plan.command, plan.args);
  const child = spawn(program, args, {
    cwd: plan.cwd,
    env: /** @type {NodeJS.ProcessEnv} */ (plan.env),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    ...(plan.uid === undefined ? {} : { uid: plan.uid, gid: plan.gid }),
  });
  const step = report.start('Yingke');
  step.note('starting');
  /** @type {{ now: 'starting' | 'ready' | 'handed-over' | 'failed' }} */
  const state = { now: 'starting' };
  /** @param {string} line */
  const toLog = (line) => void writeSync(log, `${new Date().toISOString()} ${line}\n`);
  const said = lineReader((line) => {
    const event = readEvent(line);
    toLog(line);
    if (event?.event === 'ready' && state.now === 'starting') {
      state.now = 'ready';
      step.same();
      for (const row of greeting('Yingke', event, places)) report.line(row);
    } else if (event?.event === 'second-instance' && state.now === 'starting') {
      state.now = 'handed-over';
      step.same();
      report.line('✓ Yingke is already running: its window was brought to the front.');
    } else if (event?.event === 'failed') {
      state.now = 'failed';
      step.same();
      const code = event.code ? ` (${event.code})` : '';
      process.stderr.write(
        `✗ ${event.message ?? 'Yingke could not start.'}${code}\n  The log: ${places.log}\n`,
      );
    }
  });
  const noise = lineReader(toLog);
  child.stdout.on('data', said.push);
  child.stderr.on('data', noise.push);

  /** @type {Promise<number | null>} */
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code));
  });
  const forget = atEnd(() => endGroup(child, ended, { patience: 4000, gently: true }));
  const code = await ended;
  forget();
  said.end();
  noise.end();
  closeSync(log);
  step.same();
  if (stopping()) {
    report.line('✓ Yingke has ended.');
    return 0;
  }
  if (state.now === 'failed') return 1;
  if (state.now === 'handed-over') return 0;
  if (state.now === 'ready' && code === 0) {
    report.line('✓ Yingke has ended.');
    return 0;
  }
  throw new Problem(
    state.now === 'ready'
      ? `Yingke ended unexpectedly (${code}).`
      : `Yingke ended before it was up (${code}).`,
    { advice: `The log says more: ${places.log}` },
  );
}

/** The log that all starts on this data write to. @param {string} file @param {ReturnType<typeof import('./launch.mjs').launchPlan>} plan */
function openLog(file, plan) {
  const { O_WRONLY, O_CREAT, O_APPEND, O_NOFOLLOW = 0 } = constants;
  if (existsSync(file) && statSync(file).size > 8_000_000) rmSync(file);
  const fresh = !existsSync(file);
  const log = openSync(file, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW, 0o600);
  if (fresh && plan.uid !== undefined && plan.gid !== undefined) chownSync(file, plan.uid, plan.gid);
  return log;
}

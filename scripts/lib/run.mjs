import { spawn } from 'node:child_process';
import { atEnd } from './cleanup.mjs';
import { Problem } from './problem.mjs';

/**
 * Runs a tool to its end, with what it says on the screen. Rejects when it could not be started.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, patience?: number }} options patience: milliseconds that it
 *   has for an end of its own when we are stopped
 * @returns {Promise<number>} its exit code
 */
export async function runShown(command, args, { cwd, env, patience }) {
  const child = spawn(command, args, { cwd, env, stdio: 'inherit', detached: process.platform !== 'win32' });
  /** @type {Promise<number>} */
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
  const forget = atEnd(() => endGroup(child, ended, patience === undefined ? undefined : { patience }));
  const code = await ended;
  forget();
  return code;
}

/**
 * Runs a tool to its end with its output kept, not shown.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{
 *   cwd?: string, env?: Record<string, string | undefined>, limit?: number, signal?: AbortSignal,
 *   onLine?: (line: string) => void,
 * }} [options] limit: milliseconds after which it is stopped
 * @returns {Promise<{ code: number, output: string, stopped: boolean }>} code −1 when it could not be started
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: /** @type {NodeJS.ProcessEnv} */ (options.env ?? process.env),
      stdio: ['ignore', 'pipe', 'pipe'],
      // Its own group, so that stopping it stops what it started too, and Ctrl+C reaches it through us only.
      detached: process.platform !== 'win32',
    });
    let output = '';
    let rest = '';
    let stopped = false;
    /** @param {Buffer} chunk */
    const take = (chunk) => {
      const text = chunk.toString();
      output = (output + text).slice(-200_000);
      if (!options.onLine) return;
      const lines = (rest + text).split(/\r?\n|\r/);
      rest = lines.pop() ?? '';
      for (const line of lines) if (line.trim()) options.onLine(line);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    /** @type {Promise<void>} */
    const closed = new Promise((done) => {
      child.once('close', () => done());
      child.once('error', () => done());
    });
    const stop = () => {
      stopped = true;
      return endGroup(child, closed);
    };
    const forget = atEnd(stop);
    const timer = options.limit ? setTimeout(() => void stop(), options.limit) : undefined;
    options.signal?.addEventListener('abort', stop, { once: true });
    /** @param {number} code */
    const finish = (code) => {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', stop);
      forget();
      resolve({ code, output, stopped });
    };
    child.once('error', (error) => {
      output += error.message;
      finish(-1);
    });
    child.once('close', (code) => finish(code ?? -1));
  });
}

/**
 * Like `run`, but anything else than success is a Problem with the tail of the output.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Parameters<typeof run>[2] & { failing: string, advice?: string }} options failing: the sentence for a failure
 */
export async function must(command, args, options) {
  const result = await run(command, args, options);
  if (result.code === 0) return result.output;
  throw new Problem(options.failing, { advice: options.advice, details: tail(result.output, 25) });
}

/**
 * Ends a child that leads its own process group, with everything it started, and waits until it is gone: what
 * comes after must not meet it still writing.
 * @param {import('node:child_process').ChildProcess} child
 * @param {Promise<unknown>} ended settles when the child has ended
 * @param {{ patience?: number, gently?: boolean }} [how] patience: milliseconds until it is ended by force;
 *   gently: only the child is asked, and it ends its own children (Electron wants to be asked so)
 */
export async function endGroup(child, ended, { patience = 3000, gently = false } = {}) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  if (gently) child.kill('SIGTERM');
  else signalGroup(child, 'SIGTERM');
  const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), patience);
  await ended.catch(() => {});
  clearTimeout(timer);
  if (gently) signalGroup(child, 'SIGKILL');
}

/** @param {import('node:child_process').ChildProcess} child @param {NodeJS.Signals} signal */
function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It has ended by itself meanwhile.
  }
}

/**
 * @param {string} text
 * @param {number} count
 */
export function tail(text, count) {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}

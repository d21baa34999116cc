import { type ChildProcess, type ForkOptions, fork } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

/** A program of the product in a process of its own, that can be killed and frozen at any moment. */
export type Program = {
  readonly child: ChildProcess;
  /** Settles when it has ended, however. */
  readonly gone: Promise<void>;
  readonly signal: (signal: NodeJS.Signals) => void;
  readonly kill: () => Promise<void>;
  /** True when it ended without anybody here having wanted it. */
  readonly endedByItself: () => boolean;
};

/** Starts a script on this Node, its output added to `log`. */
export function startProgram(
  script: string,
  args: readonly string[],
  log: string,
  options: ForkOptions = {},
): Program {
  const out = createWriteStream(log, { flags: 'a' });
  const child = fork(script, [...args], {
    ...options,
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  child.stdout?.pipe(out, { end: false });
  child.stderr?.pipe(out, { end: false });
  let wanted = false;
  const gone = once(child, 'exit').then(() => void out.end());
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  return {
    child,
    gone,
    signal: (signal) => {
      if (signal === 'SIGTERM' || signal === 'SIGKILL') wanted = true;
      if (!isOver()) child.kill(signal);
    },
    kill: async () => {
      wanted = true;
      if (!isOver()) child.kill('SIGKILL');
      await gone;
    },
    endedByItself: () => isOver() && !wanted,
  };
}

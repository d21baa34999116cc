import { join } from 'node:path';
import { runAdminCommand } from './admin-command/index.ts';
import { Complaint, readCommandLine, usage } from './command-line.ts';
import { createLog, rotatingFile } from './platform/log/index.ts';
import { runHub } from './run.ts';

/** The hub as a program: on the command line, and as a utility process inside the desk. */

type Parent = {
  readonly postMessage: (message: unknown) => void;
  readonly on: (event: 'message', listener: (message: { readonly data: unknown }) => void) => void;
};

// Electron puts it on `process` in a utility process; Node knows nothing of it.
const parent = (process as { readonly parentPort?: Parent }).parentPort ?? null;

function say(message: Readonly<Record<string, unknown>>): void {
  if (parent !== null) parent.postMessage(message);
  else process.stdout.write(`YINGKE ${JSON.stringify(message)}\n`);
}

function fail(error: unknown): void {
  const known = error instanceof Complaint;
  const code = known ? error.code : 'internal';
  const message = known ? error.message : `The hub could not start: ${(error as Error).message}`;
  say({ event: 'failed', code, message });
  if (parent === null) process.stderr.write(`${message}\n`);
  // What is said must have left before the end; nothing else is under way.
  process.exitCode = 1;
  if (parent !== null) setTimeout(() => process.exit(1), 100);
}

/** For whoever has a terminal on this machine. Nothing is said in the form that programs wait for. */
async function administer(args: readonly string[]): Promise<void> {
  process.exitCode = await runAdminCommand(args, process.env, {
    out: (text) => void process.stdout.write(text),
    error: (text) => void process.stderr.write(text),
  });
}

async function main(): Promise<void> {
  if (parent === null && process.argv[2] === 'admin') {
    await administer(process.argv.slice(3));
    return;
  }
  const command = readCommandLine(process.argv.slice(2));
  if (command.run === 'help') {
    process.stdout.write(usage);
    return;
  }
  const file = command.logFiles ? rotatingFile(join(command.data, 'hub/logs/hub.log')) : undefined;
  const log = createLog(file, command.logLevel);
  const environment = {
    databaseUrl: process.env.YINGKE_DATABASE_URL,
    secretsKey: process.env.YINGKE_SECRETS_KEY,
    metricsToken: process.env.YINGKE_METRICS_TOKEN,
  };
  const running = await runHub({ ...command, log, ...environment });

  let stopping = false;
  const stop = async () => {
    // Asked twice, it is in earnest.
    if (stopping) process.exit(1);
    stopping = true;
    await running.stop();
    process.exit(0);
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());
  parent?.on('message', ({ data }) => {
    if ((data as { event?: unknown } | null)?.event === 'stop') void stop();
  });
  const { hub, shop, accounts } = running;
  say({ event: 'ready', hub, shop, accounts });
}

main().catch(fail);

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Role } from '#shared/protocol/handshake.ts';
import { type Program, startProgram } from './processes.ts';

/** The hub as it ships (`src/hub/index.ts`), on one folder and one port over all its lives. */

export type Account = { readonly email: string; readonly password: string; readonly role: Role };

export type HubProcess = {
  readonly port: number;
  readonly url: string;
  /** Its SQLite file. */
  readonly database: string;
  readonly log: string;
  readonly accounts: readonly Account[];
  readonly kill: () => Promise<void>;
  /** Kills it for good: whoever still wants to start it again does not. */
  readonly close: () => Promise<void>;
  /** Starts it again; answers when it listens, or when it was ended before that. */
  readonly start: () => Promise<void>;
  /** Asks it to stop, as an operator does. */
  readonly stop: () => Promise<void>;
  readonly freeze: () => void;
  readonly thaw: () => void;
  readonly isUp: () => boolean;
  /** Why it should not be as it is, null when all is well. */
  readonly complaint: () => string | null;
};

export type HubProcessOptions = {
  readonly folder: string;
  readonly agents: number;
  readonly supervisors: number;
  readonly origin: string;
  /** Compiled code of earlier lives: a process is ready sooner. */
  readonly env: NodeJS.ProcessEnv;
};

const script = resolve(import.meta.dirname, '../../src/hub/index.ts');

export async function launchHub(options: HubProcessOptions): Promise<HubProcess> {
  const { folder, origin, env } = options;
  const log = join(folder, 'hub.log');
  let port = 0;
  let program: Program | null = null;
  let isUp = false;
  let isClosed = false;
  let complaint: string | null = null;
  const emails = (role: string, count: number) =>
    Array.from({ length: count }, (_, i) => [`--${role}`, `${role}-${i}@example.test`]).flat();
  const args = () => [
    '--data',
    folder,
    '--allow-origin',
    origin,
    ...emails('agent', options.agents),
    ...emails('supervisor', options.supervisors),
    ...(port === 0 ? [] : ['--port', `${port}`]),
  ];

  async function start(): Promise<void> {
    if (isClosed) return;
    const started = startProgram(script, args(), log, { env });
    program = started;
    isUp = false;
    const lines = createInterface({ input: started.child.stdout as NodeJS.ReadableStream });
    const ready = new Promise<void>((done) => {
      lines.on('line', (line) => {
        if (!line.startsWith('YINGKE ')) return;
        const said = JSON.parse(line.slice('YINGKE '.length)) as {
          event: string;
          hub?: string;
          message?: string;
        };
        if (said.event !== 'ready' || said.hub === undefined) {
          complaint = `the hub did not start: ${said.message}`;
          return;
        }
        port = Number(new URL(said.hub).port);
        isUp = program === started;
        done();
      });
    });
    await Promise.race([ready, started.gone]);
  }

  await start();
  if (!isUp) throw new Error(complaint ?? `the hub does not start; its log is ${log}`);
  const { accounts } = JSON.parse(readFileSync(join(folder, 'hub/accounts.json'), 'utf8')) as {
    accounts: Account[];
  };

  return {
    port,
    url: `http://127.0.0.1:${port}`,
    database: join(folder, 'hub/hub.sqlite'),
    log,
    accounts,
    kill: async () => {
      isUp = false;
      await program?.kill();
    },
    close: async () => {
      isClosed = true;
      await program?.kill();
    },
    start,
    stop: async () => {
      isUp = false;
      program?.signal('SIGTERM');
      await program?.gone;
    },
    freeze: () => program?.signal('SIGSTOP'),
    thaw: () => program?.signal('SIGCONT'),
    isUp: () => isUp,
    complaint: () =>
      complaint ?? (program?.endedByItself() ? `the hub ended by itself; its log is ${log}` : null),
  };
}

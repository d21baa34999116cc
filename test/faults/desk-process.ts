import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { DeskAsked, DeskSays, DeskView, DeskWhere } from './desk-main.ts';
import { readJournal, type Written, writtenIn } from './journal.ts';
import { type Program, startProgram } from './processes.ts';

/** One desk over all its lives: its folder, its account and its journal stay. */
export type DeskProcess = {
  readonly name: `desk-${number}`;
  readonly signIn: (hub: string, account: { email: string; password: string }) => Promise<void>;
  /** Answers `none` when there is no conversation to write into; rejects with `Ended` when the desk is killed. */
  readonly write: (text: string, dice: number) => Promise<'kept' | 'none'>;
  /** Tells it that the network is back. */
  readonly nudge: () => Promise<void>;
  readonly where: () => Promise<DeskWhere>;
  readonly view: () => Promise<DeskView>;
  readonly written: () => Written[];
  readonly kill: () => Promise<void>;
  /** Kills it for good: whoever still wants to start it again does not. */
  readonly close: () => Promise<void>;
  readonly start: () => void;
  readonly freeze: () => void;
  readonly thaw: () => void;
  readonly isRunning: () => boolean;
  readonly complaint: () => string | null;
};

/** The process that was asked is gone; what it was asked may be done or not. */
export class Ended extends Error {}

const script = resolve(import.meta.dirname, 'desk-main.ts');

export function createDeskProcess(options: {
  readonly name: DeskProcess['name'];
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** It was told something: its state may be another one now. */
  readonly onTold: () => void;
}): DeskProcess {
  const { name, onTold } = options;
  const dir = join(options.folder, name);
  mkdirSync(dir, { recursive: true });
  const journal = join(options.folder, `${name}.journal`);
  const log = join(options.folder, `${name}.log`);
  const device = randomUUID();
  let program: Program | null = null;
  let isClosed = false;
  let lastId = 0;
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();

  function start(): void {
    if (isClosed) return;
    const started = startProgram(script, [dir, device, journal], log, { env: options.env });
    program = started;
    started.child.on('message', (message: DeskSays) => {
      if ('says' in message) {
        onTold();
        return;
      }
      const waiter = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.ok) waiter?.resolve(message.value);
      else waiter?.reject(new Error(`${name}: ${message.fault}`));
    });
    void started.gone.then(() => {
      if (program !== started) return;
      program = null;
      if (started.endedByItself()) complaint = `${name} ended by itself; its log is ${log}`;
      for (const waiter of waiting.values()) waiter.reject(new Ended(name));
      waiting.clear();
    });
  }
  let complaint: string | null = null;

  function ask<T>(asked: DeskAsked): Promise<T> {
    const { child } = program ?? {};
    if (child === undefined) return Promise.reject(new Ended(name));
    lastId += 1;
    const id = lastId;
    return new Promise<T>((resolve, reject) => {
      waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      // Killed just now: the end of the process is what rejects it.
      child.send({ id, ...asked }, () => {});
    });
  }

  return {
    name,
    signIn: (hub, { email, password }) => ask({ ask: 'sign-in', hub, email, password }),
    write: async (text, dice) => ((await ask<boolean>({ ask: 'write', text, dice })) ? 'kept' : 'none'),
    nudge: () => ask({ ask: 'nudge' }),
    where: () => ask({ ask: 'where' }),
    view: () => ask({ ask: 'view' }),
    written: () => writtenIn(readJournal(journal)),
    kill: async () => program?.kill(),
    close: async () => {
      isClosed = true;
      await program?.kill();
    },
    start,
    freeze: () => program?.signal('SIGSTOP'),
    thaw: () => program?.signal('SIGCONT'),
    isRunning: () => program !== null,
    complaint: () => complaint,
  };
}

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import type { Entry } from '#shared/domain/entry.ts';
import type { IpcAnswer, IpcInput } from '#shared/ipc/contract.ts';
import type { Said } from './main.ts';
import type { CrashPlan } from './plan.ts';

/** One run of a desk's process, from its start to its end. */
export type Life = {
  /** Rejects when the process dies before it answers: then nobody knows what became of it. */
  readonly call: <C extends 'conversations.send' | 'conversations.setDraft' | 'conversations.open'>(
    name: C,
    input: IpcInput<C>,
  ) => Promise<IpcAnswer<C>>;
  readonly signIn: (input: IpcInput<'account.signIn'>) => Promise<unknown>;
  readonly connected: () => Promise<unknown>;
  /** Something of a conversation has come in this life. */
  readonly arrived: () => Promise<unknown>;
  /** The hub has confirmed everything. */
  readonly settled: () => Promise<unknown>;
  readonly holds: (conversationId: string, lines: number) => Promise<unknown>;
  readonly transcript: (conversationId: string) => Promise<readonly Entry[]>;
  /** From now on the plan's calls are counted: the cache's thread is there, and does them. */
  readonly arm: () => Promise<void>;
  /** What ended it. */
  readonly over: Promise<NodeJS.Signals | null>;
  readonly kill: () => Promise<void>;
};

const script = join(import.meta.dirname, 'main.ts');

export function startLife(dir: string, device: string, plan: CrashPlan | null): Life {
  const armed = join(dir, 'armed');
  const ready = `${armed}.ready`;
  for (const file of [armed, ready]) rmSync(file, { force: true });
  const env = { ...process.env, CRASH_PLAN: JSON.stringify(plan), CRASH_ARMED: armed };
  const child: ChildProcess = fork(script, [dir, device], { env, stdio: 'inherit' });
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  let lastId = 0;
  child.on('message', (said: Said) => {
    const waiter = waiting.get(said.id);
    waiting.delete(said.id);
    if ('fault' in said) waiter?.reject(new Error(said.fault));
    else waiter?.resolve(said.value as never);
  });
  const over = once(child, 'exit').then(([, signal]) => {
    for (const { reject } of waiting.values()) reject(new Error('the process ended'));
    return signal as NodeJS.Signals | null;
  });

  function ask<T>(name: string, input: unknown): Promise<T> {
    lastId += 1;
    const id = lastId;
    return new Promise<T>((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      child.send({ id, name, input }, (error) => {
        if (error !== null) reject(error);
      });
    });
  }

  return {
    call: (name, input) => ask(name, input),
    signIn: (input) => ask('signIn', input),
    connected: () => ask('connected', null),
    arrived: () => ask('arrived', null),
    settled: () => ask('settled', null),
    holds: (id, lines) => ask('holds', { id, lines }),
    transcript: (conversationId) => ask('transcript', conversationId),
    arm: async () => {
      while (!existsSync(ready)) await after(10);
      writeFileSync(armed, '');
    },
    over,
    kill: async () => {
      child.kill('SIGKILL');
      await over;
    },
  };
}

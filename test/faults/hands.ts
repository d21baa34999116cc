import { setTimeout as after } from 'node:timers/promises';
import { newId } from '#shared/domain/key.ts';
import { type Answer, refusals } from '#shared/protocol/errors.ts';
import { namespaces } from '#shared/protocol/handshake.ts';
import { door, rawSocket, signIn } from '../support/hub.ts';
import type { Account } from './hub-process.ts';
import type { Change, WriterName } from './schedule.ts';
import type { TruthReader } from './truth.ts';

/**
 * Edits and recalls (P1). The desk has no call for them yet, so each is asked by a device of its own of whoever sits at
 * the desk, over the desk's line, which breaks for it too: under one key, until the hub answers. It comes only for
 * that and goes again, or a person whose desk was killed would still be there for the hub.
 */

export type Changed = Pick<Change, 'writer' | 'kind'> & {
  readonly key: string;
  readonly conversationId: string;
  readonly entryId: string;
  /** What it should say; null where it was taken back. */
  readonly text: string | null;
  /** False: the hub would not. */
  readonly granted: boolean;
};

export type Hand = {
  readonly name: WriterName;
  /** Null when there is nothing of theirs that could be changed. */
  readonly change: (change: Change) => Promise<Changed | null>;
};

/** How long the hub may take to let one in or to answer, and until it has answered at all. Milliseconds. */
const patience = 3000;
const longest = 120_000;
/** How long a change waits for a message of theirs. Milliseconds. */
const longestWait = 20_000;
/** One of so many of the last messages is changed. */
const recent = 30;

export async function openHand(options: {
  readonly name: WriterName;
  /** Straight to the hub, for signing in, and over the line. */
  readonly hub: string;
  readonly line: string;
  readonly account: Account;
  readonly truth: TruthReader;
}): Promise<Hand> {
  const { name, line, account, truth } = options;
  const { token, me } = await signIn(options.hub, account);

  /** True when it was granted, false when it was refused for good. */
  async function ask(event: string, input: object): Promise<boolean> {
    const end = Date.now() + longest;
    for (;;) {
      const answer = await askOnce(line, token, event, input).catch(() => null);
      if (answer?.ok) return true;
      if (answer !== null && !refusals[answer.error.code].retry) return false;
      if (Date.now() > end) throw new Error(`${name}: ${event} was not answered in ${longest} ms`);
      await after(answer?.error.retryAfter ?? 1000);
    }
  }

  /** On a machine that is busy the first messages are written later than the schedule has them changed. */
  async function changeable() {
    const end = Date.now() + longestWait;
    for (;;) {
      const own = truth.changeable(me, recent);
      if (own.length > 0 || Date.now() > end) return own;
      await after(200);
    }
  }

  return {
    name,
    change: async ({ writer, kind, text, dice }) => {
      const own = await changeable();
      const message = own[Math.floor(dice * own.length)];
      if (message === undefined) return null;
      const key = newId();
      const which = { key, conversationId: message.conversationId, entryId: message.id };
      const granted =
        kind === 'edit' ? await ask('message.edit', { ...which, text }) : await ask('message.recall', which);
      return { ...which, writer, kind, text: kind === 'edit' ? text : null, granted };
    },
  };
}

async function askOnce(url: string, token: string, event: string, input: object): Promise<Answer<unknown>> {
  const socket = rawSocket(url + namespaces.desk, { ...door(), token });
  try {
    await new Promise<void>((done, fail) => {
      socket.once('ready', done);
      for (const end of ['connect_error', 'disconnect']) socket.once(end, () => fail(new Error(end)));
      after(patience).then(() => fail(new Error('nobody opens')), fail);
    });
    return (await socket.timeout(patience).emitWithAck(event, input)) as Answer<unknown>;
  } finally {
    socket.disconnect();
  }
}

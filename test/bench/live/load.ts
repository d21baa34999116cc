import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { newId } from '#shared/domain/key.ts';
import { namespaces } from '#shared/protocol/handshake.ts';
import { watchDesk } from './desk-watch.ts';
import { door, register, signIn } from './door.ts';
import { connectVisitor, type Pending, type Visitor } from './visitor.ts';
import { openWire, type Wire } from './wire.ts';
import { serve, usage } from './worker.ts';

/** The load generator: visitors that write, and one desk that listens. The same for the hub and for the control. */

type Server = { readonly url: string; readonly real: boolean };

let visitors: readonly Visitor[] = [];
let desk: Wire | null = null;
const watch = watchDesk();
const { processor } = usage();
/** Told of every ack; each kind of load has its own. */
let onAcked = (_visitor: Visitor, _pending: Pending): void => undefined;
let acked = 0;

function fail(error: Error): void {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
}

const join = ({ url, real }: Server, token: string) =>
  connectVisitor({
    url,
    real,
    token,
    onAcked: (visitor, pending) => {
      acked += 1;
      onAcked(visitor, pending);
    },
    onFault: fail,
  });

const allAcked = async () => {
  while (visitors.some(({ pending }) => pending.size > 0)) await pause(2);
};

const calls = {
  /** Connects `count` visitors; at a hub each has an identity of its own. */
  connect: async ({ count, ...server }: Server & { count: number }) => {
    const all: Visitor[] = [];
    const one = async () => join(server, server.real ? await register(server.url) : 'x'.repeat(43));
    while (all.length < count) {
      all.push(...(await Promise.all(Array.from({ length: Math.min(20, count - all.length) }, one))));
    }
    visitors = all;
  },
  /** Signs a desk in, which from now on hears of everything and sees that nothing is missing. */
  connectDesk: async ({ url }: Server) => {
    desk = await openWire({
      url,
      namespace: namespaces.desk,
      auth: { ...door, token: await signIn(url) },
      onPacket: (type, rest) => {
        if (type === '2') watch.hear(rest);
        else if (!rest.startsWith('0[{"ok":true')) fail(new Error(`the desk was refused: ${rest}`));
      },
    });
  },
  /** Every visitor keeps `window` messages in flight for so long. Answers how many were acknowledged. */
  saturate: async ({ milliseconds, window }: { milliseconds: number; window: number }) => {
    let going = true;
    onAcked = (visitor) => {
      if (going) visitor.say();
    };
    acked = 0;
    processor();
    const from = performance.now();
    for (let i = 0; i < window; i += 1) for (const visitor of visitors) visitor.say();
    await pause(milliseconds);
    going = false;
    const seconds = (performance.now() - from) / 1000;
    const count = acked;
    await allAcked();
    return { acked: count, seconds, processor: processor() };
  },
  /** `rate` messages a second for so long, visitor after visitor, each timed from when it was due. */
  paced: async ({ milliseconds, rate }: { milliseconds: number; rate: number }) => {
    const acks: number[] = [];
    const toDesk: number[] = [];
    const dueOf = new Map<string, number>();
    onAcked = (_, { due }) => acks.push(performance.now() - due);
    watch.onEntry((key) => {
      const due = dueOf.get(key);
      if (due === undefined) return;
      toDesk.push(performance.now() - due);
      dueOf.delete(key);
    });
    const total = Math.round((milliseconds / 1000) * rate);
    const from = performance.now();
    for (let next = 0; next < total; await pause(1)) {
      const elapsed = performance.now() - from;
      for (; next < total && (next * 1000) / rate <= elapsed; next += 1) {
        const due = from + (next * 1000) / rate;
        const key = visitors[next % visitors.length]?.say(due) ?? '';
        if (desk !== null) dueOf.set(key, due);
      }
    }
    const open = visitors.reduce((sum, { pending }) => sum + pending.size, 0);
    await allAcked();
    for (const end = performance.now() + 5000; dueOf.size > 0 && performance.now() < end; ) await pause(2);
    watch.onEntry(() => undefined);
    return { acks, toDesk, open, missing: dueOf.size };
  },
  /** So many messages, visitor after visitor, as fast as they go. */
  say: async ({ count }: { count: number }) => {
    let left = count;
    const next = (visitor: Visitor) => {
      if (left === 0) return;
      left -= 1;
      visitor.say();
    };
    onAcked = next;
    for (const visitor of visitors) next(visitor);
    while (left > 0) await pause(2);
    await allAcked();
  },
  /** The desk writes one message into each conversation that it has heard of. */
  answerAll: async () => {
    for (const conversationId of watch.conversations()) {
      const message = { conversationId, key: newId(), text: '您好，我先帮您查一下订单。' };
      desk?.send('2', `0["message.send",${JSON.stringify(message)}]`);
    }
  },
  /** What the desk has heard, once it has heard up to `head` (10 s at most). */
  heard: async ({ head }: { head: number }) => {
    for (const end = performance.now() + 10_000; watch.state().head < head && performance.now() < end; )
      await pause(5);
    return watch.state();
  },
  /** All lines break. Who was there is remembered. */
  drop: async () => {
    for (const visitor of visitors) visitor.end();
  },
  /**
   * All who were there come back at once, and fetch what they missed; `seen` is the last `publicSeq` they have.
   * Answers how long it took until the last was in step (milliseconds), and how many entries were fetched.
   */
  comeBack: async ({ seen, ...server }: Server & { seen: number }) => {
    const from = performance.now();
    let fetched = 0;
    visitors = await Promise.all(
      visitors.map(async ({ token }) => {
        const visitor = await join(server, token);
        const { conversation } = visitor;
        if (conversation !== null && conversation.publicSeq > seen) {
          const count = await visitor.pull(conversation.id, seen);
          fetched += count;
        }
        return visitor;
      }),
    );
    return { milliseconds: performance.now() - from, fetched };
  },
};
export type Load = typeof calls;

serve(calls);

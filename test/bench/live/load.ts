import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { newId } from '#shared/domain/key.ts';
import { httpPaths, namespaces, type RegisterAnswer, type SignInAnswer } from '#shared/protocol/handshake.ts';
import { protocolVersion } from '#shared/protocol/version.ts';
import { watchDesk } from './desk-watch.ts';
import { origin, person } from './people.ts';
import { openWire, type Wire } from './wire.ts';
import { serve, usage } from './worker.ts';

/**
 * The load generator: visitors that write, and one desk that listens. The same for the hub and for the
 * control, message for message.
 */

type Pending = { readonly key: string; readonly due: number };
type Visitor = { readonly wire: Wire; readonly pending: Map<number, Pending> };

const door = { protocol: protocolVersion, app: 'bench/0', device: randomUUID() };
const texts = [
  '你好，我上周买的蓄电池装上以后还是打不着火，想退货',
  'Could you resend the invoice for my last order?',
  '可以改收货地址吗？我写错了一个门牌号',
];

let visitors: Visitor[] = [];
let desk: Wire | null = null;
const watch = watchDesk();
const { processor } = usage();
/** Told of every ack; replaced by each kind of load. */
let onAcked = (_visitor: Visitor, _pending: Pending): void => undefined;
let acked = 0;

async function post<T>(url: string, body: object): Promise<T> {
  const headers = { 'content-type': 'application/json', ...(url.includes('/visitor/') && { origin }) };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ ...door, ...body }) });
  const answer = (await response.json()) as { ok: boolean; value: T };
  if (!answer.ok) throw new Error(`${url}: ${JSON.stringify(answer)}`);
  return answer.value;
}

/** Connects `count` visitors; those of the hub with an identity of their own each. */
async function connectVisitor(url: string, real: boolean): Promise<Visitor> {
  const token = real
    ? (await post<RegisterAnswer>(url + httpPaths.register, { locale: 'zh-CN' })).token
    : 'x'.repeat(43);
  let greeted = (): void => undefined;
  const ready = new Promise<void>((resolve) => {
    greeted = resolve;
  });
  const pending = new Map<number, Pending>();
  const wire = await openWire({
    url,
    namespace: namespaces.visitor,
    auth: { ...door, token, locale: 'zh-CN' },
    origin,
    onPacket: (type, rest) => {
      if (type === '3') return settle(rest);
      if (rest.startsWith('["ready"')) greeted();
    },
    onClosed: () => visitors.includes(visitor) && fail(new Error('a visitor was disconnected')),
  });
  const visitor: Visitor = { wire, pending };
  const settle = (rest: string) => {
    const start = rest.indexOf('[');
    const id = Number(rest.slice(0, start));
    const asked = pending.get(id);
    if (asked === undefined || rest.startsWith('[{"ok":false'))
      return fail(new Error(`not granted: ${rest}`));
    pending.delete(id);
    acked += 1;
    onAcked(visitor, asked);
  };
  if (real) await ready;
  return visitor;
}

function fail(error: Error): void {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
}

let sent = 0;
function send(visitor: Visitor, due = performance.now()): void {
  sent += 1;
  const key = newId();
  const message = { key, text: `${texts[sent % texts.length]} ${sent}`, page: null };
  visitor.pending.set(sent, { key, due });
  visitor.wire.send('2', `${sent}["message.send",${JSON.stringify(message)}]`);
}

const allAcked = async () => {
  while (visitors.some(({ pending }) => pending.size > 0)) await pause(2);
};
const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

const calls = {
  connect: async ({ url, count, real }: { url: string; count: number; real: boolean }) => {
    const all: Visitor[] = [];
    while (all.length < count) {
      const some = Math.min(20, count - all.length);
      all.push(...(await Promise.all(Array.from({ length: some }, () => connectVisitor(url, real)))));
    }
    visitors = all;
  },
  /** Signs a desk in, which from now on hears of everything and sees that nothing is missing. */
  connectDesk: async ({ url }: { url: string }) => {
    const { email, password } = person;
    const { token } = await post<SignInAnswer>(url + httpPaths.signIn, { email, password });
    desk = await openWire({
      url,
      namespace: namespaces.desk,
      auth: { ...door, token },
      onPacket: (type, rest) => type === '2' && watch.hear(rest),
    });
  },
  /** Every visitor keeps `window` messages in flight for so long. Answers how many were acknowledged. */
  saturate: async ({ milliseconds, window }: { milliseconds: number; window: number }) => {
    let going = true;
    onAcked = (visitor) => {
      if (going) send(visitor);
    };
    acked = 0;
    processor();
    const from = performance.now();
    for (let i = 0; i < window; i += 1) for (const visitor of visitors) send(visitor);
    await pause(milliseconds);
    going = false;
    const seconds = (performance.now() - from) / 1000;
    const count = acked;
    await allAcked();
    return { acked: count, seconds, processor: processor() };
  },
  /** `rate` messages a second for so long, visitor after visitor, each counted from when it was due. */
  paced: async ({ milliseconds, rate }: { milliseconds: number; rate: number }) => {
    const acks: number[] = [];
    const dueOf = new Map<string, number>();
    const toDesk: number[] = [];
    onAcked = (_, { due }) => acks.push(performance.now() - due);
    watch.onEntry((key) => {
      const due = dueOf.get(key);
      if (due === undefined) return;
      toDesk.push(performance.now() - due);
      dueOf.delete(key);
    });
    const total = Math.round((milliseconds / 1000) * rate);
    const from = performance.now();
    for (let next = 0; next < total; ) {
      const now = performance.now();
      for (; next < total && from + (next * 1000) / rate <= now; next += 1) {
        const visitor = visitors[next % visitors.length] as Visitor;
        const due = from + (next * 1000) / rate;
        send(visitor, due);
        if (desk !== null) dueOf.set(([...visitor.pending.values()].at(-1) as Pending).key, due);
      }
      await pause(1);
    }
    const open = visitors.reduce((sum, { pending }) => sum + pending.size, 0);
    await allAcked();
    for (const end = performance.now() + 5000; dueOf.size > 0 && performance.now() < end; ) await pause(2);
    watch.onEntry(() => undefined);
    return { acks, toDesk, open, missing: dueOf.size };
  },
  /** What the desk has heard, once it has heard up to `head` (5 s at most). */
  heard: async ({ head }: { head: number }) => {
    for (const end = performance.now() + 5000; watch.state().head < head && performance.now() < end; )
      await pause(5);
    return watch.state();
  },
  disconnect: async () => {
    const gone = visitors;
    visitors = [];
    for (const { wire } of gone) wire.end();
    desk?.end();
    desk = null;
    watch.reset();
  },
};
export type Load = typeof calls;

serve(calls);

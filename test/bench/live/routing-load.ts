import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { newId } from '#shared/domain/key.ts';
import { namespaces } from '#shared/protocol/handshake.ts';
import { door, register } from './door.ts';
import { connectVisitor, type Visitor } from './visitor.ts';
import { openWire, type Wire } from './wire.ts';
import { serve, usage } from './worker.ts';

/** Customers who come, and agents who take what they are given and are done with it after a while. */

type Given = { readonly at: number; readonly customer: string };

let url = '';
let customers: Visitor[] = [];
const agents: Wire[] = [];
/** How long an agent has a conversation, milliseconds; null: until they are told to close. */
let holds: number | null = null;
/** What they have, in the order of being given: who may close it, and as what version. */
const held: { readonly agent: Wire; readonly id: string; readonly version: number }[] = [];
/** By conversation, when the first message of it was due and when somebody had it. */
const given = new Map<string, Given>();
const { processor } = usage();

function fail(error: Error): void {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
}

/** One is given to the agent of this wire. Parsed by its pattern: a desk hears of all that comes into the queue. */
const assignment =
  /"conversationId":"([^"]+)","seq":\d+,[^{]*"author":\{"kind":"system"[^}]*\},"audience":"everyone","key":null,"at":\d+,"body":\{"kind":"assigned","from":null,"to":\{"id":"([^"]+)"[^}]*\}[^}]*\}\},"conversation":\{"id":"[^"]+","visitor":\{"id":"([^"]+)"[^}]*\},"status":"active","agent":\{[^}]*\},"version":(\d+)/g;

const close = ({ agent, id, version }: (typeof held)[number]) => {
  const input = { conversationId: id, key: newId(), version };
  agent.send('2', `0["conversation.close",${JSON.stringify(input)}]`);
};

async function connectAgent(token: string): Promise<Wire> {
  let me = '';
  const wire: Wire = await openWire({
    url,
    namespace: namespaces.desk,
    auth: { ...door, token },
    onClosed: () => fail(new Error('an agent was disconnected')),
    onPacket: (type, rest) => {
      if (type === '3') {
        if (!rest.startsWith('0[{"ok":true')) fail(new Error(`refused: ${rest}`));
        return;
      }
      if (rest.startsWith('["ready"')) me = (JSON.parse(rest) as [string, { me: { id: string } }])[1].me.id;
      if (me === '' || !rest.startsWith('["entries"') || !rest.includes(`"to":{"id":"${me}"`)) return;
      for (const [, id = '', to, customer = '', version] of rest.matchAll(assignment)) {
        if (to !== me) continue;
        given.set(id, { at: performance.now(), customer });
        const one = { agent: wire, id, version: Number(version) };
        if (holds === null) held.push(one);
        else setTimeout(() => close(one), holds);
      }
    },
  });
  return wire;
}

const join = async () =>
  connectVisitor({ url, real: true, token: await register(url), onAcked: () => undefined, onFault: fail });

const calls = {
  agents: async ({ url: hub, tokens }: { url: string; tokens: readonly string[] }) => {
    url = hub;
    for (const token of tokens) agents.push(await connectAgent(token));
  },
  /** Customers who stay on the line. */
  customers: async ({ count }: { count: number }) => {
    while (customers.length < count)
      customers.push(
        ...(await Promise.all(Array.from({ length: Math.min(25, count - customers.length) }, join))),
      );
  },
  /** As many that have written and gone: they wait all the same. */
  crowd: async ({ count }: { count: number }) => {
    for (let n = 0; n < count; n += 25) {
      const some = await Promise.all(Array.from({ length: Math.min(25, count - n) }, join));
      for (const one of some) one.say();
      while (some.some(({ pending }) => pending.size > 0)) await pause(2);
      for (const one of some) one.end();
    }
  },
  hold: async ({ milliseconds }: { milliseconds: number | null }) => {
    holds = milliseconds;
  },
  /** Agents are done with what they have, `rate` a second, for so long. */
  closeSome: async ({ milliseconds, rate }: { milliseconds: number; rate: number }) => {
    const total = Math.round((milliseconds / 1000) * rate);
    const from = performance.now();
    let closed = 0;
    for (let next = 0; next < total; await pause(1))
      for (; next < total && (next * 1000) / rate <= performance.now() - from; next += 1) {
        const one = held.shift();
        if (one === undefined) continue;
        close(one);
        closed += 1;
      }
    return { closed };
  },
  /** And all of the rest. */
  closeAll: async () => {
    for (const one of held.splice(0)) close(one);
  },
  /** How many agents have been given something so far, and what is in their hands. */
  counts: async () => ({ given: given.size, held: held.length }),
  /**
   * `rate` customers a second for so long, each beginning a conversation. Answers how long each waited for somebody,
   * from when the message was due until the agent's desk had it, and how many are still without one after 5 s more.
   */
  arrivals: async ({ milliseconds, rate }: { milliseconds: number; rate: number }) => {
    given.clear();
    const total = Math.round((milliseconds / 1000) * rate);
    const due: number[] = [];
    const acks = new Map<string, number>();
    processor();
    const from = performance.now();
    for (let next = 0; next < total; await pause(1))
      for (; next < total && (next * 1000) / rate <= performance.now() - from; next += 1) {
        due.push(from + (next * 1000) / rate);
        customers[next % customers.length]?.say(due.at(-1));
      }
    for (const end = performance.now() + 5000; given.size < total && performance.now() < end; )
      await pause(5);
    const taken = processor();
    // The n-th that came is the n-th that was given, to a customer: they come in turn and nobody passes another.
    const order = [...given.values()].map(({ at }) => at).sort((a, b) => a - b);
    acks.clear();
    return {
      waits: order.map((at, n) => at - (due[n] ?? at)),
      missing: total - given.size,
      processor: taken,
    };
  },
  end: async () => {
    for (const one of customers) one.end();
    customers = [];
  },
};
export type RoutingLoad = typeof calls;

serve(calls);

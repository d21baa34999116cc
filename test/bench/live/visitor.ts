import { performance } from 'node:perf_hooks';
import { newId } from '#shared/domain/key.ts';
import { namespaces } from '#shared/protocol/handshake.ts';
import type { PublicConversation } from '#shared/protocol/visitor.ts';
import { door } from './door.ts';
import { origin } from './people.ts';
import { openWire } from './wire.ts';

/** A message that is not acknowledged yet: its key, and when it was due (milliseconds). */
export type Pending = { readonly key: string; readonly due: number };

export type Visitor = {
  readonly token: string;
  readonly pending: ReadonlyMap<number, Pending>;
  /** Sends a message that was due at that moment. Answers its key. */
  readonly say: (due?: number) => string;
  /** Fetches what was said after `after`; answers how many entries that were. */
  readonly pull: (conversationId: string, after: number) => Promise<number>;
  /** The conversation that the hub named at the door; null at the bare server. */
  readonly conversation: PublicConversation | null;
  readonly end: () => void;
};

const texts = [
  '你好，我上周买的蓄电池装上以后还是打不着火，想退货',
  'Could you resend the invoice for my last order?',
  '可以改收货地址吗？我写错了一个门牌号',
];
let last = 0;

export type VisitorOptions = {
  readonly url: string;
  readonly token: string;
  /** Whether a `ready` is to come: true at a hub. */
  readonly real: boolean;
  readonly onAcked: (visitor: Visitor, pending: Pending) => void;
  /** What must not happen: a refusal, a line that ended by itself. */
  readonly onFault: (error: Error) => void;
};

/** Connects; at a hub resolves when it is in its room and greeted. */
export async function connectVisitor(options: VisitorOptions): Promise<Visitor> {
  const { url, token, real, onAcked, onFault } = options;
  const pending = new Map<number, Pending>();
  const pulls = new Map<number, (count: number) => void>();
  let ended = false;
  let greeted = (_ready: string): void => undefined;
  const ready = new Promise<string>((resolve) => {
    greeted = resolve;
  });

  const onAck = (rest: string) => {
    const start = rest.indexOf('[');
    const id = Number(rest.slice(0, start));
    if (rest.startsWith('[{"ok":false', start)) return onFault(new Error(`refused: ${rest}`));
    const pulled = pulls.get(id);
    if (pulled !== undefined) {
      pulls.delete(id);
      const [answer] = JSON.parse(rest.slice(start)) as [{ value: { entries: unknown[] } }];
      return pulled(answer.value.entries.length);
    }
    const asked = pending.get(id);
    if (asked === undefined) return onFault(new Error(`an ack for nothing: ${rest}`));
    pending.delete(id);
    onAcked(visitor, asked);
  };
  const wire = await openWire({
    url,
    namespace: namespaces.visitor,
    auth: { ...door, token, locale: 'zh-CN' },
    origin,
    onPacket: (type, rest) => {
      if (type === '3') onAck(rest);
      else if (rest.startsWith('["ready"')) greeted(rest);
    },
    onClosed: () => ended || onFault(new Error('a visitor was disconnected')),
  });
  const conversation = real
    ? (JSON.parse(await ready) as [string, { conversation: PublicConversation | null }])[1].conversation
    : null;

  const visitor: Visitor = {
    token,
    pending,
    conversation,
    say: (due = performance.now()) => {
      last += 1;
      const key = newId();
      const message = { key, text: `${texts[last % texts.length]} ${last}`, page: null };
      pending.set(last, { key, due });
      wire.send('2', `${last}["message.send",${JSON.stringify(message)}]`);
      return key;
    },
    pull: (conversationId, after) =>
      new Promise((resolve) => {
        last += 1;
        pulls.set(last, resolve);
        wire.send('2', `${last}["transcript.pull",${JSON.stringify({ conversationId, after, limit: 200 })}]`);
      }),
    end: () => {
      ended = true;
      wire.end();
    },
  };
  return visitor;
}

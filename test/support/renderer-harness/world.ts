import { usualAlerts } from '../../../src/shared/domain/alerts/preferences.ts';
import { type Conversation, unrouted } from '../../../src/shared/domain/conversation.ts';
import type { Author, Entry, EntryBody } from '../../../src/shared/domain/entry.ts';
import type { Boot } from '../../../src/shared/ipc/app.ts';
import type { ConversationRow } from '../../../src/shared/ipc/conversations.ts';
import type { Scenario } from './fake-bridge.ts';
import { houseOf } from './house.ts';
import { replyWorld } from './reply-world.ts';

export const second = 1000;
export const minute = 60 * second;
export const now = Date.now();

export const uuid = (n: number) => `01939c00-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
export const me = { id: uuid(1), name: '林悦', email: 'lin@demo.yingke.test', role: 'agent' } as const;
export const colleague = { id: uuid(2), name: '陈晨' };
export const mine: Author = { kind: 'agent', id: me.id, name: me.name };
export const system: Author = { kind: 'system', id: null, name: '' };
export const shop = { url: 'https://shop.example.com/orders/20261114-0312', title: '订单详情 · 星河商城' };

export const bootOf = (change: Partial<Boot> = {}): Boot => ({
  preferences: { theme: 'light', locale: 'zh-CN' },
  account: {
    state: 'signed-in',
    hub: 'http://127.0.0.1:8080',
    me,
    workspace: { id: uuid(9), name: '星河商城' },
  },
  connection: { state: 'connected', code: null, since: now - 20 * minute, pending: 0, latency: 18 },
  platform: 'linux',
  appVersion: '0.1.0',
  training: null,
  cache: { protection: 'keychain', loss: null, entries: 41207 },
  ...change,
});

export type Said = readonly [
  who:
    | 'v'
    | 'me'
    | 'she'
    | 'robot'
    | 'note'
    | 'opened'
    | 'taken'
    | 'least'
    | 'closed'
    | `${'v' | 'me' | 'she'} ${'edits' | 'recalls'} ${number}`,
  text: string,
  ago: number,
];

export type Made = { readonly row: ConversationRow; readonly entries: readonly Entry[] };

type Options = Partial<Conversation> & {
  readonly name?: string | null;
  readonly row?: Partial<ConversationRow>;
};

/** A conversation from what was said in it; `ago` in seconds. */
export function make(n: number, options: Options, said: readonly Said[]): Made {
  const { name = null, row, ...change } = options;
  const id = uuid(n * 1000);
  const visitorId = uuid(n * 1000 + 0x8f3a);
  const visitor: Author = { kind: 'visitor', id: visitorId, name: name ?? '' };
  const idOf = (place: number) => uuid(n * 1000 + 100 + place);
  const entries = said.map(([who, text, ago], i): Entry => {
    const [whose, does, place] = who.split(' ');
    const author = {
      v: visitor,
      me: mine,
      she: { kind: 'agent', ...colleague },
      robot: { kind: 'robot', id: null, name: '小迎' },
    }[whose as 'v'] as Author | undefined;
    const entryId = idOf(Number(place));
    const change: EntryBody | undefined =
      does === 'edits'
        ? { kind: 'edited', entryId, text }
        : does === 'recalls'
          ? { kind: 'recalled', entryId }
          : undefined;
    const bodies: Partial<Record<Said[0], EntryBody>> = {
      note: { kind: 'note', text },
      opened: { kind: 'opened', page: shop },
      taken: { kind: 'assigned', from: null, to: { id: me.id, name: me.name }, reason: 'taken' },
      least: { kind: 'assigned', from: null, to: { id: me.id, name: me.name }, reason: 'least_loaded' },
      closed: { kind: 'closed' },
    };
    return {
      id: idOf(i),
      conversationId: id,
      seq: i + 1,
      feedSeq: n * 1000 + i,
      publicSeq: i + 1,
      author: who === 'note' || who === 'taken' || who === 'closed' ? mine : (author ?? system),
      audience: who === 'note' ? 'staff' : 'everyone',
      key: null,
      at: now - ago * second,
      body: change ?? bodies[who] ?? { kind: 'message', text },
    };
  });
  const last = entries.findLast((e) => e.body.kind === 'message');
  const lastAnswer = entries.findLastIndex((e) => e.body.kind === 'message' && e.author.kind === 'agent');
  const waiting = entries.find((e, i) => i > lastAnswer && e.author.kind === 'visitor')?.at ?? null;
  const conversation: Conversation = {
    id,
    visitor: { id: visitorId, name, locale: 'zh-CN' },
    status: 'active',
    agent: { id: me.id, name: me.name },
    version: 2,
    lastSeq: entries.length,
    lastFeedSeq: n * 1000 + entries.length,
    openedAt: entries[0]?.at ?? now,
    closedAt: null,
    waitingSince: change.status === 'closed' ? null : waiting,
    lastMessage:
      last?.body.kind === 'message' ? { text: last.body.text, author: last.author, at: last.at } : null,
    page: shop,
    ...unrouted,
    ...change,
  };
  return {
    row: {
      conversation,
      unread: 0,
      readSeq: entries.length,
      draft: '',
      noteDraft: '',
      seen: 0,
      pending: 0,
      refused: false,
      gone: false,
      ...row,
    },
    entries,
  };
}

export function scenario(made: readonly Made[], change: Partial<Scenario> = {}): Scenario {
  return {
    boot: bootOf(),
    rows: made.map((m) => m.row),
    entries: Object.fromEntries(made.map((m) => [m.row.conversation.id, m.entries])),
    outgoing: [],
    tabs: {
      order: made.slice(0, 5).map((m) => m.row.conversation.id),
      active: made[1]?.row.conversation.id ?? null,
    },
    house: houseOf(),
    decisions: [],
    replies: replyWorld,
    alerts: { preferences: usualAlerts, quiet: null, silent: false, player: 'paplay', shows: true },
    refuse: {},
    signsIn: bootOf().account,
    silent: [],
    ...change,
  };
}

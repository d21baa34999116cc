import type { Customer } from '#shared/domain/customer/customer.ts';
import type { PageView } from '#shared/domain/customer/way.ts';
import type { Entry } from '#shared/domain/entry.ts';
import type { IpcNews, IpcNewsName } from '#shared/ipc/contract.ts';
import type { ConversationRow, Outgoing } from '#shared/ipc/conversations.ts';
import type { TellNews } from '../seat.ts';

export type Send = (name: IpcNewsName, payload: unknown) => void;

/**
 * News to the renderer, gathered for one tick: a burst of a thousand entries becomes a few sends. Of
 * things that replace each other only the last goes. The order is fixed: rows before their entries,
 * entries before the message on its way that they confirm.
 */
export function createNews(send: Send): TellNews {
  let waiting = empty();
  let isScheduled = false;

  function flush(): void {
    isScheduled = false;
    const gathered = waiting;
    waiting = empty();
    for (const [name, payload] of gathered.single) send(name, payload);
    if (gathered.all !== null) send('conversations.changed', { rows: gathered.all, all: true });
    if (gathered.rows.size > 0) {
      send('conversations.changed', { rows: [...gathered.rows.values()], all: false });
    }
    for (const [conversationId, entries] of gathered.entries) {
      send('entries.added', { conversationId, entries: [...entries.values()].sort((a, b) => a.seq - b.seq) });
    }
    if (gathered.board.length > 0) send('board.changed', { parts: gathered.board });
    for (const customer of gathered.customers.values()) send('customers.changed', { customer });
    for (const ticks of gathered.ticks.values()) send('ticks.changed', ticks);
    if (gathered.views.size > 0) send('way.changed', { views: [...gathered.views.values()] });
    for (const outgoing of gathered.outgoing.values()) send('outgoing.changed', outgoing);
    if (gathered.focus !== null) send('conversations.focus', gathered.focus);
  }

  return (name, payload) => {
    gather(waiting, name, payload);
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(flush);
  };
}

type Waiting = {
  readonly single: Map<IpcNewsName, unknown>;
  all: readonly ConversationRow[] | null;
  readonly rows: Map<string, ConversationRow>;
  readonly entries: Map<string, Map<number, Entry>>;
  readonly outgoing: Map<string, { readonly outgoing: Outgoing; readonly removed: boolean }>;
  focus: IpcNews<'conversations.focus'> | null;
  readonly customers: Map<string, Customer>;
  readonly ticks: Map<string, IpcNews<'ticks.changed'>>;
  readonly views: Map<string, PageView>;
  readonly board: IpcNews<'board.changed'>['parts'][number][];
};

function empty(): Waiting {
  return {
    single: new Map(),
    all: null,
    rows: new Map(),
    entries: new Map(),
    outgoing: new Map(),
    customers: new Map(),
    ticks: new Map(),
    views: new Map(),
    board: [],
    focus: null,
  };
}

function gather<N extends IpcNewsName>(waiting: Waiting, name: N, payload: IpcNews<N>): void {
  switch (name) {
    case 'conversations.changed': {
      const { rows, all } = payload as IpcNews<'conversations.changed'>;
      if (all) {
        waiting.all = rows;
        waiting.rows.clear();
      } else for (const row of rows) waiting.rows.set(row.conversation.id, row);
      return;
    }
    case 'entries.added': {
      const { conversationId, entries } = payload as IpcNews<'entries.added'>;
      const own = waiting.entries.get(conversationId) ?? new Map<number, Entry>();
      for (const entry of entries) own.set(entry.seq, entry);
      waiting.entries.set(conversationId, own);
      return;
    }
    case 'outgoing.changed': {
      const change = payload as IpcNews<'outgoing.changed'>;
      waiting.outgoing.set(change.outgoing.key, change);
      return;
    }
    case 'customers.changed': {
      const { customer } = payload as IpcNews<'customers.changed'>;
      waiting.customers.set(customer.id, customer);
      return;
    }
    case 'ticks.changed': {
      const news = payload as IpcNews<'ticks.changed'>;
      waiting.ticks.set(news.conversationId, news);
      return;
    }
    case 'way.changed': {
      const { views } = payload as IpcNews<'way.changed'>;
      for (const view of views) waiting.views.set(view.id, view);
      return;
    }
    case 'board.changed':
      waiting.board.push(...(payload as IpcNews<'board.changed'>).parts);
      return;
    case 'conversations.focus':
      waiting.focus = payload as IpcNews<'conversations.focus'>;
      return;
    default:
      // What belongs to the person before is not shown to the one after.
      if (name === 'account.changed') Object.assign(waiting, { ...empty(), single: waiting.single });
      waiting.single.set(name, payload);
  }
}

import type { PublicEntry } from '#shared/domain/entry.ts';
import { createModel } from '../../../src/widget/panel/model.ts';

/**
 * A visitor's window: the widget's panel without what draws it (outbox, its store in IndexedDB, line, transcript,
 * tabs, identity), in a frame of a real browser. Reloading the frame ends it as reloading a page does.
 */

export type VisitorWhere = {
  readonly line: string;
  readonly memoryOnly: boolean;
  /** States of what is on its way. */
  readonly waiting: readonly string[];
  readonly refused: number;
  readonly conversationId: string | null;
  /** Last `publicSeq` of that conversation here. */
  readonly last: number;
};

/** What a window tells the bench, unasked. */
export type VisitorSays = { readonly window: string; readonly life: string } & (
  | { readonly says: 'begun' | 'changed' }
  /** The message is in the browser's storage, or has been sent already. */
  | { readonly says: 'kept'; readonly text: string }
  /** The transcript changed in another way than by one entry more at its end. */
  | { readonly says: 'wrong'; readonly what: string }
);

export type VisitorWindow = {
  readonly write: (text: string) => void;
  readonly where: () => VisitorWhere;
  readonly view: () => readonly PublicEntry[];
};

declare global {
  interface Window {
    yingkeVisitor?: VisitorWindow;
    /** Put there by the bench. */
    tellBench: (message: VisitorSays) => Promise<void>;
  }
}

const asked = new URLSearchParams(location.search);
const base = asked.get('base') ?? '';
const name = asked.get('window') ?? '';
const life = crypto.randomUUID();
type News = VisitorSays extends infer One
  ? One extends unknown
    ? Omit<One, 'window' | 'life'>
    : never
  : never;
const tell = (news: News) => void window.tellBench({ window: name, life, ...news } as VisitorSays);

const unkept = new Set<string>();
let seen: readonly PublicEntry[] = [];
let due = false;

// All but what only drawing needs.
const host: Parameters<typeof createModel>[0] = {
  base,
  locale: 'zh-CN',
  site: {},
  unread: () => {},
  emit: () => {},
};
const model = createModel(host, changed);

function changed(): void {
  if (due) return;
  due = true;
  setTimeout(() => {
    due = false;
    look();
    tell({ says: 'changed' });
  }, 20);
}

function look(): void {
  const { entries } = model.view();
  const lasts = new Map<string, number>();
  for (const entry of entries) {
    if (entry.publicSeq !== (lasts.get(entry.conversationId) ?? 0) + 1) {
      tell({
        says: 'wrong',
        what: `${entry.conversationId}: ${entry.publicSeq} after ${lasts.get(entry.conversationId)}`,
      });
    }
    lasts.set(entry.conversationId, entry.publicSeq);
  }
  for (const entry of entries.slice(seen.length)) {
    if (entry.body.kind === 'message' && unkept.delete(entry.body.text)) {
      tell({ says: 'kept', text: entry.body.text });
    }
  }
  if (entries.length < seen.length)
    tell({ says: 'wrong', what: `${seen.length - entries.length} entries went` });
  seen = entries;
  if (unkept.size > 0) void lookIntoStorage();
}

/** The product says to its other windows that something is stored; whether it is, the browser knows. */
async function lookIntoStorage(): Promise<void> {
  const stored = await new Promise<readonly { readonly text: string }[]>((resolve, reject) => {
    const opening = indexedDB.open(`yingke:${base}`);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const reading = database.transaction('outbox').objectStore('outbox').getAll();
      reading.onerror = () => reject(reading.error);
      reading.onsuccess = () => {
        database.close();
        resolve(reading.result);
      };
    };
  });
  for (const { text } of stored) if (unkept.delete(text)) tell({ says: 'kept', text });
}

new BroadcastChannel(`yingke:${base}`).onmessage = () => {
  if (unkept.size > 0) void lookIntoStorage();
};

window.yingkeVisitor = {
  write: (text) => {
    unkept.add(text);
    model.send(text);
  },
  where: () => {
    const { line, outbox, conversation, entries, memoryOnly } = model.view();
    const last = entries.findLast((entry) => entry.conversationId === conversation?.id);
    return {
      line: line.is,
      memoryOnly,
      waiting: outbox.flatMap(({ state }) => (state === 'refused' ? [] : [state])),
      refused: outbox.filter(({ state }) => state === 'refused').length,
      conversationId: conversation?.id ?? null,
      last: last?.publicSeq ?? 0,
    };
  },
  view: () => model.view().entries,
};
model.look(true);
tell({ says: 'begun' });

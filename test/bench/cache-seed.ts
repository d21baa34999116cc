import { type Conversation, unrouted } from '#shared/domain/conversation.ts';
import type { Author, Entry } from '#shared/domain/entry.ts';
import { openDatabase } from '../../src/main/cache/database.ts';
import { repositoriesOf } from '../../src/main/cache/repositories.ts';

/** A cache as years of work leave it, made in bulk and the same for the same seed. */

export const agent: Author = { kind: 'agent', id: '0190a000-0000-7000-8000-00000000000a', name: '林悦' };
/** When the first conversation was opened, epoch milliseconds. */
const begin = Date.UTC(2025, 0, 1);
const minute = 60_000;
/** How many conversations are going on side by side: their entries arrive in turn. */
const together = 100;

const words =
  '您好 请问 这个 型号 有货 吗 我 上周 买的 蓄电池 装上 以后 还是 打不着火 想 退货 订单号 是 照片 也 拍了 the invoice for my last order please 快递 显示 签收了 但是 没收到 马上 为您 查一下'.split(
    ' ',
  );

export type Random = () => number;

/** Numbers from 0 to 1, the same ones for the same seed (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A UUIDv7 of that moment. */
function idAt(at: number, random: Random): string {
  const time = at.toString(16).padStart(12, '0');
  const part = (digits: number) =>
    Math.floor(random() * 16 ** digits)
      .toString(16)
      .padStart(digits, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${part(3)}-8${part(3)}-${part(12)}`;
}

function textFrom(random: Random): string {
  const length = 3 + Math.floor(random() ** 2 * 40);
  return Array.from({ length }, () => words[Math.floor(random() * words.length)]).join('');
}

export type Size = {
  readonly conversations: number;
  /** Entries of each. */
  readonly entries: number;
};

/** Fills a new cache file; answers the ids of its conversations. */
export function seedCache(
  path: string,
  key: string,
  size: Size,
  random: Random,
  says: (random: Random) => string = textFrom,
): readonly string[] {
  const { db } = openDatabase(path, key);
  const repos = repositoriesOf(db);
  const ids: string[] = [];
  let feedSeq = 0;
  for (let first = 0; first < size.conversations; first += together) {
    const count = Math.min(together, size.conversations - first);
    const group = Array.from({ length: count }, (_, n) => {
      const at = begin + (first + n) * 20 * minute;
      return { id: idAt(at, random), visitor: idAt(at, random), at };
    });
    db.transaction(() => {
      const last = new Map<string, Entry>();
      for (let seq = 1; seq <= size.entries; seq += 1) {
        for (const { id, visitor, at } of group) {
          const author: Author = seq % 2 === 0 ? agent : { kind: 'visitor', id: visitor, name: '' };
          feedSeq += 1;
          const entry: Entry = {
            id: idAt(at + seq * minute, random),
            conversationId: id,
            seq,
            feedSeq,
            publicSeq: seq,
            author,
            audience: 'everyone',
            key: idAt(at + seq * minute, random),
            at: at + seq * minute,
            body: { kind: 'message', text: says(random) },
          };
          repos.entries.insert(entry);
          last.set(id, entry);
        }
      }
      for (const [index, { id, visitor, at }] of group.entries()) {
        const entry = last.get(id);
        if (entry?.body.kind !== 'message') throw new Error('a conversation without an entry');
        // The last ones are going on, all others are closed.
        const isOpen = first + index >= size.conversations - together;
        const row: Conversation = {
          id,
          visitor: { id: visitor, name: null, locale: 'zh-CN' },
          status: isOpen ? 'active' : 'closed',
          agent: { id: agent.id ?? '', name: agent.name },
          version: 3,
          lastSeq: entry.seq,
          lastFeedSeq: entry.feedSeq,
          openedAt: at,
          closedAt: isOpen ? null : entry.at,
          waitingSince: null,
          lastMessage: { text: entry.body.text.slice(0, 120), author: entry.author, at: entry.at },
          page: { url: 'https://shop.example.com/orders/20261114-0312', title: '订单详情' },
          ...unrouted,
        };
        repos.conversations.keep(row, { floor: 1, last: entry.seq });
        repos.conversations.raiseRead(id, entry.seq);
        ids.push(id);
      }
    })();
  }
  repos.meta.setCursor(feedSeq);
  db.close();
  return ids;
}

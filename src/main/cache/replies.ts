import type { Reply, ReplyUse } from '#shared/domain/replies/reply.ts';
import type { ReplySounds } from '#shared/domain/replies/search.ts';
import type { Db } from './db.ts';

/** A reply, and how it sounds. */
export type KeptReply = { readonly reply: Reply; readonly sounds: ReplySounds };

/** Up to where they were pulled, and what the hub called what we may see. */
export type RepliesCursor = { readonly since: number; readonly view: string };

/** `house`: by everybody, as the hub said last. */
export type KeptUse = ReplyUse & { readonly house: number };

export type RepliesChange = {
  readonly kept: readonly KeptReply[];
  readonly gone: readonly string[];
  /** Null leaves it. */
  readonly cursor: RepliesCursor | null;
  /** All that was here goes first. */
  readonly anew: boolean;
};

export type RepliesRepository = ReturnType<typeof repliesOf>;

export function repliesOf(db: Db) {
  const all = db.prepare<[], { reply: string; sounds: string }>('SELECT reply, sounds FROM reply');
  const put = db.prepare<[string, string, string]>(
    `INSERT INTO reply (id, reply, sounds) VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET reply = excluded.reply, sounds = excluded.sounds`,
  );
  const remove = db.prepare<[string]>('DELETE FROM reply WHERE id = ?');
  const clear = db.prepare('DELETE FROM reply');
  const uses = db.prepare<[], KeptUse>('SELECT id, count, last_at AS lastAt, house FROM reply_use');
  const use = db.prepare<[string, number]>(
    `INSERT INTO reply_use (id, count, last_at, house, unsent) VALUES (?, 1, ?, 1, 1)
     ON CONFLICT (id) DO UPDATE SET count = count + 1, house = house + 1, unsent = unsent + 1,
       last_at = max(last_at, excluded.last_at)`,
  );
  const unsent = db.prepare<[], ReplyUse>(
    'SELECT id, unsent AS count, last_at AS lastAt FROM reply_use WHERE unsent > 0 ORDER BY last_at LIMIT 200',
  );
  const sent = db.prepare<[number, string]>('UPDATE reply_use SET unsent = max(0, unsent - ?) WHERE id = ?');
  const said = db.prepare<[string, number, number, number]>(
    `INSERT INTO reply_use (id, count, last_at, house) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET count = excluded.count + unsent, house = excluded.house + unsent,
       last_at = max(last_at, excluded.last_at)`,
  );
  return {
    all: (): KeptReply[] =>
      all.all().map(({ reply, sounds }) => ({ reply: JSON.parse(reply), sounds: JSON.parse(sounds) })),
    change: ({ kept, gone, anew }: RepliesChange): void => {
      if (anew) clear.run();
      for (const id of gone) remove.run(id);
      for (const { reply, sounds } of kept) put.run(reply.id, JSON.stringify(reply), JSON.stringify(sounds));
    },
    uses: (): KeptUse[] => uses.all(),
    use: (id: string, at: number): void => void use.run(id, at),
    unsent: (): ReplyUse[] => unsent.all(),
    sent: ({ id, count }: ReplyUse): void => void sent.run(count, id),
    /** As the hub counts; what it has not been told is added. */
    said: ({ id, count, lastAt, house }: KeptUse): void => void said.run(id, count, lastAt, house),
  };
}

import type { CacheLoss } from '#shared/ipc/app.ts';
import type { Db } from './db.ts';
import type { RepliesCursor } from './replies.ts';

export type Cursor = {
  /** Feed position up to which everything is here (P8). */
  readonly cursor: number;
  /** Names the hub's database the cursor is of; null before the first list. */
  readonly epoch: string | null;
};

export type MetaRepository = ReturnType<typeof metaOf>;

export function metaOf(db: Db) {
  const get = db.prepare<[string], { value: string }>('SELECT value FROM meta WHERE name = ?');
  const set = db.prepare<[string, string]>(
    'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  const unset = db.prepare<[string]>('DELETE FROM meta WHERE name = ?');
  return {
    cursor: (): Cursor => ({
      cursor: Number(get.get('cursor')?.value ?? 0),
      epoch: get.get('epoch')?.value ?? null,
    }),
    setCursor: (cursor: number): void => void set.run('cursor', String(cursor)),
    setEpoch: (epoch: string): void => void set.run('epoch', epoch),
    replies: (): RepliesCursor => JSON.parse(get.get('replies')?.value ?? '{"since":0,"view":""}'),
    setReplies: (cursor: RepliesCursor): void => void set.run('replies', JSON.stringify(cursor)),
    /** What is being filled in of a review and has not reached the hub; null: nothing. */
    reviewDraft: (reviewId: string): string | null => get.get(`review ${reviewId}`)?.value ?? null,
    setReviewDraft: (reviewId: string, draft: string | null): void => {
      const name = `review ${reviewId}`;
      if (draft === null) unset.run(name);
      else set.run(name, draft);
    },
    /** What was lost with the file before this one, until somebody has read of it. */
    loss: (): CacheLoss | null => JSON.parse(get.get('loss')?.value ?? 'null'),
    setLoss: (loss: CacheLoss | null): void =>
      void (loss === null ? unset.run('loss') : set.run('loss', JSON.stringify(loss))),
  };
}

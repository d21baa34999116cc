import type { ReplyUse } from '#shared/domain/replies/reply.ts';
import type { AnswerOf } from '#shared/protocol/registry.ts';
import type { replyEvents } from '#shared/protocol/replies.ts';
import type { Database } from '../platform/database/index.ts';
import { refsOf } from './files.ts';
import { type ReplyRow, toReply } from './row.ts';
import { mayViewerUse, type Viewer, viewOf } from './viewer.ts';

type Pulled = AnswerOf<typeof replyEvents, 'replies.pull'>;
type Uses = AnswerOf<typeof replyEvents, 'replies.uses'>;

/** Rows that one page looks at, and about so many characters that it answers: a packet is small (P15). */
const [mostRows, mostText] = [200, 40_000];
const mostUses = 300;

type Place = { readonly database: Database; readonly workspaceId: string; readonly epoch: string };

export async function headRevision({ database, workspaceId }: Omit<Place, 'epoch'>): Promise<number> {
  const row = await database.kysely
    .selectFrom('reply_head')
    .select('revision')
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst();
  return row?.revision ?? 0;
}

/** A page of what has changed for them after `since`. */
export async function pullReplies(
  place: Place,
  viewer: Viewer,
  asked: { readonly since: number; readonly view: string },
): Promise<Pulled> {
  const view = viewOf(viewer, place.epoch);
  // Before the rows: what is written between both is in the next answer too.
  const head = await headRevision(place);
  const anew = asked.view !== view || asked.since > head;
  const since = anew ? 0 : asked.since;
  const rows = await place.database.kysely
    .selectFrom('reply')
    .selectAll()
    .where('workspace_id', '=', place.workspaceId)
    .where('revision', '>', since)
    .where((eb) =>
      eb.or([eb('owner_id', 'is', null), eb('owner_id', '=', viewer.id), eb('rescoped', '>', since)]),
    )
    .orderBy('revision')
    .limit(mostRows)
    .execute();

  const theirs: ReplyRow[] = [];
  const gone: string[] = [];
  let [next, size, taken] = [since, 0, 0];
  for (const row of rows) {
    const isTheirs = row.deleted_at === null && mayViewerUse(viewer, row);
    // Of a file its name is said as well.
    size += isTheirs ? row.texts.length + 8 * row.files.length + 400 : 60;
    if (size > mostText && taken > 0) break;
    taken += 1;
    next = row.revision;
    if (isTheirs) theirs.push(row);
    // Of what never was theirs nothing is said, also not that it is there.
    else if (since > 0 && (mayViewerUse(viewer, row) || row.rescoped > since)) gone.push(row.id);
  }
  const refs = await refsOf(place, theirs);
  const replies = theirs.map((row) => toReply(row, refs));
  const more = taken < rows.length || rows.length === mostRows;
  return { replies, gone, next: more ? next : Math.max(next, head), more, view, anew };
}

/** How often what they may use was used, by them and by all. */
export async function usesOf({ database, workspaceId }: Place, viewer: Viewer, after: string): Promise<Uses> {
  const rows = await database.kysely
    .selectFrom('reply')
    .innerJoin('reply_use as u', 'u.reply_id', 'reply.id')
    .select((eb) => [
      'reply.id',
      'reply.scope',
      'reply.owner_id',
      'reply.group_id',
      eb.fn.sum<number | string>('u.uses').as('all'),
      eb.fn
        .sum<number | string>(
          eb.case().when('u.person_id', '=', viewer.id).then(eb.ref('u.uses')).else(0).end(),
        )
        .as('own'),
      eb.fn
        .max(eb.case().when('u.person_id', '=', viewer.id).then(eb.ref('u.last_at')).else(0).end())
        .as('last'),
    ])
    .where('reply.workspace_id', '=', workspaceId)
    .where('reply.deleted_at', 'is', null)
    .where('reply.id', '>', after)
    .where((eb) => eb.or([eb('owner_id', 'is', null), eb('owner_id', '=', viewer.id)]))
    .groupBy(['reply.id', 'reply.scope', 'reply.owner_id', 'reply.group_id'])
    .orderBy('reply.id')
    .limit(mostUses)
    .execute();
  const uses = rows.map(({ id, all, own, last }) => ({
    id,
    count: Number(own),
    lastAt: Number(last),
    all: Number(all),
  }));
  return { uses, complete: rows.length < mostUses };
}

/** Counts them; of what is not theirs to use, or gone, nothing is counted. */
export async function countUses(
  { database, workspaceId }: Place,
  viewer: Viewer,
  uses: readonly ReplyUse[],
  now: number,
): Promise<void> {
  const { kysely } = database;
  const ids = uses.map(({ id }) => id);
  const rows = await kysely
    .selectFrom('reply')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', ids)
    .execute();
  const theirs = new Set(rows.filter((row) => mayViewerUse(viewer, row)).map(({ id }) => id));
  const sums = new Map<string, { uses: number; last_at: number }>();
  for (const { id, count, lastAt } of uses) {
    if (!theirs.has(id) || count === 0) continue;
    const sum = sums.get(id) ?? { uses: 0, last_at: 0 };
    // Nobody's clock makes a use of tomorrow.
    sums.set(id, { uses: sum.uses + count, last_at: Math.max(sum.last_at, Math.min(lastAt, now)) });
  }
  if (sums.size === 0) return;
  await kysely
    .insertInto('reply_use')
    .values([...sums].map(([reply_id, sum]) => ({ reply_id, person_id: viewer.id, ...sum })))
    .onConflict((oc) =>
      oc.columns(['reply_id', 'person_id']).doUpdateSet((eb) => ({
        uses: eb('reply_use.uses', '+', eb.ref('excluded.uses')),
        last_at: eb
          .case()
          .when('excluded.last_at', '>', eb.ref('reply_use.last_at'))
          .then(eb.ref('excluded.last_at'))
          .else(eb.ref('reply_use.last_at'))
          .end(),
      })),
    )
    .execute();
}

import { maxHouse, maxPersonal } from '#shared/domain/replies/limits.ts';
import { type ReplyContent, replyContent } from '#shared/domain/replies/reply.ts';
import { mayEdit } from '#shared/domain/replies/rights.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Bulk } from '../platform/database/index.ts';
import { type FilesAtHand, filesAtHand } from './files.ts';
import { columnsOf, filesOf, type ReplyRow, replyColumns, valuesOf } from './row.ts';
import { mayViewerEdit, mayViewerUse, type Viewer } from './viewer.ts';

/** What is asked for of one reply. */
export type Wish =
  | { readonly kind: 'save'; readonly id: string; readonly version: number; readonly content: ReplyContent }
  | { readonly kind: 'delete'; readonly id: string; readonly version: number }
  | { readonly kind: 'restore'; readonly id: string; readonly version: number };

export type Written = {
  readonly row: ReplyRow;
  /** Null: it is new. `same`: it was as wished already, and nothing was written. */
  readonly before: ReplyRow | 'same' | null;
};

/** All that a wish is decided by, besides the row itself. */
type Grounds = {
  readonly viewer: Viewer;
  readonly workspaceId: string;
  readonly now: number;
  readonly hasGroup: (id: string) => boolean;
};

type AllGrounds = Grounds & { readonly files: FilesAtHand };

/**
 * Decides and writes, one after the other, each by itself: a refusal is the answer of that wish alone. In one
 * transaction under the workspace's lock, so that versions and revisions have one order.
 */
export async function writeWishes(
  bulk: Bulk,
  grounds: Grounds,
  wishes: readonly Wish[],
  /** What is about to be written, for the audit trail: in the same transaction, and before. */
  before: (count: number) => Promise<void>,
): Promise<(Written | RefusalError)[]> {
  const { workspaceId, viewer } = grounds;
  await bulk.feedHead(workspaceId);
  const known = await rowsOf(bulk, [...new Set(wishes.map(({ id }) => id))]);
  const named = [
    ...wishes.flatMap((wish) => (wish.kind === 'save' ? wish.content.files : [])),
    ...[...known.values()].flatMap(filesOf),
  ];
  const files = await filesAtHand(bulk, workspaceId, viewer, named);
  let revision = await headOf(bulk, workspaceId);
  const counts = await countsOf(bulk, workspaceId, viewer.id);
  const results: (Written | RefusalError)[] = [];
  const [added, changed] = [new Map<string, ReplyRow>(), new Map<string, ReplyRow>()];

  for (const wish of wishes) {
    const old = known.get(wish.id) ?? null;
    try {
      const row = decide({ ...grounds, files }, wish, old, revision + 1);
      if (row === null) {
        results.push({ row: old as ReplyRow, before: 'same' });
        continue;
      }
      if (isThere(row) && (!isThere(old) || (row.owner_id === null) !== (old.owner_id === null)))
        count(counts, row);
      files.settle(row.id, filesOf(row), old === null ? [] : filesOf(old));
      revision += 1;
      known.set(row.id, row);
      const isNew = old === null || added.has(row.id);
      (isNew ? added : changed).set(row.id, row);
      results.push({ row, before: old });
    } catch (error) {
      if (!(error instanceof RefusalError)) throw error;
      results.push(error);
    }
  }
  const done = results.filter((one) => !(one instanceof RefusalError) && one.before !== 'same').length;
  if (done > 0) await before(done);
  await bulk.insert('reply', replyColumns, [...added.values()].map(valuesOf));
  await bulk.update('reply', replyColumns, [...changed.values()].map(valuesOf));
  await files.write();
  if (added.size + changed.size > 0)
    await bulk.upsert('reply_head', { workspace_id: 'text', revision: 'bigint' }, 1, [
      [workspaceId, revision],
    ]);
  return results;
}

/** The row after the wish; null where it is so already. Throws the refusal. */
function decide(grounds: AllGrounds, wish: Wish, before: ReplyRow | null, revision: number): ReplyRow | null {
  const { viewer, workspaceId, now } = grounds;
  const stamp = { revision, updated_at: now, updated_by: viewer.name };
  if (before === null) {
    if (wish.kind !== 'save' || wish.version !== 0) throw new RefusalError('not_found');
    checkContent(grounds, wish.content, null);
    const row = { id: wish.id, workspace_id: workspaceId, version: 1, rescoped: 0, deleted_at: null };
    return { ...row, ...columnsOf(wish.content, viewer.id), ...stamp };
  }
  if (before.workspace_id !== workspaceId || !mayViewerUse(viewer, before))
    throw new RefusalError('not_found');
  if (!mayViewerEdit(viewer, before)) throw new RefusalError('forbidden');
  if (isSo(viewer, wish, before)) return null;
  if (wish.version !== before.version) throw new RefusalError('conflict');
  if ((wish.kind === 'restore') === isThere(before)) throw new RefusalError('not_found');
  const next = { ...before, ...stamp, version: before.version + 1 };
  if (wish.kind === 'delete') return { ...next, deleted_at: now };
  if (wish.kind === 'restore') {
    // After a while its files are gone, and it comes back without them.
    const files = filesOf(before).filter(grounds.files.isThere);
    return { ...next, files: JSON.stringify(files), deleted_at: null };
  }
  checkContent(grounds, wish.content, before);
  const columns = columnsOf(wish.content, viewer.id);
  const isMoved = columns.owner_id !== before.owner_id || columns.group_id !== before.group_id;
  const isRescoped = isMoved || columns.scope !== before.scope;
  return { ...next, ...columns, rescoped: isRescoped ? revision : before.rescoped };
}

/** The same was wished before, by the same person, and done: its answer did not arrive. */
function isSo(viewer: Viewer, wish: Wish, row: ReplyRow): boolean {
  if (row.version !== wish.version + 1 || row.updated_by !== viewer.name) return false;
  if (wish.kind !== 'save') return isThere(row) === (wish.kind === 'restore');
  const columns = columnsOf(wish.content, viewer.id);
  return (
    isThere(row) && Object.entries(columns).every(([name, value]) => row[name as keyof ReplyRow] === value)
  );
}

function checkContent(
  { viewer, hasGroup, files }: AllGrounds,
  content: ReplyContent,
  before: ReplyRow | null,
): void {
  // Of the schema, once more: an import brings rows that a form has not seen.
  if (!replyContent.safeParse(content).success) throw new RefusalError('bad_request');
  const { scope } = content;
  if (!mayEdit(viewer, scope, true)) throw new RefusalError('forbidden');
  // The group it is in already may be gone from the plan: what else is changed of it stays possible.
  const isSame = before !== null && scope.is === 'group' && before.group_id === scope.group;
  if (scope.is === 'group' && !isSame && !hasGroup(scope.group))
    throw new RefusalError({ code: 'bad_request', field: 'scope.group' });
  files.check(content.files, before === null ? [] : filesOf(before));
}

const isThere = (row: ReplyRow | null): row is ReplyRow => row !== null && row.deleted_at === null;

type Counts = { personal: number; house: number };

function count(counts: Counts, row: ReplyRow): void {
  const kind = row.owner_id === null ? 'house' : 'personal';
  if (counts[kind] >= (kind === 'house' ? maxHouse : maxPersonal)) throw new RefusalError('too_many');
  counts[kind] += 1;
}

async function rowsOf(bulk: Bulk, ids: readonly string[]): Promise<Map<string, ReplyRow>> {
  const select = Object.keys(replyColumns).join(', ');
  const rows = await bulk.lookup<ReplyRow>(
    { select, from: 'reply', by: ['id'] },
    ids.map((id) => [id]),
  );
  return new Map(rows.map((row) => [row.id, row]));
}

async function headOf(bulk: Bulk, workspaceId: string): Promise<number> {
  const what = { select: 'revision', from: 'reply_head', by: ['workspace_id'] };
  const [row] = await bulk.lookup<{ revision: number }>(what, [[workspaceId]]);
  return row?.revision ?? 0;
}

async function countsOf(bulk: Bulk, workspaceId: string, personId: string): Promise<Counts> {
  const rows = (by: string, where: string, value: string) =>
    bulk.lookup<{ n: number }>({ select: 'count(*) as n', from: 'reply', by: [by], where }, [[value]]);
  const [personal] = await rows('owner_id', 'deleted_at is null', personId);
  const [house] = await rows('workspace_id', 'owner_id is null and deleted_at is null', workspaceId);
  return { personal: personal?.n ?? 0, house: house?.n ?? 0 };
}

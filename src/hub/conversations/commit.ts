import { newId } from '#shared/domain/key.ts';
import type { Bulk, Database } from '../platform/database/index.ts';
import { type Known, type Staged, stage } from './batch.ts';
import type { Colleague } from './drafts.ts';
import type { Heads } from './heads.ts';
import type { Keys } from './keys.ts';
import {
  type ConversationRow,
  conversationChange,
  conversationChangeValues,
  conversationColumns,
  conversationGrowth,
  conversationGrowthValues,
  conversationSelect,
  conversationValues,
  decisionColumns,
  decisionValues,
  type EntryRow,
  entryColumns,
  entrySelect,
  entryValues,
  toEntry,
  toHeld,
} from './rows.ts';
import { readTakers } from './takers.ts';
import { toUpload, type UploadRow, uploadLookup } from './uploads.ts';
import {
  drawnIn,
  filesNamed,
  type Held,
  keyOf,
  messageNamed,
  peopleNamed,
  takerOf,
  type Write,
} from './writes.ts';

const conversationFrom = `conversation c join conversation_growth g on g.conversation_id = c.id
  join visitor v on v.id = c.visitor_id left join person p on p.id = c.agent_id
  left join entry m on m.workspace_id = c.workspace_id and m.feed_seq = g.last_said`;

/** What is known of the database without looking, where nobody else writes to it. */
export type Memory = {
  readonly heads: Heads;
  readonly keys: Keys;
  /** Last feedSeq given out; null where the database has to be asked, as after a commit that failed. */
  feedHead: number | null;
};

/**
 * Writes a batch in one transaction (P2, P5). Resolves once it is on disk (P4); rejects, with
 * nothing written, when the database fails. `memory` is null where others write to the database too.
 */
export async function commitBatch(
  database: Database,
  workspaceId: string,
  memory: Memory | null,
  writes: readonly Write[],
  now: number,
): Promise<Staged> {
  const staged = await database.transaction(async (bulk) => {
    const staged = stage(writes, await load(database, bulk, workspaceId, memory, writes, now), now, newId);
    if (staged.committed.length > 0) await save(bulk, workspaceId, staged, now);
    return staged;
  });
  if (memory === null) return staged;
  memory.heads.keep(staged);
  const keys = staged.committed.flatMap(({ entry }) => (entry.key === null ? [] : [entry.key]));
  memory.keys.keep(keys, now);
  memory.feedHead = staged.head;
  return staged;
}

async function load(
  database: Database,
  bulk: Bulk,
  workspaceId: string,
  memory: Memory | null,
  writes: readonly Write[],
  now: number,
): Promise<Known> {
  // First, and on PostgreSQL with a lock: whoever gives out sequences sees all that came before.
  const head = memory?.feedHead ?? (await bulk.feedHead(workspaceId));
  // Known again when this is on disk.
  if (memory !== null) memory.feedHead = null;
  const keys: [string, string][] = [];
  const visitors = new Set<string>();
  const ids = new Set<string>();
  const targets = new Set<string>();
  const people = new Set<string>();
  const files = new Set<string>();
  const remembered: Held[] = [];
  for (const write of writes) {
    const by = keyOf(write);
    if (by !== null && memory?.keys.mayBeThere(by.key) !== false) keys.push([by.authorId, by.key]);
    if (!('visitor' in write)) ids.add(write.conversationId);
    else {
      const head = memory?.heads.of(write.visitor) ?? null;
      if (head === null) visitors.add(write.visitor.id);
      else remembered.push(head);
    }
    const message = messageNamed(write);
    if (message !== null) targets.add(message);
    for (const id of peopleNamed(write)) people.add(id);
    for (const id of filesNamed(write)) files.add(id);
  }
  const select = conversationSelect.join(', ');
  const entries = await bulk.lookup<EntryRow>(
    { select: entrySelect.join(', '), from: 'entry e', by: ['e.author_id', 'e.key'] },
    keys,
  );
  const ofVisitors = await bulk.lookup<ConversationRow>(
    { select, from: conversationFrom, by: ['c.visitor_id'], where: "c.status <> 'closed'" },
    [...visitors].map((id) => [id]),
  );
  const byId = await bulk.lookup<ConversationRow>(
    { select, from: conversationFrom, by: ['c.id'] },
    [...ids].map((id) => [id]),
  );
  const messages = await bulk.lookup<EntryRow>(
    { select: entrySelect.join(', '), from: 'entry e', by: ['e.id'] },
    [...targets].map((id) => [id]),
  );
  // There is an index of each alone: they cost no look through the transcript.
  const changesOf = (kind: 'edited' | 'recalled') =>
    bulk.lookup<EntryRow>(
      {
        select: entrySelect.join(', '),
        from: 'entry e',
        by: ['e.conversation_id'],
        where: `e.kind = '${kind}'`,
      },
      [...new Set(messages.map((message) => message.conversation_id))].map((id) => [id]),
    );
  const changes = [...(await changesOf('edited')), ...(await changesOf('recalled'))];
  const receivers = await bulk.lookup<Colleague>(
    {
      select: 'p.id as id, p.name as name, p.role as role',
      from: 'person p',
      by: ['p.id', 'p.workspace_id'],
      where: 'p.disabled_at is null',
    },
    [...people].map((id) => [id, workspaceId]),
  );
  const uploads =
    files.size === 0
      ? []
      : await bulk.lookup<UploadRow>(
          uploadLookup,
          [...files].map((id) => [id]),
        );
  const takers = new Set(writes.flatMap((write) => takerOf(write) ?? []));
  return {
    head,
    takers: await readTakers(database, [...takers], now),
    held: [...remembered, ...[...byId, ...ofVisitors].map(toHeld)],
    entries: entries.map(toEntry),
    targets: [...messages, ...changes.sort((a, b) => a.seq - b.seq)].map(toEntry),
    people: receivers,
    files: new Map(uploads.map((row) => [row.id, toUpload(row)])),
  };
}

async function save(bulk: Bulk, workspaceId: string, staged: Staged, now: number): Promise<void> {
  await bulk.insert(
    'conversation',
    conversationColumns,
    staged.begun.map((held) => conversationValues(held, workspaceId)),
  );
  await bulk.insert('conversation_growth', conversationGrowth, staged.begun.map(conversationGrowthValues));
  // A message moves neither ownership nor status, which `version` counts.
  // (Nor does a rating, but few are given.)
  const moved = new Set(
    staged.committed
      .filter(
        ({ before, conversation }) =>
          before?.version !== conversation.version || before.rating !== conversation.rating,
      )
      .map(({ conversation }) => conversation.id),
  );
  const whole = staged.changed.filter(({ conversation }) => moved.has(conversation.id));
  await bulk.update('conversation', conversationChange, whole.map(conversationChangeValues));
  await bulk.update('conversation_growth', conversationGrowth, staged.changed.map(conversationGrowthValues));
  await bulk.insert(
    'entry',
    entryColumns,
    staged.committed.map(({ entry }) => entryValues(entry, workspaceId)),
  );
  await bulk.insert(
    'routing_decision',
    decisionColumns,
    staged.committed.flatMap(({ entry, decision }) =>
      decision === undefined ? [] : [decisionValues(entry, decision, workspaceId)],
    ),
  );
  // Keyed, because one statement may not touch a row twice.
  const owners = new Map<string, [string, string, number]>();
  for (const { entry } of staged.committed) {
    const id = drawnIn(entry);
    if (id === null) continue;
    owners.set(`${entry.conversationId} ${id}`, [entry.conversationId, id, now]);
  }
  await bulk.upsert('participant', { conversation_id: 'text', person_id: 'text', since: 'bigint' }, 2, [
    ...owners.values(),
  ]);
  if (staged.said.size > 0)
    await bulk.update('file', { id: 'text', conversation_id: 'text' }, [...staged.said]);
  await bulk.update('workspace', { id: 'text', feed_head: 'bigint' }, [[workspaceId, staged.head]]);
}

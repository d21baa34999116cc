import { type ConversationsRepository, conversationsOf } from './conversations.ts';
import { type CustomersRepository, customersOf } from './customers.ts';
import type { Db } from './db.ts';
import { type EntriesRepository, entriesOf } from './entries.ts';
import { type FilesRepository, filesOf } from './files.ts';
import { type MetaRepository, metaOf } from './meta.ts';
import { type NotesRepository, notesOf } from './notes.ts';
import { type OutboxRepository, outboxOf } from './outbox.ts';
import { type RepliesRepository, repliesOf } from './replies.ts';
import { type SearchIndex, searchIndexOf } from './search/index-lines.ts';

/** One repository an aggregate, over one handle: the cache has one writer. */
export type Repositories = {
  readonly meta: MetaRepository;
  readonly conversations: ConversationsRepository;
  readonly entries: EntriesRepository;
  readonly outbox: OutboxRepository;
  readonly notes: NotesRepository;
  readonly search: SearchIndex;
  readonly replies: RepliesRepository;
  readonly files: FilesRepository;
  readonly customers: CustomersRepository;
};

export function repositoriesOf(db: Db): Repositories {
  const search = searchIndexOf(db);
  return {
    meta: metaOf(db),
    conversations: conversationsOf(db, search),
    entries: entriesOf(db, search),
    outbox: outboxOf(db),
    notes: notesOf(db),
    search,
    replies: repliesOf(db),
    files: filesOf(db),
    customers: customersOf(db),
  };
}

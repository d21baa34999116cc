import { first } from './0001-first.ts';
import { closedAt } from './0002-closed-at.ts';
import { routing } from './0003-routing.ts';
import { search } from './0004-search.ts';
import { replies } from './0005-replies.ts';
import { files } from './0006-files.ts';
import { messages } from './0007-messages.ts';
import { customers } from './0008-customers.ts';
import { copies } from './0009-copies.ts';
import { insideWords } from './0010-inside-words.ts';
import type { Migration } from './migration.ts';

export type { Migration } from './migration.ts';

/** In order; the number of those applied is the file's `user_version`. Never change one that was released. */
export const migrations: readonly Migration[] = [
  first,
  closedAt,
  routing,
  search,
  replies,
  files,
  messages,
  customers,
  copies,
  insideWords,
];

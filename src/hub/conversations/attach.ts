import type { FileRef } from '#shared/domain/attached.ts';
import type { Named } from './drafts.ts';
import { filesNamed, type Write } from './writes.ts';

/** A file that nobody has said yet is removed after a day; from then on it is not said any more. Milliseconds. */
export const unsaidFor = 24 * 3600 * 1000;
/** What is being decided must not lose its file to the broom meanwhile. */
const margin = 10 * 60_000;

/**
 * The part of a message's body that says what goes along with it, or null where one of the files is not the author's,
 * not there, or was said elsewhere: a file is in one conversation alone, whose readers are its readers.
 */
export function attach(
  write: Write,
  authorId: string,
  conversationId: string | null,
  { files, now }: Pick<Named, 'files' | 'now'>,
): { readonly files?: FileRef[] } | null {
  const ids = filesNamed(write);
  if (ids.length === 0) return {};
  const refs: FileRef[] = [];
  for (const id of ids) {
    const upload = files.get(id);
    if (upload === undefined || upload.ownerId !== authorId) return null;
    const isUnsaid = upload.conversationId === null && now - upload.createdAt < unsaidFor - margin;
    if (!isUnsaid && (upload.conversationId === null || upload.conversationId !== conversationId))
      return null;
    refs.push(upload.file);
  }
  return { files: refs };
}

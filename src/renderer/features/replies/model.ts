import { isWithin } from '#shared/domain/replies/folders.ts';
import type { Reply, ReplyContent, ReplyScope } from '#shared/domain/replies/reply.ts';
import { mayEdit } from '#shared/domain/replies/rights.ts';
import type { Role } from '#shared/protocol/handshake.ts';

/** What is being written: of a kept reply, or of a new one (`version` 0). */
export type Draft = { readonly id: string; readonly version: number; readonly content: ReplyContent };

/** Which of them the list shows. */
export type View = {
  readonly folder: string;
  readonly scope: ReplyScope['is'] | null;
  readonly words: string;
};

/** One of the list: as kept, or as it is being written. */
export type Listed = { readonly id: string; readonly content: ReplyContent; readonly isUnsaved: boolean };

export function contentOf({ scope, folder, shortcut, title, texts, files }: Reply): ReplyContent {
  return { scope, folder, shortcut, title, texts, files };
}

/** As it is written into the list: new ones first, then by title. */
export function listed(
  replies: ReadonlyMap<string, Reply>,
  drafts: ReadonlyMap<string, Draft>,
  { folder, scope }: Omit<View, 'words'>,
  compare: (a: string, b: string) => number,
): Listed[] {
  const isNew = [...drafts.values()].filter(({ id }) => !replies.has(id));
  const kept = [...replies.values()]
    .filter((one) => isWithin(one.folder, folder) && (scope === null || one.scope.is === scope))
    .sort((a, b) => compare(a.title, b.title));
  return [
    ...isNew.map(({ id, content }) => ({ id, content, isUnsaved: true })),
    ...kept.map((one) => {
      const draft = drafts.get(one.id);
      return { id: one.id, content: draft?.content ?? contentOf(one), isUnsaved: draft !== undefined };
    }),
  ];
}

/** Others with the same shortcut that somebody would meet together with it. */
export function sameShortcut(
  replies: Iterable<Reply>,
  { id, content }: Pick<Draft, 'id' | 'content'>,
): Reply[] {
  const wanted = content.shortcut.toLowerCase();
  if (wanted === '') return [];
  const meets = (one: Reply) =>
    one.scope.is !== 'group' || content.scope.is !== 'group' || one.scope.group === content.scope.group;
  return [...replies].filter((one) => one.id !== id && one.shortcut.toLowerCase() === wanted && meets(one));
}

/** What stands in the way of saving, field by field. */
export type Trouble = 'title' | 'shortcut' | 'folder' | 'text' | 'long';

export function troublesOf({ title, shortcut, folder, texts }: ReplyContent): Trouble[] {
  const troubles: Trouble[] = [];
  if (title.trim() === '') troubles.push('title');
  if (/[\s/]/u.test(shortcut)) troubles.push('shortcut');
  if (folder.split('/').length > 5) troubles.push('folder');
  if (texts.every(({ text }) => text.trim() === '')) troubles.push('text');
  if (texts.reduce((sum, { text }) => sum + text.length, 0) > 12_000) troubles.push('long');
  return troubles;
}

/** As it is saved: languages without a text are left out. */
export function tidied(content: ReplyContent): ReplyContent {
  return {
    ...content,
    title: content.title.trim(),
    texts: content.texts.filter(({ text }) => text.trim() !== ''),
  };
}

export const mayChange = (role: Role, scope: ReplyScope): boolean => mayEdit({ role }, scope, true);

import { newId } from '#shared/domain/key.ts';
import { tidyFolder } from '#shared/domain/replies/folders.ts';
import { maxReplyText, maxReplyTexts } from '#shared/domain/replies/limits.ts';
import type { Reply, ReplyContent, ReplyScope } from '#shared/domain/replies/reply.ts';
import { scopeWords } from '#shared/domain/replies/words.ts';
import type { Role } from '#shared/protocol/handshake.ts';
import { contentOf, type Draft, mayChange } from '../model.ts';
import type { Line } from './table.ts';

export type ImportTrouble =
  | 'no_text'
  | 'too_long'
  | 'bad_shortcut'
  | 'bad_folder'
  | 'bad_language'
  | 'bad_scope'
  | 'no_group'
  | 'not_allowed'
  | 'twice';

/** What becomes of a line. Lines of one reply in several languages are one `reply`. */
export type Planned =
  | { readonly line: number; readonly title: string; readonly trouble: ImportTrouble }
  | {
      readonly line: number;
      readonly title: string;
      readonly trouble: null;
      readonly how: 'new' | 'changed' | 'same' | 'more';
      readonly reply: Draft;
    };

export type ImportGround = {
  readonly role: Role;
  readonly groups: readonly { readonly id: string; readonly name: string }[];
  readonly replies: readonly Reply[];
  /** Of texts of which the file says none. */
  readonly language: string;
};

type Read = {
  readonly content: Omit<ReplyContent, 'texts' | 'files'>;
  readonly language: string;
  readonly text: string;
};

/** What an import of these lines would do, line by line. What is there already under the same name is changed. */
export function planImport(lines: readonly Line[], ground: ImportGround): Planned[] {
  const made = new Map<string, Draft>();
  const planned: Planned[] = [];
  for (const { line, cells } of lines) {
    const read = readLine(cells, ground);
    const title = (typeof read === 'string' ? cells.title : read.content.title) ?? '';
    if (typeof read === 'string') {
      planned.push({ line, title, trouble: read });
      continue;
    }
    const key = keyOf(read.content);
    const before = made.get(key);
    const isTwice = before?.content.texts.some(
      ({ language }) => language.toLowerCase() === read.language.toLowerCase(),
    );
    const texts = [...(before?.content.texts ?? []), { language: read.language, text: read.text }];
    const isLong = texts.length > 10 || texts.reduce((sum, { text }) => sum + text.length, 0) > maxReplyTexts;
    if (isTwice || isLong) {
      planned.push({ line, title, trouble: isTwice ? 'twice' : 'too_long' });
      continue;
    }
    const kept = ground.replies.find((one) => keyOf(one) === key);
    const reply = {
      id: before?.id ?? kept?.id ?? newId(),
      version: kept?.version ?? 0,
      content: { ...read.content, texts, files: kept?.files ?? [] },
    };
    made.set(key, reply);
    const isSame = kept !== undefined && sameAs(contentOf(kept), reply.content);
    const how = before !== undefined ? 'more' : kept === undefined ? 'new' : isSame ? 'same' : 'changed';
    planned.push({ line, title, trouble: null, how, reply });
  }
  return planned.map((one) => settle(one, made, ground));
}

/** What is to be written in the end. */
export function toWrite(planned: readonly Planned[]): Draft[] {
  const last = new Map<string, Draft>();
  for (const one of planned) {
    if (one.trouble === null && one.how !== 'same') last.set(one.reply.id, one.reply);
  }
  return [...last.values()];
}

/** With the languages of later lines, it may be something else than its first line said. */
function settle(one: Planned, made: ReadonlyMap<string, Draft>, { replies }: ImportGround): Planned {
  if (one.trouble !== null) return one;
  const reply = made.get(keyOf(one.reply.content)) ?? one.reply;
  const kept = replies.find(({ id }) => id === reply.id);
  const isSame = kept !== undefined && sameAs(contentOf(kept), reply.content);
  if (isSame) return { ...one, how: 'same', reply };
  return { ...one, how: one.how === 'same' ? 'changed' : one.how, reply };
}

function sameAs(a: ReplyContent, b: ReplyContent): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function keyOf({
  scope,
  folder,
  shortcut,
  title,
}: Pick<ReplyContent, 'scope' | 'folder' | 'shortcut' | 'title'>) {
  const whose = scope.is === 'group' ? scope.group : scope.is;
  return JSON.stringify(shortcut === '' ? [whose, folder, title] : [whose, shortcut.toLowerCase()]);
}

function readLine(cells: Line['cells'], ground: ImportGround): Read | ImportTrouble {
  const text = toVariables(cells.text ?? '').trim();
  if (text === '') return 'no_text';
  if (text.length > maxReplyText) return 'too_long';
  if (/(?![\n\t])\p{Cc}/u.test(text)) return 'no_text';
  // "#tag" of Live Helper Chat, "!name" of Rocket.Chat, "/name" of others.
  const shortcut = (cells.shortcut ?? '').trim().replace(/^[#!/]+/u, '');
  if (/[\s/\p{Cc}]/u.test(shortcut) || shortcut.length > 32) return 'bad_shortcut';
  const folder = tidyFolder((cells.folder ?? '').replaceAll(/\p{Cc}/gu, ' '));
  if (folder.length > 120 || folder.split('/').length > 5) return 'bad_folder';
  const language = (cells.language ?? '').trim().replaceAll('_', '-') || ground.language;
  if (!/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}$/u.test(language)) return 'bad_language';
  const scope = scopeOf(cells, ground);
  if (typeof scope === 'string') return scope;
  if (!mayChange(ground.role, scope)) return 'not_allowed';
  const said = (cells.title ?? '')
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/\p{Cc}/gu, '')
    .trim();
  const title = cut(said === '' ? text.replaceAll(/\s+/gu, ' ') : said, said === '' ? 24 : 80);
  return { content: { scope, folder, shortcut, title }, language, text };
}

function scopeOf(
  { scope = '', group = '' }: Line['cells'],
  ground: ImportGround,
): ReplyScope | ImportTrouble {
  const said = scope.trim().toLowerCase();
  const name = group.trim();
  if (scopeWords.everyone.includes(said)) return { is: 'everyone' };
  if (scopeWords.personal.includes(said)) return { is: 'personal' };
  if (said === '' && name === '') return { is: 'personal' };
  if (said !== '' && !scopeWords.group.includes(said)) return 'bad_scope';
  const found = ground.groups.find((one) => one.name.toLowerCase() === name.toLowerCase());
  return found === undefined ? 'no_group' : { is: 'group', group: found.id };
}

/** Live Helper Chat has its names in single braces. */
function toVariables(text: string): string {
  return text.replaceAll(/(?<!\{)\{(nick|email|phone|operator)\}(?!\})/giu, (_, name: string) => {
    const known = { nick: 'customer.name', email: 'customer.email', phone: 'customer.phone' };
    return `{{${known[name.toLowerCase() as keyof typeof known] ?? 'agent.name'}}}`;
  });
}

/** Not within a pair of surrogates. */
function cut(text: string, most: number): string {
  const short = text.slice(0, most);
  return /[\uD800-\uDBFF]$/u.test(short) ? short.slice(0, -1) : short;
}

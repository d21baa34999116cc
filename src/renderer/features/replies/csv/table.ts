import Papa from 'papaparse';
import type { Reply, ReplyScope } from '#shared/domain/replies/reply.ts';
import { columnWords, type ReplyColumn } from '#shared/domain/replies/words.ts';

/** A line of the file, by what its columns mean. `line` counts from 1, the head with it. */
export type Line = { readonly line: number; readonly cells: Readonly<Partial<Record<ReplyColumn, string>>> };

export type Table =
  | { readonly ok: true; readonly lines: readonly Line[] }
  | { readonly ok: false; readonly because: 'empty' | 'no_text' | 'broken' };

/** Bytes of a file as text: UTF-8, UTF-16 with its mark, or what Excel writes on a Chinese Windows. */
export function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Not UTF-8: every byte sequence is something in this one.
    return new TextDecoder('gb18030').decode(bytes);
  }
}

export function readTable(text: string): Table {
  const { data, errors } = Papa.parse<string[]>(text.replace(/^\ufeff/u, ''), { skipEmptyLines: 'greedy' });
  // A quote that never ends takes the rest of the file into one cell.
  if (errors.some(({ type }) => type === 'Quotes')) return { ok: false, because: 'broken' };
  const [head, ...rows] = data;
  if (head === undefined || rows.length === 0) return { ok: false, because: 'empty' };
  const columns = head.map(fieldOf);
  if (!columns.includes('text')) return { ok: false, because: 'no_text' };
  const lines = rows.map((row, at) => {
    const cells: Partial<Record<ReplyColumn, string>> = {};
    for (const [place, field] of columns.entries()) {
      // Of two columns of one meaning the first that says something counts.
      if (field !== null && !cells[field]) cells[field] = plain(row[place] ?? '');
    }
    return { line: at + 2, cells };
  });
  return { ok: true, lines };
}

function fieldOf(written: string): ReplyColumn | null {
  const name = written.trim().toLowerCase().replaceAll('_', ' ');
  const found = (Object.keys(columnWords) as ReplyColumn[]).find((field) =>
    columnWords[field].includes(name),
  );
  return found ?? null;
}

/** What a spreadsheet would take for a formula was written with a mark before it; line ends are ours. */
function plain(cell: string): string {
  return cell.replaceAll(/\r\n?/gu, '\n').replace(/^'(?='*[=+\-@\t])/u, '');
}

/** All of them, a line for each language, for spreadsheets: with the mark of UTF-8, and nothing that is a formula. */
export function writeTable(replies: readonly Reply[], groupName: (id: string) => string): string {
  const rows = replies.flatMap(({ folder, shortcut, title, scope, texts }) =>
    texts.map(({ language, text }) => ({
      Folder: marked(folder),
      Shortcut: marked(shortcut),
      Title: marked(title),
      Scope: scope.is,
      Group: marked(nameOf(scope, groupName)),
      Language: language,
      Text: marked(text),
    })),
  );
  const fields = ['Folder', 'Shortcut', 'Title', 'Scope', 'Group', 'Language', 'Text'];
  const body = Papa.unparse({ fields, data: rows }, { newline: '\r\n' });
  return `\ufeff${body}\r\n`;
}

/** The library's own way leaves a cell of several lines as it is. */
function marked(cell: string): string {
  return cell.replace(/^(?='*[=+\-@\t\r])/u, "'");
}

function nameOf(scope: ReplyScope, groupName: (id: string) => string): string {
  return scope.is === 'group' ? groupName(scope.group) : '';
}

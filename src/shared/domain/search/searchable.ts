import type { EntryBody } from '../entry.ts';

/** What a line says that can be searched for, when it is written; null for one that says nothing. */
export function searchableText(body: EntryBody): string | null {
  return body.kind === 'message' || body.kind === 'note' ? body.text : null;
}

/** Names of the files that go along with a line. */
export function fileNamesOf(body: EntryBody): string[] {
  return body.kind === 'message' ? (body.files ?? []).map(({ name }) => name) : [];
}

/** All that a line is found by: what it says now, and the names of its files. */
export function searchedText(body: EntryBody, says: string): string {
  return [says, ...fileNamesOf(body)].join('\n');
}

const link = /\bhttps?:\/\/|\bwww\./iu;

/** Of which kind a line is, for who looks for such only. */
export const lineKinds = ['message', 'note', 'link', 'file'] as const;
export type LineKind = (typeof lineKinds)[number];

export function isOfKind(kind: LineKind, body: EntryBody, text: string): boolean {
  switch (kind) {
    case 'message':
    case 'note':
      return body.kind === kind;
    case 'link':
      return link.test(text);
    case 'file':
      return fileNamesOf(body).length > 0;
  }
}

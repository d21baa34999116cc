import type { KeptLine } from './chain.ts';

/** Heads never change: what reads such files goes on working. docs/operations.md lists them. */
const heads = [
  ...['number', 'time', 'code', 'event', 'actor_kind', 'actor_id', 'address', 'subject'],
  ...['id', 'prev_hash', 'hash'],
];

/** Nothing that a spreadsheet would take for a formula, and nothing that ends a cell. */
function cellOf(text: string): string {
  const marked = text.replace(/^(?='*[=+\-@\t\r])/u, "'");
  return /[",\r\n]/u.test(marked) ? `"${marked.replaceAll('"', '""')}"` : marked;
}

export type Format = {
  readonly head: string;
  readonly line: (workspace: string, line: KeptLine) => string;
};

export const formats: Readonly<Record<'csv' | 'jsonl', Format>> = {
  /** For spreadsheets: with the mark of UTF-8. */
  csv: {
    head: `\ufeff${heads.join(',')}\r\n`,
    line: (_, one) => {
      const cells = [
        ...[String(one.number), new Date(one.at).toISOString(), one.code, one.event, one.actorKind],
        ...[one.actorId ?? '', one.address, one.subject ?? '', one.id, one.prevHash, one.hash],
      ];
      return `${cells.map(cellOf).join(',')}\r\n`;
    },
  },
  /** For programs, and for whoever wants to reckon the hashes: as they are made of it. */
  jsonl: {
    head: '',
    line: (workspace, one) => {
      const { number, id, at, code, event, actorKind, actorId, address, subject, prevHash, hash } = one;
      const says = { workspace, number, id, at, code, event, actorKind, actorId, address, subject };
      return `${JSON.stringify({ ...says, prevHash, hash })}\n`;
    },
  },
};

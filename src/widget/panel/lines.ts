import type { FileRef } from '#shared/domain/attached.ts';
import { type Change, changesIn } from '#shared/domain/changes.ts';
import type { PublicEntry } from '#shared/domain/entry.ts';
import type { Quote } from '#shared/domain/public-entry.ts';
import type { RefusalCode } from '#shared/protocol/errors.ts';
import type { OutboxFile } from '../files/contract.ts';
import type { OutboxItem } from './outbox.ts';

/** One thing in the log, ready to be drawn. */
export type LogLine =
  | { readonly is: 'day'; readonly id: string; readonly at: number }
  /**
   * `name`: who serves, who served before one waits again, whose queue one is passed to, who took a message back;
   * `by`: who served before.
   */
  | {
      readonly is:
        | 'served'
        | 'servedNow'
        | 'passedOn'
        | 'passedToGroup'
        | 'waiting'
        | 'closed'
        | 'joined'
        | 'left'
        | 'messageLeft'
        | 'ratingAsked'
        | 'rated'
        | 'recalled'
        | 'recalledMine';
      readonly id: string;
      readonly name: string;
      readonly by?: string;
    }
  | {
      readonly is: 'message';
      readonly id: string;
      readonly from: 'me' | 'agent' | 'robot' | 'system';
      readonly name: string;
      /** What it says now. */
      readonly text: string;
      /** What goes along with it; of what is on its way, the bytes. */
      readonly files: readonly (FileRef | OutboxFile)[];
      /** How much of them the hub has, 0 to 1; null where it has all, or there are none. */
      readonly done: number | null;
      /** They are held up by the visitor. */
      readonly paused?: boolean | undefined;
      /** What it answers to; its text is null where that was taken back since. */
      readonly quote: {
        readonly entryId: string;
        readonly author: Quote['author'];
        readonly text: string | null;
      } | null;
      /** The house has read it. */
      readonly read: boolean;
      readonly edited: boolean;
      readonly at: number;
      readonly state: 'queued' | 'sending' | 'sent' | 'failed';
      readonly reason: RefusalCode | null;
      /** The entry, once it is one. */
      readonly entry: Pick<PublicEntry, 'id' | 'conversationId' | 'publicSeq'> | null;
      /** First and last of the bubbles that one person wrote in a row. */
      readonly first: boolean;
      readonly last: boolean;
    };

type Message = Extract<LogLine, { is: 'message' }>;

/** Bubbles of one person that are further apart than this stand alone. Milliseconds. */
const pause = 5 * 60_000;

function dayOf(at: number): string {
  return new Date(at).toDateString();
}

type Changes = ReadonlyMap<string, Change>;

function quoteOf(quote: Quote | null | undefined, changes: Changes): Message['quote'] {
  if (!quote) return null;
  const { entryId, author, text } = quote;
  return { entryId, author, text: changes.get(entryId)?.recalled ? null : text };
}

/** `serving` is who served until then, '' when nobody did. */
function lineOf(entry: PublicEntry, changes: Changes, serving: string, seen: number): LogLine | null {
  const { body, author } = entry;
  const change = changes.get(entry.id);
  switch (body.kind) {
    case 'opened':
    case 'edited':
    case 'recalled':
      return null;
    case 'assigned':
      if (body.agent !== null) {
        if (serving === '' || serving === body.agent) return { is: 'served', id: entry.id, name: body.agent };
        const is = body.passedOn === true ? 'passedOn' : 'servedNow';
        return { is, id: entry.id, name: body.agent, by: serving };
      }
      if (body.group !== undefined) return { is: 'passedToGroup', id: entry.id, name: body.group };
      return { is: 'waiting', id: entry.id, name: serving };
    case 'closed':
      return { is: 'closed', id: entry.id, name: '' };
    case 'joined':
    case 'left':
      return { is: body.kind, id: entry.id, name: body.name };
    case 'message_left':
      return { is: 'messageLeft', id: entry.id, name: '' };
    case 'rating_asked':
      return { is: 'ratingAsked', id: entry.id, name: body.agent ?? '' };
    case 'rated':
      return { is: 'rated', id: entry.id, name: String(body.score) };
    case 'message':
      if (change?.recalled) {
        const is = author.kind === 'visitor' ? 'recalledMine' : 'recalled';
        return { is, id: entry.id, name: author.name };
      }
      return {
        is: 'message',
        // Under its key a message stays the same thing on the screen from Enter to the transcript.
        id: entry.key ?? entry.id,
        from: author.kind === 'visitor' ? 'me' : author.kind,
        name: author.name,
        text: change?.text ?? body.text,
        files: body.files ?? [],
        done: null,
        quote: quoteOf(body.quote, changes),
        read: entry.publicSeq <= seen,
        edited: change?.edited ?? false,
        at: entry.at,
        state: 'sent',
        reason: null,
        entry: { id: entry.id, conversationId: entry.conversationId, publicSeq: entry.publicSeq },
        first: true,
        last: true,
      };
    default: {
      const unknown: never = body;
      return unknown;
    }
  }
}

function together(a: LogLine | undefined, b: LogLine | undefined): boolean {
  return (
    a?.is === 'message' &&
    b?.is === 'message' &&
    a.from === b.from &&
    a.name === b.name &&
    b.at - a.at < pause
  );
}

/**
 * The transcript, then what is still on its way, with days set between and bubbles grouped. `seen`: how far the house has
 * read, by conversation.
 */
export function logLines(
  entries: readonly PublicEntry[],
  outbox: readonly OutboxItem[],
  seen: Readonly<Record<string, number>> = {},
): readonly LogLine[] {
  const lines: LogLine[] = [];
  let day = '';
  const put = (line: LogLine, at: number): void => {
    if (dayOf(at) !== day) {
      day = dayOf(at);
      lines.push({ is: 'day', id: `day ${day}`, at });
    }
    lines.push(line);
  };
  const written = new Set<string>();
  const changes = changesIn(entries);
  let serving = '';
  for (const entry of entries) {
    if (entry.key) written.add(entry.key);
    const line = lineOf(entry, changes, serving, seen[entry.conversationId] ?? 0);
    if (entry.body.kind === 'assigned') serving = entry.body.agent ?? '';
    if (entry.body.kind === 'opened') serving = '';
    if (line) put(line, entry.at);
  }
  for (const row of outbox) {
    if (written.has(row.key)) continue;
    const message: Message = {
      is: 'message',
      id: row.key,
      from: 'me',
      name: '',
      text: row.text,
      files: row.files ?? [],
      done: row.files ? (row.done ?? 0) : null,
      paused: row.paused,
      quote: quoteOf(row.quote, changes),
      read: false,
      edited: false,
      at: row.at,
      state: row.state === 'refused' ? 'failed' : row.state,
      reason: row.refusal,
      entry: null,
      first: true,
      last: true,
    };
    put(message, row.at);
  }
  return lines.map((line, i) =>
    line.is === 'message'
      ? { ...line, first: !together(lines[i - 1], line), last: !together(line, lines[i + 1]) }
      : line,
  );
}

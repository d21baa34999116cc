import { type Change, changesIn } from '#shared/domain/changes.ts';
import type { Entry } from '#shared/domain/entry.ts';
import type { Outgoing } from '#shared/ipc/conversations.ts';

/** Messages of one author no further apart than this stand as one group, milliseconds. */
const groupSpan = 3 * 60_000;

export type Side = 'visitor' | 'me' | 'agent' | 'robot';

/** `first` and `last` of a group: who says it stands above the first, when and how it went under the last. */
type InGroup = { readonly first: boolean; readonly last: boolean };

export type Item =
  | { readonly type: 'day'; readonly key: string; readonly at: number }
  | { readonly type: 'unread'; readonly key: string }
  | { readonly type: 'line'; readonly key: string; readonly entry: Entry }
  | { readonly type: 'note'; readonly key: string; readonly entry: Entry }
  /** `text` is what it says now; `edited` where that is not what the entry says; `quoteRecalled`: what it quotes is gone. */
  | ({
      readonly type: 'message';
      readonly key: string;
      readonly entry: Entry;
      readonly side: Side;
      readonly text: string;
      readonly edited: boolean;
      readonly quoteRecalled: boolean;
    } & InGroup)
  | { readonly type: 'recalled'; readonly key: string; readonly entry: Entry; readonly side: Side }
  | ({ readonly type: 'outgoing'; readonly key: string; readonly outgoing: Outgoing } & InGroup);

export type LayoutInput = {
  readonly entries: readonly Entry[];
  readonly outgoing: readonly Outgoing[];
  readonly meId: string | null;
  readonly unreadAfter: number | null;
  /** Changes after these entries, where they do not reach the end. */
  readonly later?: readonly Entry[];
};

type Draft = { item: Item; group: string | null; at: number };

/**
 * A transcript as a flat list for the screen: a line for each new day, one before what is unread,
 * messages in groups, and at the end what is on its way. A message on its way and its entry have the
 * same key, so that the bubble stays where it is when it is confirmed; one that was changed or taken back
 * later stands as it is now, in the place it has always had.
 */
export function layoutTranscript({
  entries,
  outgoing,
  meId,
  unreadAfter,
  later = [],
}: LayoutInput): readonly Item[] {
  const drafts: Draft[] = [];
  const changes = changesIn([...entries, ...later]);
  let day = Number.NaN;
  let unreadShown = unreadAfter === null;
  const push = (item: Item, at: number, group: string | null = null) => drafts.push({ item, at, group });
  const newDay = (at: number) => {
    const start = new Date(at).setHours(0, 0, 0, 0);
    if (start === day) return;
    day = start;
    push({ type: 'day', key: `day:${start}`, at: start }, at);
  };

  for (const entry of entries) {
    // A change is seen on the message that it changes, never as a line of its own.
    if (entry.body.kind === 'edited' || entry.body.kind === 'recalled') continue;
    if (saysNothing(entry)) continue;
    newDay(entry.at);
    if (!unreadShown && entry.seq > (unreadAfter ?? 0) && entry.body.kind === 'message') {
      const side = sideOf(entry, meId);
      if (side === 'visitor') push({ type: 'unread', key: 'unread' }, entry.at);
      unreadShown = side === 'visitor';
    }
    const key = entry.key ?? entry.id;
    switch (entry.body.kind) {
      case 'message': {
        const side = sideOf(entry, meId);
        const { text, edited } = changes.get(entry.id) ?? unchanged(entry.body.text);
        if (text === null) push({ type: 'recalled', key, entry, side }, entry.at);
        else {
          const group = `${side}:${entry.author.id ?? ''}`;
          const { quote } = entry.body;
          const quoteRecalled = quote !== undefined && changes.get(quote.entryId)?.recalled === true;
          push(
            { type: 'message', key, entry, side, text, edited, quoteRecalled, first: true, last: true },
            entry.at,
            group,
          );
        }
        break;
      }
      case 'note':
        push({ type: 'note', key, entry }, entry.at);
        break;
      default:
        push({ type: 'line', key, entry }, entry.at);
    }
  }
  for (const message of outgoing) {
    newDay(Math.max(message.at, entries.at(-1)?.at ?? 0));
    // A refused one says what to do about it: it is never hidden inside a group.
    const isPlain = message.state !== 'refused' && message.kind === 'message';
    const group = isPlain ? `me:${meId ?? ''}` : null;
    push(
      { type: 'outgoing', key: message.key, outgoing: message, first: true, last: true },
      message.at,
      group,
    );
  }
  return drafts.map((draft, i) => grouped(draft, drafts[i - 1], drafts[i + 1]));
}

/** Without rule and value it went where everything goes: a line under every customer would say nothing. */
function saysNothing({ body }: Entry): boolean {
  return body.kind === 'routed' && body.rule === null && body.priority === 0;
}

function unchanged(text: string): Change {
  return { text, edited: false, recalled: false };
}

function grouped(draft: Draft, before: Draft | undefined, after: Draft | undefined): Item {
  const { item } = draft;
  if (item.type !== 'message' && item.type !== 'outgoing') return item;
  return { ...item, first: !together(before, draft), last: !together(draft, after) };
}

function together(a: Draft | undefined, b: Draft | undefined): boolean {
  if (a === undefined || b === undefined || a.group === null) return false;
  return a.group === b.group && b.at - a.at <= groupSpan;
}

export function sideOf(entry: Entry, meId: string | null): Side {
  const { kind, id } = entry.author;
  if (kind === 'visitor') return 'visitor';
  if (kind === 'agent') return id === meId ? 'me' : 'agent';
  return 'robot';
}

import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import type { Entry } from '#shared/domain/entry.ts';
import { ItemView } from './item-view.tsx';
import { type Item, layoutTranscript } from './layout.ts';
import { Piece } from './piece.tsx';

/** Items of a piece; and how many are in the page at once whether they are seen or not: what is short is found by the browser's own search. */
const piece = 50;
const fewEnough = 1000;

/** A line that is to be shown; another object asks for it once more. */
export type LineAsked = { readonly entryId: string };

type LinesProps = {
  readonly entries: readonly Entry[];
  readonly conversationId: string;
  /** What stands under a line, and is laid beside it. */
  readonly under?: (entry: Entry) => ReactNode;
  /** Brought into sight as soon as it is there. */
  readonly goTo?: LineAsked | null;
};

/**
 * Lines to be read and nothing else, as they look in their conversation: for who looks at it from elsewhere. Of a very long one only
 * the pieces near what is seen are in the page.
 */
export function TranscriptLines({ entries, conversationId, under, goTo = null }: LinesProps) {
  const box = useRef<HTMLDivElement>(null);
  const items = useMemo(
    () => layoutTranscript({ entries, outgoing: [], meId: null, unreadAfter: null }),
    [entries],
  );
  const asked = goTo === null ? -1 : items.findIndex((item) => entryOf(item)?.id === goTo.entryId);
  const isThere = asked >= 0;
  useEffect(() => {
    if (goTo === null || !isThere) return;
    const line = box.current?.querySelector<HTMLElement>(`[data-line-of="${CSS.escape(goTo.entryId)}"]`);
    line?.scrollIntoView({ block: 'center' });
  }, [goTo, isThere]);

  const lines = (some: readonly Item[]) =>
    some.map((item) => (
      <div
        key={item.key}
        data-line-of={entryOf(item)?.id}
        className="group/line relative [&_[data-testid=message-more]]:hidden"
      >
        <ItemView item={item} conversationId={conversationId} />
        {under !== undefined && 'entry' in item && under(item.entry)}
      </div>
    ));

  if (items.length <= fewEnough) return <div ref={box}>{lines(items)}</div>;
  const pieces = Array.from({ length: Math.ceil(items.length / piece) }, (_, n) => n);
  return (
    <div ref={box} className="[overflow-anchor:none]">
      {pieces.map((n) => (
        <Piece
          key={n}
          count={Math.min(piece, items.length - n * piece)}
          // Either may be where one begins to read.
          isSeen={n === 0 || n === pieces.length - 1 || n === Math.floor(asked / piece)}
        >
          {() => lines(items.slice(n * piece, (n + 1) * piece))}
        </Piece>
      ))}
    </div>
  );
}

const entryOf = (item: Item): Entry | null => ('entry' in item ? item.entry : null);

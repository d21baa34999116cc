import type { ReactVirtualizer } from '@tanstack/react-virtual';
import type { RefObject } from 'react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';

/** Items from the top at which older ones are fetched: before one sees that they are missing. */
const beforeTop = 6;
/** Items from the end of a piece at which later ones are. */
const beforeBottom = 6;

type EndInput = {
  readonly virtual: ReactVirtualizer<HTMLDivElement, Element>;
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** Index of the line that was the first in sight when this was left for another account, -1 for none. */
  readonly keptAt: () => number;
  /** Index of the unread line, -1 for none. */
  readonly firstUnread: number;
  /** How many of my messages are on their way: one more means that I have just sent one. */
  readonly ownOnTheWay: number;
  /** Index of the first item in the page. */
  readonly first: number;
  readonly onTop: () => void;
  /** Index of the last item in the page, and how many there are. */
  readonly last: number;
  readonly count: number;
  readonly onBottom: () => void;
};

/**
 * Where the transcript stands: it opens where it was left, at what is unread, else at the end; goes to the end when one
 * sends; stays there when the room for it changes; and says when its top comes near.
 */
export function useEnd(input: EndInput) {
  const { virtual, scroller, keptAt, firstUnread, ownOnTheWay, first, onTop, last, count, onBottom } = input;
  const [atEnd, setAtEnd] = useState(true);
  const opened = useRef(false);
  const wasAtEnd = useRef(true);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only on opening
  useLayoutEffect(() => {
    const kept = keptAt();
    if (kept >= 0) virtual.scrollToIndex(kept, { align: 'start' });
    else if (firstUnread >= 0) virtual.scrollToIndex(firstUnread, { align: 'start' });
    else virtual.scrollToEnd();
    const frame = requestAnimationFrame(() => {
      opened.current = true;
    });
    return () => cancelAnimationFrame(frame);
  }, []);

  const sentBefore = useRef(ownOnTheWay);
  useLayoutEffect(() => {
    if (ownOnTheWay > sentBefore.current) virtual.scrollToEnd();
    sentBefore.current = ownOnTheWay;
  }, [ownOnTheWay, virtual]);

  useEffect(() => {
    const box = scroller.current;
    if (box === null) return;
    const look = () => {
      wasAtEnd.current = virtual.isAtEnd();
      setAtEnd(wasAtEnd.current);
    };
    // The composer grows and shrinks under it, columns are dragged beside it.
    const room = new ResizeObserver(() => {
      if (wasAtEnd.current) virtual.scrollToEnd();
      look();
    });
    box.addEventListener('scroll', look, { passive: true });
    room.observe(box);
    return () => {
      box.removeEventListener('scroll', look);
      room.disconnect();
    };
  }, [scroller, virtual]);

  useEffect(() => {
    if (!opened.current) return;
    if (first <= beforeTop) onTop();
    if (last >= count - beforeBottom) onBottom();
  });

  return { atEnd, toEnd: () => virtual.scrollToEnd() };
}

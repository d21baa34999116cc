import type { ReactVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useState } from 'react';
import { arrived, useJump } from '../../../state/shown-line.ts';
import type { Item } from './layout.ts';

/** How long a line that was jumped to stands out, milliseconds. */
const shining = 2_400;

/** Brings the line that one wants to see into the middle. Answers the key of the item that stands out. */
export function useJumpTo(
  id: string,
  items: readonly Item[],
  virtual: ReactVirtualizer<HTMLDivElement, Element>,
): string | null {
  const to = useJump((s) => (s.to?.conversationId === id ? s.to.seq : null));
  const [shown, setShown] = useState<string | null>(null);
  const at = to === null ? -1 : items.findIndex((item) => 'entry' in item && item.entry.seq >= to);

  useEffect(() => {
    const item = items[at];
    if (item === undefined) return;
    // After the transcript has opened at its end.
    const frame = requestAnimationFrame(() => {
      virtual.scrollToIndex(at, { align: 'center' });
      setShown(item.key);
      arrived();
    });
    return () => cancelAnimationFrame(frame);
  }, [at, items, virtual]);

  useEffect(() => {
    if (shown === null) return;
    const timer = setTimeout(() => setShown(null), shining);
    return () => clearTimeout(timer);
  }, [shown]);

  return shown;
}

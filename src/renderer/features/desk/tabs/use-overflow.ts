import { type RefObject, useEffect, useState } from 'react';

/** Whether a row of tabs holds more than fits, the shown one being in sight; looked at again whenever it, or the number of what is in it, changes. */
export function useOverflow(row: RefObject<HTMLElement | null>, count: number): boolean {
  const [overflows, setOverflows] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tab is more than fits, perhaps
  useEffect(() => {
    const element = row.current;
    if (element === null) return;
    const look = () => {
      setOverflows(element.scrollWidth > element.clientWidth + 1);
      // Narrower than before (a column opened, or the list of what does not fit came beside it), the shown one could be cut off.
      const shown = element.querySelector('[aria-selected="true"]')?.parentElement;
      shown?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    };
    const observer = new ResizeObserver(look);
    observer.observe(element);
    look();
    return () => observer.disconnect();
  }, [row, count]);
  return overflows;
}

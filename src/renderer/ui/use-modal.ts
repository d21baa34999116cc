import { type RefObject, useLayoutEffect, useRef } from 'react';

/**
 * A window in front of everything, of a form of its own (`Dialog` is the usual one). The browser's own: it keeps focus inside. It gives it
 * back only where it is closed, and not where it is merely taken away: so it is closed then too. `first` has the focus at the
 * beginning, where it is not the first that can have it.
 */
export function useModal(first?: RefObject<HTMLElement | null>): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const { current } = dialog;
    current?.showModal();
    first?.current?.focus();
    return () => current?.close();
  }, [first]);
  return dialog;
}

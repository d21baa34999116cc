import { useEffect } from 'react';

/** Who goes through their tabs stays nowhere that long; who reads does. Milliseconds. */
const stay = 400;

/**
 * Asks once one stays: whoever only comes by on the way to another conversation asks the hub for nothing. It is asked again
 * when `about` says something else: the conversation, whether the line is there, what is known by now.
 */
export function useOnStay(ask: () => void, about: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what it is about says when it is asked again
  useEffect(() => {
    const timer = setTimeout(ask, stay);
    return () => clearTimeout(timer);
  }, [about]);
}

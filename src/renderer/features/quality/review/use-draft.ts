import { useCallback, useEffect, useRef, useState } from 'react';
import type { Verdict } from '#shared/domain/quality/review.ts';
import { call, refusedWith } from '../../../bridge/bridge.ts';
import { useDeskApp } from '../../../state/desk-app.ts';

/** `kept`: on this computer, and not at the hub yet. */
export type Saved = 'saved' | 'saving' | 'kept' | 'failed';

/** Milliseconds after the last change. */
const patience = 500;

export type Draft = {
  readonly verdict: Verdict;
  readonly change: (to: Partial<Verdict>) => void;
  readonly saved: Saved;
  /** Nothing is saved any more: what it is was submitted. */
  readonly end: () => void;
};

/** What is being filled in. Main keeps each change before it goes to the hub: leaving, or a lost line, loses nothing. */
export function useDraft(reviewId: string, initial: Verdict): Draft {
  const [verdict, setVerdict] = useState(initial);
  const [saved, setSaved] = useState<Saved>('saved');
  const latest = useRef(initial);
  const isDirty = useRef(false);
  const isConnected = useDeskApp((s) => s.connection.state === 'connected');

  const save = useRef(async () => {
    if (!isDirty.current) return;
    isDirty.current = false;
    const draft = latest.current;
    setSaved('saving');
    try {
      await call('quality.draft', { reviewId, draft });
      if (latest.current === draft) setSaved('saved');
    } catch (error) {
      const { code } = refusedWith(error);
      setSaved(code === 'unavailable' || code === 'slow_down' ? 'kept' : 'failed');
      // With the line back it is tried once more.
      if (latest.current === draft) isDirty.current = true;
    }
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: saved again after each change
  useEffect(() => {
    const timer = setTimeout(() => void save.current(), patience);
    return () => clearTimeout(timer);
  }, [verdict, isConnected]);
  useEffect(() => {
    const { current } = save;
    const leave = () => void current();
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      leave();
    };
  }, []);

  return {
    verdict,
    // Always the same, so that what only hands it on is not drawn with each letter of something else.
    change: useCallback((to) => {
      const next = { ...latest.current, ...to };
      latest.current = next;
      isDirty.current = true;
      setVerdict(next);
    }, []),
    saved,
    end: () => {
      isDirty.current = false;
    },
  };
}

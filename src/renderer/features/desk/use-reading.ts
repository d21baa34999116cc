import { useEffect } from 'react';
import { useTabs } from '../../state/tabs.ts';
import { setUnreadLine, useTranscripts } from '../../state/transcripts.ts';

/** Whether somebody can be looking: the window is in front and not hidden. */
export function isLooking(): boolean {
  return document.hasFocus() && document.visibilityState === 'visible';
}

/** When one looks away, the unread line goes behind what has been seen: what comes then is new. */
export function useReading(): void {
  useEffect(() => {
    const away = () => {
      const { active, beside } = useTabs.getState();
      for (const id of [active, beside]) {
        const last = id === null ? undefined : useTranscripts.getState().byId.get(id)?.entries.at(-1);
        if (id !== null && last !== undefined) setUnreadLine(id, last.seq);
      }
    };
    addEventListener('blur', away);
    return () => removeEventListener('blur', away);
  }, []);
}

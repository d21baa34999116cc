import { useEffect } from 'react';
import type { Entry } from '#shared/domain/entry.ts';
import { markRead, trimTranscript } from '../../../state/transcripts.ts';
import { isLooking } from '../use-reading.ts';

/** What stands at the end of the shown transcript while somebody looks is read. */
export function useMarkRead(id: string, entries: readonly Entry[], atEnd: boolean): void {
  const last = entries.at(-1)?.seq ?? 0;
  useEffect(() => {
    if (!atEnd || last === 0) return;
    trimTranscript(id);
    const mark = () => {
      if (isLooking()) markRead(id, last);
    };
    mark();
    addEventListener('focus', mark);
    document.addEventListener('visibilitychange', mark);
    return () => {
      removeEventListener('focus', mark);
      document.removeEventListener('visibilitychange', mark);
    };
  }, [id, last, atEnd]);
}

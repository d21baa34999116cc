import { useDeskApp } from '../../../state/desk-app.ts';
import { useHouse } from '../../../state/house.ts';
import type { Seen } from '../../../ui/status.tsx';

/** What I am to others now: whatever I said, nobody sees it while the line is gone. */
export function useSeen(): Seen {
  const connected = useDeskApp((s) => s.connection.state === 'connected');
  const own = useHouse((s) => s.own);
  if (!connected || own === null) return { status: 'offline', reason: null };
  return own;
}

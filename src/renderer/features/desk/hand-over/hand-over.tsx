import { lazy, Suspense, useEffect } from 'react';
import { useConversations } from '../../../state/conversations.ts';
import { meOf, useDeskApp } from '../../../state/desk-app.ts';
import { closeHandOver, useHandOver } from '../../../state/hand-over.ts';
import { useMayStep } from '../../../state/supervision.ts';
import { rightsIn } from '../permission.ts';

const HandOverDialog = lazy(() =>
  import('./hand-over-dialog.tsx').then((m) => ({ default: m.HandOverDialog })),
);

/** The dialog while somebody wants it; it goes when the conversation is not theirs to hand over any more. */
export function HandOver() {
  const asked = useHandOver((s) => s.asked);
  const me = useDeskApp((s) => meOf(s.account));
  const mayStep = useMayStep();
  const row = useConversations((s) => (asked === null ? undefined : s.rows.get(asked.id)));
  const may = asked !== null && me !== null && row !== undefined && rightsIn(row, me, mayStep)[asked.what];
  useEffect(() => {
    if (asked !== null && !may) closeHandOver();
  }, [asked, may]);
  if (!may) return null;
  return (
    <Suspense>
      <HandOverDialog key={asked.id + asked.what} what={asked.what} conversation={row.conversation} me={me} />
    </Suspense>
  );
}

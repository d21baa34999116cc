import { lazy, Suspense } from 'react';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { meOf, useDeskApp } from '../../../state/desk-app.ts';
import { useTranscript } from '../../../state/transcripts.ts';
import { isGuest } from '../permission.ts';
import { useWatch } from './use-watch.ts';

const StepBar = lazy(() => import('./step-bar.tsx').then((m) => ({ default: m.StepBar })));
const WhisperBar = lazy(() => import('./whisper-bar.tsx').then((m) => ({ default: m.WhisperBar })));

/** What who supervises may do to the conversation of a colleague, and what was whispered to who serves it. */
export function Stepping({ row }: { readonly row: ConversationRow }) {
  const me = useDeskApp((s) => meOf(s.account));
  const { entries } = useTranscript(row.conversation.id);
  useWatch(row);
  const { agent, status, id } = row.conversation;
  if (me === null || row.gone || status !== 'active' || agent === null) return null;
  const isTheirs = agent.id === me.id || isGuest(row.conversation, me);
  const isWhispered = isTheirs && entries.some(({ body }) => body.kind === 'note' && body.whisper);
  return (
    <Suspense>
      {isWhispered && <WhisperBar id={id} meId={me.id} />}
      {me.role !== 'agent' && agent.id !== me.id && <StepBar row={row} me={me} />}
    </Suspense>
  );
}

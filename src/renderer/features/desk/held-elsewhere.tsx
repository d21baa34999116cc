import { Trans } from '@lingui/react/macro';
import { Hourglass } from 'lucide-react';
import type { Outgoing } from '#shared/ipc/conversations.ts';
import { useSecond } from '../../state/clock.ts';
import { useRow } from '../../state/conversations.ts';
import { isHeld, secondsHeld, useHeld } from '../../state/held.ts';
import { isOnScreen } from '../../state/tabs.ts';
import { useVisitorName } from '../../ui/names.ts';
import { HeldWords, UndoButton } from './transcript/held-foot.tsx';

/** What was sent elsewhere a moment ago and can be taken back: one often sees it only from the next conversation. */
export function HeldElsewhere() {
  const all = useHeld((s) => s.all);
  const last = all.findLast((one) => !isOnScreen(one.conversationId) && isHeld(one, Date.now()));
  return last === undefined ? null : <Line key={last.key} outgoing={last} />;
}

function Line({ outgoing }: { readonly outgoing: Outgoing }) {
  const row = useRow(outgoing.conversationId);
  const nameOf = useVisitorName();
  const seconds = secondsHeld(outgoing, useSecond());
  if (row === undefined || seconds === 0) return null;
  const name = nameOf(row.conversation.visitor);
  return (
    <div
      data-testid="held-elsewhere"
      className="mx-4 mb-1.5 flex items-center gap-2 rounded-2 border border-line bg-panel py-0.5 pr-1 pl-2.5 text-1 text-ink-2"
    >
      <Hourglass size={12} aria-hidden="true" className="shrink-0" />
      <span className="shrink-0">
        <Trans>
          To <b className="foreign font-medium text-ink">{name}</b>
        </Trans>
      </span>
      <span className="foreign min-w-0 flex-1 truncate text-ink-3">{outgoing.text}</span>
      <HeldWords seconds={seconds} />
      <UndoButton outgoing={outgoing} />
    </div>
  );
}

import { useLingui } from '@lingui/react/macro';
import { useArrivals } from '../../state/arrivals.ts';
import { useConversations } from '../../state/conversations.ts';
import { useVisitorName } from '../../ui/names.ts';

/** What a screen reader says when a customer writes, politely, whichever conversation is shown. */
export function SpokenArrivals() {
  const { t } = useLingui();
  const nameOf = useVisitorName();
  const last = useArrivals((s) => s.last);
  const visitor = useConversations((s) =>
    last === null ? undefined : s.rows.get(last.conversationId)?.conversation.visitor,
  );
  const name = visitor === undefined ? '' : nameOf(visitor);
  const text = last?.text.slice(0, 200) ?? '';
  return (
    <div aria-live="polite" className="sr-only">
      {last !== null && visitor !== undefined && <p key={last.at}>{t`${name} writes: ${text}`}</p>}
    </div>
  );
}

import { Trans, useLingui } from '@lingui/react/macro';
import { useKeysOf } from '../../state/actions/keys.ts';
import { useSecond } from '../../state/clock.ts';
import { useConversations, useRow } from '../../state/conversations.ts';
import { useHouse } from '../../state/house.ts';
import { findNextUrgent, openNextUrgent } from '../../state/next-urgent.ts';
import { useTabs } from '../../state/tabs.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { useVisitorName } from '../../ui/names.ts';
import { clockText } from '../../ui/time.ts';

/** Who is to be answered next, why, and the key that goes there (H2). */
export function NextUrgentButton() {
  const now = useSecond();
  // Whatever changes who waits is drawn at once, not with the next second.
  useConversations((s) => s.sections);
  useTabs((s) => s.active);
  useHouse((s) => s.people);
  const next = findNextUrgent(now);
  return next === null ? null : <Button {...next} />;
}

type ButtonProps = {
  readonly id: string;
  readonly left: number;
  readonly priority: number;
  readonly isMine: boolean;
};

function Button({ id, left, priority, isMine }: ButtonProps) {
  const { t, i18n } = useLingui();
  const row = useRow(id);
  const nameOf = useVisitorName();
  const keys = useKeysOf('next-urgent');
  if (row === undefined) return null;
  const name = nameOf(row.conversation.visitor);
  const time = clockText(Math.abs(left), i18n.locale);
  const why = [
    left < 0 ? t`overdue by ${time}` : t`due in ${time}`,
    ...(priority > 0 ? [t`priority ${priority}`] : []),
    ...(isMine ? [] : [t`in the queue`]),
  ];
  return (
    <button
      type="button"
      data-testid="next-urgent"
      data-conversation-id={id}
      onClick={openNextUrgent}
      className="flex min-w-0 items-center gap-1.5 rounded-1 hover:text-ink"
    >
      <span className="truncate">
        <Trans>
          Most urgent next: <span className="foreign font-medium text-ink">{name}</span>
        </Trans>{' '}
        <span className={left < 0 ? 'font-bold text-bad' : ''}>({why.join(' · ')})</span>
      </span>
      <Kbd>{keys}</Kbd>
    </button>
  );
}

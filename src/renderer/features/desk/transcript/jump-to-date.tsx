import { useLingui } from '@lingui/react/macro';
import { CalendarDays } from 'lucide-react';
import { type ComponentProps, useState } from 'react';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { lazyPart } from '../../../state/lazy-part.tsx';
import { Button } from '../../../ui/button.tsx';

export type DayProps = { readonly row: ConversationRow };

const DayPopover = lazyPart<DayProps>(
  () => import('../late.ts').then((m) => m.DayPopover),
  () => <DayButton />,
);

/** To the first line of a day. */
export function JumpToDate({ row }: DayProps) {
  const [wanted, setWanted] = useState(false);
  return wanted ? <DayPopover row={row} /> : <DayButton onClick={() => setWanted(true)} />;
}

export function DayButton(props: Omit<ComponentProps<typeof Button>, 'children'>) {
  const { t } = useLingui();
  return (
    <Button look="icon" aria-label={t`Go to a day`} data-testid="jump-to-date" {...props}>
      <CalendarDays size={15} aria-hidden="true" />
    </Button>
  );
}

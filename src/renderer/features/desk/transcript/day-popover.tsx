import { Trans, useLingui } from '@lingui/react/macro';
import { Popover } from 'radix-ui';
import { useState } from 'react';
import type { Refusal } from '#shared/protocol/errors.ts';
import { refusedWith } from '../../../bridge/bridge.ts';
import { jumpToMoment } from '../../../state/transcripts.ts';
import { Button } from '../../../ui/button.tsx';
import { useRefusalText } from '../../../ui/refusal-text.ts';
import { DayButton, type DayProps } from './jump-to-date.tsx';

/** The choice of a day, and the button that it belongs to. It opens at once: it is first drawn when somebody wants it. */
export function DayPopover({ row }: DayProps) {
  const { t } = useLingui();
  const refusalText = useRefusalText();
  const [open, setOpen] = useState(true);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { id, openedAt, closedAt } = row.conversation;
  const [day, setDay] = useState(() => dayText(openedAt));
  const go = async () => {
    const at = momentOf(day);
    if (at === null) return;
    try {
      await jumpToMoment(id, at);
      setOpen(false);
      setRefusal(null);
    } catch (error) {
      setRefusal(refusedWith(error));
    }
  };
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <DayButton />
      </Popover.Trigger>
      <Popover.Content
        align="end"
        sideOffset={6}
        collisionPadding={8}
        aria-label={t`Go to a day`}
        className="z-50 rounded-3 border border-line bg-panel p-3 text-2 text-ink shadow-pop"
      >
        <form
          className="flex items-center gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            void go();
          }}
        >
          <input
            type="date"
            value={day}
            min={dayText(openedAt)}
            max={dayText(closedAt ?? Date.now())}
            aria-label={t`Day`}
            data-testid="jump-day"
            onChange={(event) => setDay(event.target.value)}
            className="h-6.5 rounded-2 border border-line-strong bg-bg px-2"
          />
          <Button type="submit" look="primary" data-testid="jump-go">
            <Trans>Go there</Trans>
          </Button>
        </form>
        {refusal !== null && (
          <p role="alert" className="mt-2 max-w-64 text-1 text-bad">
            {refusalText(refusal)}
          </p>
        )}
      </Popover.Content>
    </Popover.Root>
  );
}

/** "2026-11-29" by the local calendar, as a date field has it. */
function dayText(at: number): string {
  const date = new Date(at);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Where that day begins by the local calendar. */
function momentOf(day: string): number | null {
  const at = new Date(`${day}T00:00`).getTime();
  return Number.isNaN(at) ? null : at;
}

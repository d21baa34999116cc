import { useLingui } from '@lingui/react/macro';
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useRef } from 'react';
import { Button } from '../../../ui/button.tsx';

type OrderedItemProps = {
  readonly testId: string;
  readonly title: string;
  readonly text: ReactNode;
  readonly lead?: ReactNode;
  readonly marks?: ReactNode;
  readonly faint?: boolean;
  /** How many it stands under. */
  readonly depth?: number;
  readonly isChosen: boolean;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onChoose: () => void;
  readonly onMove: (step: -1 | 1) => void;
};

/** One of a list whose order counts. Alt with an arrow, or the buttons, move it; focus stays with it. */
export function OrderedItem(props: OrderedItemProps) {
  const { testId, title, text, lead, marks, faint = false, depth = 0, isChosen, isFirst, isLast } = props;
  const { onChoose, onMove } = props;
  const { t } = useLingui();
  const row = useRef<HTMLButtonElement>(null);

  function move(step: -1 | 1): void {
    onMove(step);
    onChoose();
    // A row that changes places in the page loses its focus; a button at the end is one no more.
    requestAnimationFrame(() => row.current?.focus());
  }

  function press(event: KeyboardEvent): void {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key] as -1 | 1 | undefined;
    if (step === undefined || !event.altKey) return;
    event.preventDefault();
    move(step);
  }

  return (
    <li className={`group relative ${isChosen ? 'bg-accent-soft' : 'hover:bg-hover'}`}>
      <button
        ref={row}
        type="button"
        data-item
        data-testid={testId}
        aria-current={isChosen ? 'true' : undefined}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
        onClick={onChoose}
        onKeyDown={press}
        style={{ paddingInlineStart: 12 + depth * 16 }}
        className="flex min-h-11 w-full items-center gap-2 py-1.5 pr-16 text-left"
      >
        {lead}
        <span className="min-w-0 flex-1">
          <span className="flex items-center gap-1.5">
            <span className={`foreign truncate ${faint ? 'text-ink-3' : 'font-medium'}`}>{title}</span>
            {marks}
          </span>
          <span className="foreign block truncate text-1 text-ink-3">{text}</span>
        </span>
      </button>
      <span className="absolute inset-y-0 right-2 flex items-center">
        <Button look="icon" disabled={isFirst} aria-label={t`Move ${title} up`} onClick={() => move(-1)}>
          <ArrowUp size={13} aria-hidden="true" />
        </Button>
        <Button look="icon" disabled={isLast} aria-label={t`Move ${title} down`} onClick={() => move(1)}>
          <ArrowDown size={13} aria-hidden="true" />
        </Button>
      </span>
    </li>
  );
}

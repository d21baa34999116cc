import { useLingui } from '@lingui/react/macro';
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useRef } from 'react';
import type { EntryRule } from '#shared/domain/routing/plan.ts';
import { Button } from '../../../ui/button.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { moved } from '../model/lists.ts';
import { TroubleMark } from '../parts/item.tsx';
import { useTroublesUnder, worstOf } from '../parts/use-troubles.ts';
import { edit } from '../state/plan.ts';
import { choose } from '../state/view.ts';

type RuleItemProps = {
  readonly rule: EntryRule;
  readonly at: number;
  /** Place of the last one. */
  readonly last: number;
  readonly group: string;
  readonly isChosen: boolean;
  /** What is tried out comes here. */
  readonly fits: boolean;
};

/** A rule in its order. Alt with an arrow, or the buttons, move it; focus stays with it. */
export function RuleItem({ rule, at, last, group, isChosen, fits }: RuleItemProps) {
  const { t } = useLingui();
  const row = useRef<HTMLButtonElement>(null);
  const worst = worstOf(useTroublesUnder(`rules.${at}`));
  const { id, name } = rule;

  function move(step: -1 | 1): void {
    edit((draft) => ({ ...draft, rules: moved(draft.rules, at, at + step) }));
    choose('rules', id);
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
        data-testid="rule"
        aria-current={isChosen ? 'true' : undefined}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
        onClick={() => choose('rules', id)}
        onKeyDown={press}
        className="flex min-h-11 w-full items-center gap-2 py-1.5 pr-16 pl-3 text-left"
      >
        <span className="w-4 shrink-0 text-right text-1 text-ink-3">{at + 1}</span>
        <span className="min-w-0 flex-1">
          <span className="flex items-center gap-1.5">
            <span className="foreign truncate font-medium">{name}</span>
            {fits && <Tag tone="accent">{t`fits`}</Tag>}
            <TroubleMark severity={worst} />
          </span>
          <span className="foreign block truncate text-1 text-ink-3">→ {group}</span>
        </span>
      </button>
      <span className="absolute inset-y-0 right-2 flex items-center">
        <Button look="icon" disabled={at === 0} aria-label={t`Move ${name} up`} onClick={() => move(-1)}>
          <ArrowUp size={13} aria-hidden="true" />
        </Button>
        <Button look="icon" disabled={at === last} aria-label={t`Move ${name} down`} onClick={() => move(1)}>
          <ArrowDown size={13} aria-hidden="true" />
        </Button>
      </span>
    </li>
  );
}

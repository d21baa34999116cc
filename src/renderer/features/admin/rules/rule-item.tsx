import { useLingui } from '@lingui/react/macro';
import type { EntryRule } from '#shared/domain/routing/plan.ts';
import { Tag } from '../../../ui/tag.tsx';
import { moved } from '../model/lists.ts';
import { TroubleMark } from '../parts/item.tsx';
import { OrderedItem } from '../parts/ordered-item.tsx';
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

/** A rule in its order. */
export function RuleItem({ rule, at, last, group, isChosen, fits }: RuleItemProps) {
  const { t } = useLingui();
  const worst = worstOf(useTroublesUnder(`rules.${at}`));
  return (
    <OrderedItem
      testId="rule"
      title={rule.name}
      text={<>→ {group}</>}
      lead={<span className="w-4 shrink-0 text-right text-1 text-ink-3">{at + 1}</span>}
      marks={
        <>
          {fits && <Tag tone="accent">{t`fits`}</Tag>}
          <TroubleMark severity={worst} />
        </>
      }
      isChosen={isChosen}
      isFirst={at === 0}
      isLast={at === last}
      onChoose={() => choose('rules', rule.id)}
      onMove={(step) => edit((draft) => ({ ...draft, rules: moved(draft.rules, at, at + step) }))}
    />
  );
}

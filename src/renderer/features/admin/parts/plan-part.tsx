import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { RoutingPlan } from '#shared/domain/routing/plan.ts';
import { Button } from '../../../ui/button.tsx';
import { loadPlan, usePlan } from '../state/plan.ts';
import { Nothing } from './split.tsx';
import { useRefusedText } from './use-refused-text.ts';

/** A screen of the plan, once there is one; else what keeps it from being there. */
export function PlanPart({
  level = 1,
  children,
}: {
  /** Of the heading, where there is none of the screen's own: 1. */
  readonly level?: 1 | 2;
  readonly children: (draft: RoutingPlan) => ReactNode;
}) {
  const { t } = useLingui();
  const refusedText = useRefusedText();
  const draft = usePlan((s) => s.draft);
  const refusal = usePlan((s) => s.refusal);
  if (draft !== null) return children(draft);
  if (refusal === null)
    return (
      <p className="p-5 text-2 text-ink-3">
        <Trans>Loading…</Trans>
      </p>
    );
  return (
    <Nothing level={level} title={t`The routing plan could not be read`}>
      <p role="alert">{refusedText(refusal)}</p>
      <Button className="mt-3" onClick={() => void loadPlan()}>
        <Trans>Try again</Trans>
      </Button>
    </Nothing>
  );
}

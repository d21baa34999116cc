import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { RoutingPlan } from '#shared/domain/routing/plan.ts';
import { planDocument } from '../state/plan.ts';
import { DocumentPart } from './document-part.tsx';

/** A screen of the plan, once there is one. */
export function PlanPart({
  level = 1,
  children,
}: {
  /** Of the heading, where there is none of the screen's own: 1. */
  readonly level?: 1 | 2;
  readonly children: (draft: RoutingPlan) => ReactNode;
}) {
  const { t } = useLingui();
  return (
    <DocumentPart document={planDocument} unread={t`The routing plan could not be read`} level={level}>
      {children}
    </DocumentPart>
  );
}

import { useLingui } from '@lingui/react/macro';
import type { Visitor } from '#shared/domain/conversation.ts';
import { visitorLabel } from '#shared/domain/visitor-label.ts';

/** What a customer is called on the screen: the name, or "Visitor 8F3A" while nobody knows it. */
export function useVisitorName(): (visitor: Pick<Visitor, 'id' | 'name'> & Partial<Visitor>) => string {
  const { t } = useLingui();
  return (visitor) => {
    if (visitor.name !== null && visitor.name.trim() !== '') return visitor.name;
    const label = visitorLabel(visitor.id);
    return t`Visitor ${label}`;
  };
}

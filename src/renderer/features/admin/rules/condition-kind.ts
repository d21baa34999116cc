import { assertNever } from '#shared/domain/exhaustive.ts';
import { valueAttribute } from '#shared/domain/routing/entry-rules.ts';
import type { Condition } from '#shared/domain/routing/plan.ts';

/** What a condition looks at, as it is chosen from a list. */
export const conditionKinds = ['begins', 'contains', 'campaign', 'field', 'customer', 'language'] as const;
export type ConditionKind = (typeof conditionKinds)[number];

export function kindOf(condition: Condition): ConditionKind {
  return condition.on === 'page' ? condition.is : condition.on;
}

/** Of another kind, with what can be kept of what was typed. */
export function asKind(condition: Condition, kind: ConditionKind): Condition {
  const value = condition.on === 'language' ? '' : condition.value;
  const name = 'name' in condition ? condition.name : '';
  switch (kind) {
    case 'begins':
    case 'contains':
      return { on: 'page', is: kind, value };
    case 'campaign':
      return { on: 'campaign', value };
    case 'field':
      return { on: 'field', name, value };
    case 'customer':
      return { on: 'customer', name: name === '' ? valueAttribute : name, value };
    case 'language':
      return { on: 'language', value: 'zh-CN' };
    default:
      return assertNever(kind);
  }
}

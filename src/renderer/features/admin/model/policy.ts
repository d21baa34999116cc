import * as z from 'zod/mini';
import { type HubRules, hubPolicyNames } from '#shared/domain/policy/hub-rules.ts';
import { policies } from '#shared/domain/policy/policies.ts';
import type { DeskRequirement } from '#shared/domain/update/required.ts';
import { isSame } from './merge.ts';

/** What an admin makes of the rules for desks: one name at a time, and how two people's changes go together. */

export type HubPolicyName = (typeof hubPolicyNames)[number];
export type PolicyValue = boolean | number | string;
export type How = 'locked' | 'recommended';
/** What the hub says of one name; null: nothing. */
export type SaidPolicy = { readonly how: How; readonly value: PolicyValue } | null;

export type PolicyChange =
  | {
      readonly in: 'policy';
      readonly id: HubPolicyName;
      readonly how: 'changed';
      readonly before: SaidPolicy;
      readonly after: SaidPolicy;
    }
  /** Which versions the hub works with. */
  | { readonly in: 'deskVersions'; readonly how: 'changed'; readonly after: DeskRequirement | null };

export function saidOf(rules: HubRules, name: HubPolicyName): SaidPolicy {
  for (const how of ['locked', 'recommended'] as const) {
    const value = rules[how][name];
    if (value !== undefined) return { how, value };
  }
  return null;
}

export function saying(rules: HubRules, name: HubPolicyName, said: SaidPolicy): HubRules {
  const without = (values: HubRules['locked']): HubRules['locked'] =>
    Object.fromEntries(Object.entries(values).filter(([one]) => one !== name));
  const next = { ...rules, locked: without(rules.locked), recommended: without(rules.recommended) };
  return said === null ? next : { ...next, [said.how]: { ...next[said.how], [name]: said.value } };
}

export function requiring({ desk: _, ...rules }: HubRules, desk: DeskRequirement | null): HubRules {
  return desk === null ? rules : { ...rules, desk };
}

export function policyChanges(before: HubRules, after: HubRules): PolicyChange[] {
  const names = hubPolicyNames.flatMap((id): PolicyChange[] => {
    const [was, is] = [saidOf(before, id), saidOf(after, id)];
    return isSame(was, is) ? [] : [{ in: 'policy', id, how: 'changed', before: was, after: is }];
  });
  const [was, is] = [before.desk ?? null, after.desk ?? null];
  return isSame(was, is) ? names : [...names, { in: 'deskVersions', how: 'changed', after: is }];
}

/** My changes since `base`, made to `theirs` instead. What both have changed is as I have it. */
export function policyRebased(base: HubRules, mine: HubRules, theirs: HubRules): HubRules {
  return policyChanges(base, mine).reduce(
    (rules, change) =>
      change.in === 'policy' ? saying(rules, change.id, change.after) : requiring(rules, change.after),
    theirs,
  );
}

/** With what a value is chosen: as its schema has it. */
export type PolicyControl =
  | { readonly is: 'toggle' }
  | { readonly is: 'number'; readonly least: number; readonly most: number }
  | { readonly is: 'choice'; readonly of: readonly string[] };

export function controlOf(name: HubPolicyName): PolicyControl {
  const { schema } = policies[name];
  if (schema instanceof z.ZodMiniBoolean) return { is: 'toggle' };
  if (schema instanceof z.ZodMiniEnum) return { is: 'choice', of: schema.options };
  const limit = (which: string): number => {
    const found = schema._zod.def.checks?.find(({ _zod: { def } }) => def.check === which)?._zod.def;
    const value = found !== undefined && 'value' in found ? found.value : null;
    if (typeof value !== 'number') throw new Error(`no control for ${name}`);
    return value;
  };
  return { is: 'number', least: limit('greater_than'), most: limit('less_than') };
}

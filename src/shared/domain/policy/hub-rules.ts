import * as z from 'zod/mini';
import { deskRequirement, wrongInRequirement } from '../update/required.ts';
import type { Ignored, Layer } from './effective.ts';
import { isPolicyName, type PolicyName, policies } from './policies.ts';

/**
 * What a hub may rule of the desks that are signed in to it: how the account is kept and how it looks and tells. Never where a desk
 * connects to, what it trusts, how it is updated, or what is written about it: that is for whoever owns the computer.
 */
export const hubPolicyNames = [
  'RetentionDays',
  'WipeWhenSignedOut',
  'CacheProtection',
  'NotificationPreview',
  'SeveralAccounts',
  'TrainingMode',
  'Language',
  'Theme',
  'Contrast',
  'FontSize',
  'Density',
  'SendKey',
  'UndoSend',
] as const satisfies readonly PolicyName[];
type HubPolicyName = (typeof hubPolicyNames)[number];

/** Of the whole window, whichever account is in view: one hub that switches them off is enough. */
const strict: readonly PolicyName[] = ['NotificationPreview', 'SeveralAccounts', 'TrainingMode'];

const values = z.strictObject(
  Object.fromEntries(hubPolicyNames.map((name) => [name, z.optional(policies[name].schema)])) as {
    [N in HubPolicyName]: z.ZodMiniOptional<(typeof policies)[N]['schema']>;
  },
);

/** As an admin writes it: locked for everybody, or recommended until the person chooses. `desk`: which versions it works with. */
export const hubRules = z.strictObject({
  locked: values,
  recommended: values,
  desk: z.optional(deskRequirement),
});
export type HubRules = z.infer<typeof hubRules>;

/** The same on its way to the hub: without `desk` what was asked for stays as it is, null ends it. */
export const givenHubRules = z.strictObject({
  locked: values,
  recommended: values,
  desk: z.optional(z.nullable(deskRequirement)),
});
export type GivenHubRules = z.infer<typeof givenHubRules>;

export function keepingDesk({ desk, ...rules }: GivenHubRules, before: HubRules): HubRules {
  const wanted = desk === undefined ? before.desk : desk;
  return wanted == null ? rules : { ...rules, desk: wanted };
}

export const noHubRules: HubRules = { locked: {}, recommended: {} };

/** As a desk hears and keeps it: a newer hub may know more, and what does not fit is reported, not a reason to be deaf. */
export const heardRules = z.object({
  locked: z.record(z.string(), z.unknown()),
  recommended: z.record(z.string(), z.unknown()),
  desk: z.optional(deskRequirement),
});
export type HeardRules = z.infer<typeof heardRules>;

/** Path of the first name that is both locked and recommended: one of the two was not meant; null: there is none. */
export function wrongInHubRules({ locked, recommended, desk }: GivenHubRules): string | null {
  const both = Object.keys(locked).find((name) => Object.hasOwn(recommended, name));
  if (both !== undefined) return `recommended.${both}`;
  const wrong = desk == null ? null : wrongInRequirement(desk);
  return wrong === null ? null : `desk.${wrong}`;
}

/** The hub of an account of this window, and what it rules. */
export type Ruling = { readonly hub: string; readonly rules: HeardRules };

/**
 * The layers of hubs for one account: all that its own hub says, and of the other accounts' hubs only that something of the whole
 * window is off. Recommendations come before the computer's own, which count more.
 */
export function hubLayers(
  own: Ruling | null,
  others: readonly Ruling[],
): { readonly layers: readonly Layer[]; readonly ignored: readonly Ignored[] } {
  const ignored: Ignored[] = [];
  const may = (values: Readonly<Record<string, unknown>>, from: string) =>
    Object.fromEntries(
      Object.entries(values).filter(([name]) => {
        if ((hubPolicyNames as readonly string[]).includes(name) || !isPolicyName(name)) return true;
        ignored.push({ name, from, why: 'not for a hub to say' });
        return false;
      }),
    );
  const off = ({ locked }: HeardRules) =>
    Object.fromEntries(strict.flatMap((name) => (locked[name] === false ? [[name, false]] : [])));
  const layers: Layer[] = [];
  if (own !== null) {
    const { hub, rules } = own;
    layers.push({ source: 'recommended', from: hub, values: may(rules.recommended, hub) });
    layers.push({ source: 'hub', from: hub, values: may(rules.locked, hub) });
  }
  for (const { hub, rules } of others) {
    const values = off(rules);
    if (Object.keys(values).length > 0) layers.push({ source: 'hub', from: hub, values });
  }
  return { layers, ignored };
}

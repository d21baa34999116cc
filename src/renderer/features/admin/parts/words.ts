import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { type BothNames, nameIn } from '#shared/domain/customer/handbook.ts';
import { assertNever } from '#shared/domain/exhaustive.ts';
import type { Settings, Strategy } from '#shared/domain/routing/plan.ts';
import type { Role } from '#shared/protocol/handshake.ts';
import { fullText } from '../../../ui/time.ts';
import { type Unit, unitOf, units } from '../model/lengths.ts';
import type { Section } from '../model/places.ts';
import { usePolicyText, useSaidText } from '../policy/words.ts';
import { useFieldName } from '../sign-in/words.ts';
import type { AnyChange } from '../state/document.ts';

export function useSectionNames(): Readonly<Record<Section, string>> {
  const { t } = useLingui();
  return {
    people: t`People`,
    groups: t`Groups`,
    skills: t`Skills`,
    hours: t`Opening hours`,
    rules: t`Entry rules`,
    general: t`General`,
    checks: t`Reply check`,
    versions: t`Versions`,
    fields: t`Customer fields`,
    dispositions: t`Dispositions`,
    checklists: t`Checklists`,
    handbook: t`Versions`,
    watch: t`Alert rules`,
    watchVersions: t`Versions`,
    hook: t`Webhook`,
    sites: t`Websites`,
    orders: t`Orders`,
    devices: t`Devices`,
    policy: t`Rules for desks`,
    deskVersions: t`Desk versions`,
    policyVersions: t`Versions`,
    signIn: t`Sign-in`,
    signInVersions: t`Versions`,
    audit: t`Audit trail`,
  };
}

export function useRoleNames(): Readonly<Record<Role, string>> {
  const { t } = useLingui();
  return { agent: t`Agent`, supervisor: t`Supervisor`, admin: t`Administrator` };
}

/** What a role may do, in a sentence. */
export function useRoleTexts(): Readonly<Record<Role, string>> {
  const { t } = useLingui();
  return {
    agent: t`Serves customers.`,
    supervisor: t`Sees all conversations and steps in. Is given none by itself.`,
    admin: t`Sets up people, groups and rules. Is given no conversations by itself.`,
  };
}

export function useStrategyNames(): Readonly<
  Record<Strategy, { readonly name: string; readonly text: string }>
> {
  const { t } = useLingui();
  return {
    least_loaded: {
      name: t`Least loaded`,
      text: t`Whoever has the smallest share of their capacity in use.`,
    },
    longest_idle: {
      name: t`Longest idle`,
      text: t`Whoever has waited longest since their last conversation.`,
    },
    round_robin: {
      name: t`Round robin`,
      text: t`One after the other: whoever was given one longest ago.`,
    },
  };
}

/** "2 minutes", in the largest unit that is whole. */
export function useLengthText(): (milliseconds: number) => string {
  const { i18n } = useLingui();
  return (milliseconds) => {
    const unit: Unit = unitOf(milliseconds);
    const options = { style: 'unit', unit, unitDisplay: 'long' } as const;
    return new Intl.NumberFormat(i18n.locale, options).format(milliseconds / units[unit]);
  };
}

function useSettingName(): (setting: keyof Settings) => string {
  const { t } = useLingui();
  return (setting) => {
    switch (setting) {
      case 'defaultGroup':
        return t`Where no rule fits`;
      case 'priorityStep':
        return t`A step of priority`;
      case 'capacity':
        return t`Conversations at once`;
      case 'customerValues':
        return t`Valuable customers`;
      case 'awayReasons':
        return t`Reasons for being away`;
      case 'awayAfter':
        return t`Away by itself`;
      case 'replyRules':
        return t`Reply check`;
      case 'askRating':
        return t`Asking for a rating`;
      case 'ladder':
        return t`When a customer waits`;
      case 'supervision':
        return t`Supervisors`;
      default:
        return assertNever(setting);
    }
  };
}

/** One change of a document in words. */
export function useChangeText(): (change: AnyChange) => string {
  const { t, i18n } = useLingui();
  const sections = useSectionNames();
  const settingName = useSettingName();
  const [policyText, saidText] = [usePolicyText(), useSaidText()];
  const fieldName = useFieldName();
  const said = (name: string | BothNames) => (typeof name === 'string' ? name : nameIn(name, i18n.locale));
  return (change) => {
    if (change.in === 'requiredFor') {
      const where = sections.dispositions;
      return t`${where} · whose wrap-up has to name one`;
    }
    if (change.in === 'policy') {
      const { title } = policyText(change.id);
      const [was, is] = [saidText(change.id, change.before), saidText(change.id, change.after)];
      return t`${title}: ${is} (before: ${was})`;
    }
    if (change.in === 'deskVersions') {
      if (change.after === null) return t`No version of the desk is asked for`;
      const { minimum: version, until, refused } = change.after;
      const date = fullText(until, i18n.locale);
      return refused === null
        ? t`Version ${version} of the desk is asked for, until ${date}; none is refused`
        : t`Version ${version} of the desk is asked for, until ${date}; older than ${refused} is not let in`;
    }
    if (change.in === 'signIn') return `${sections.signIn} · ${fieldName(change.id)}`;
    const section = sections[change.in === 'settings' ? 'general' : change.in];
    if (change.in === 'settings') return `${section} · ${settingName(change.setting)}`;
    if (change.how === 'moved') return t`${section} · other order`;
    // A name that is being typed may be empty.
    const name = said(change.name) || change.id;
    switch (change.how) {
      case 'added':
        return t`${section} · ${name}: new`;
      case 'removed':
        return t`${section} · ${name}: deleted`;
      case 'changed':
        return t`${section} · ${name}: changed`;
      default:
        return assertNever(change);
    }
  };
}

export function usePeopleCount(): (count: number) => string {
  const { t } = useLingui();
  return (count) => t`${plural(count, { one: '# person', other: '# people' })}`;
}

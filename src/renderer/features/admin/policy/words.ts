import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { policyTexts } from '#shared/domain/policy/texts.ts';
import { languageNames } from '../../../ui/languages.ts';
import type { HubPolicyName, PolicyValue, SaidPolicy } from '../model/policy.ts';

/** Title and text of a rule, as the documentation has them. */
export function usePolicyText(): (name: HubPolicyName) => { readonly title: string; readonly text: string } {
  const { i18n } = useLingui();
  const locale = i18n.locale === 'zh-CN' ? 'zh-CN' : 'en';
  return (name) => ({ title: policyTexts[name].title[locale], text: policyTexts[name].text[locale] });
}

/** A value in words; as it is written in the documentation where there are none for it. */
export function useValueText(): (name: HubPolicyName, value: PolicyValue) => string {
  const { t } = useLingui();
  const words: Readonly<Record<string, string>> = {
    'CacheProtection accept': t`On the disk, and said`,
    'CacheProtection memory': t`In memory only`,
    'CacheProtection passphrase': t`Locked with a pass phrase`,
    'Language zh-CN': languageNames['zh-CN'],
    'Language en': languageNames.en,
    'Theme system': t`As the system`,
    'Theme light': t`Light`,
    'Theme dark': t`Dark`,
    'Contrast system': t`As the system`,
    'Contrast high': t`High`,
    'Density compact': t`Compact`,
    'Density usual': t`Usual`,
    'Density roomy': t`Roomy`,
    'SendKey enter': 'Enter',
    'SendKey ctrl-enter': 'Ctrl Enter',
  };
  return (name, value) => {
    if (typeof value === 'boolean') return value ? t`On` : t`Off`;
    if (typeof value === 'string') return words[`${name} ${value}`] ?? value;
    if (name === 'RetentionDays') return t`${plural(value, { one: '# day', other: '# days' })}`;
    return name === 'FontSize' ? `${value} %` : String(value);
  };
}

/** What the hub says of one name: "locked: 14 days". */
export function useSaidText(): (name: HubPolicyName, said: SaidPolicy) => string {
  const { t } = useLingui();
  const valueText = useValueText();
  return (name, said) => {
    if (said === null) return t`not said`;
    const value = valueText(name, said.value);
    return said.how === 'locked' ? t`locked: ${value}` : t`recommended: ${value}`;
  };
}

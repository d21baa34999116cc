import { useLingui } from '@lingui/react/macro';
import { Lock } from 'lucide-react';
import { useId } from 'react';
import { policies } from '#shared/domain/policy/policies.ts';
import { Select } from '../form/inputs.tsx';
import { TroubleLines } from '../form/trouble-lines.tsx';
import type { How, HubPolicyName, SaidPolicy } from '../model/policy.ts';
import { useTroublesAt } from '../parts/use-troubles.ts';
import { ValueInput } from './value-input.tsx';
import { usePolicyText } from './words.ts';

type PolicyRowProps = {
  readonly name: HubPolicyName;
  readonly said: SaidPolicy;
  readonly onChange: (said: SaidPolicy) => void;
};

/** One rule: what it does, whether the hub locks or recommends it, and with which value. */
export function PolicyRow({ name, said, onChange }: PolicyRowProps) {
  const { t } = useLingui();
  const { title, text } = usePolicyText()(name);
  const troubles = useTroublesAt(`policy.${name}`);
  const id = useId();
  const example = policies[name].example;
  const change = (how: string) =>
    onChange(how === 'none' ? null : { how: how as How, value: said?.value ?? example });
  return (
    <fieldset
      data-testid="policy-row"
      data-policy={name}
      data-how={said?.how ?? 'none'}
      aria-labelledby={`${id}-title`}
      className="grid grid-cols-[minmax(0,1fr)_12rem] items-start gap-x-6 border-line border-t px-4 py-2.5 first:border-t-0"
    >
      <div className="min-w-0">
        <p id={`${id}-title`} className="flex items-center gap-1.5 font-medium text-2">
          {title}
          {said?.how === 'locked' && <Lock size={12} aria-hidden="true" className="shrink-0 text-accent" />}
        </p>
        <p id={`${id}-text`} className="max-w-140 text-1 text-ink-3">
          {text} <code className="wrap-anywhere">{name}</code>
        </p>
        <TroubleLines id={`${id}-trouble`} troubles={troubles} />
      </div>
      <div className="grid gap-1.5">
        <Select
          aria-label={t`${title}: who decides`}
          data-testid={`policy-how-${name}`}
          className={`w-full ${said === null ? 'text-ink-3' : ''}`}
          value={said?.how ?? 'none'}
          onChange={({ target }) => change(target.value)}
        >
          <option value="none">{t`Not said`}</option>
          <option value="recommended">{t`Recommended`}</option>
          <option value="locked">{t`Locked`}</option>
        </Select>
        {said !== null && (
          <ValueInput
            id={`${id}-value`}
            aria-describedby={`${id}-text`}
            name={name}
            label={title}
            value={said.value}
            onChange={(value) => onChange({ ...said, value })}
          />
        )}
      </div>
    </fieldset>
  );
}

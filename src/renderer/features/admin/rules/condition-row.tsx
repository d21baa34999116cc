import { useLingui } from '@lingui/react/macro';
import { X } from 'lucide-react';
import type { Condition } from '#shared/domain/routing/plan.ts';
import type { Locale } from '#shared/protocol/fields.ts';
import { Button } from '../../../ui/button.tsx';
import { languageNames } from '../../../ui/languages.ts';
import { Select, TextInput } from '../form/inputs.tsx';
import { TroubleLines } from '../form/trouble-lines.tsx';
import { useTroublesUnder, worstOf } from '../parts/use-troubles.ts';
import { asKind, type ConditionKind, conditionKinds, kindOf } from './condition-kind.ts';

type ConditionRowProps = {
  readonly n: number;
  readonly condition: Condition;
  readonly path: string;
  readonly onChange: (condition: Condition) => void;
  readonly onRemove: () => void;
};

/** As long as the plan takes them. */
const longest = { page: 500, campaign: 200, field: 200, customer: 200 } as const;

export function ConditionRow({ n, condition, path, onChange, onRemove }: ConditionRowProps) {
  const { t } = useLingui();
  const troubles = useTroublesUnder(path);
  const isWrong = worstOf(troubles) === 'error';
  const names: Readonly<Record<ConditionKind, string>> = {
    begins: t`Page address begins with`,
    contains: t`Page address contains`,
    campaign: t`Campaign is`,
    field: t`Form field`,
    customer: t`Customer attribute`,
    language: t`Language is`,
  };
  return (
    <div className="grid gap-1">
      <div className="flex items-center gap-2">
        <Select
          aria-label={t`Condition ${n}`}
          className="w-48 shrink-0"
          value={kindOf(condition)}
          onChange={(event) => onChange(asKind(condition, event.target.value as ConditionKind))}
        >
          {conditionKinds.map((kind) => (
            <option key={kind} value={kind}>
              {names[kind]}
            </option>
          ))}
        </Select>
        {'name' in condition && (
          <>
            <TextInput
              aria-label={t`Condition ${n}: name`}
              aria-invalid={isWrong && condition.name.trim() === ''}
              placeholder={t`name`}
              value={condition.name}
              maxLength={60}
              onChange={(event) => onChange({ ...condition, name: event.target.value })}
              className="w-32 shrink-0"
            />
            <span className="text-2 text-ink-2">{t`is`}</span>
          </>
        )}
        {condition.on === 'language' ? (
          <Select
            aria-label={t`Condition ${n}: value`}
            value={condition.value}
            onChange={(event) => onChange({ ...condition, value: event.target.value as Locale })}
          >
            {Object.entries(languageNames).map(([locale, name]) => (
              <option key={locale} value={locale}>
                {name}
              </option>
            ))}
          </Select>
        ) : (
          <TextInput
            aria-label={t`Condition ${n}: value`}
            aria-invalid={isWrong}
            data-testid="condition-value"
            placeholder={condition.on === 'page' ? 'https://…' : t`value`}
            value={condition.value}
            maxLength={longest[condition.on]}
            onChange={(event) => onChange({ ...condition, value: event.target.value })}
            className="w-full"
          />
        )}
        <Button look="icon" aria-label={t`Remove condition ${n}`} onClick={onRemove}>
          <X size={14} aria-hidden="true" />
        </Button>
      </div>
      <TroubleLines troubles={troubles} />
    </div>
  );
}

import { useLingui } from '@lingui/react/macro';
import { ArrowDown, ArrowUp, X } from 'lucide-react';
import type { Checklist } from '#shared/domain/customer/handbook.ts';
import { Button } from '../../../ui/button.tsx';
import { TextInput } from '../form/inputs.tsx';
import { TroubleLines } from '../form/trouble-lines.tsx';
import { useTroublesUnder } from '../parts/use-troubles.ts';

type Step = Checklist['steps'][number];

type StepRowProps = {
  readonly n: number;
  readonly step: Step;
  /** Of its text in the handbook. */
  readonly path: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly isOnly: boolean;
  readonly onChange: (text: Step['text']) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
};

/** A step in both languages. */
export function StepRow(props: StepRowProps) {
  const { n, step, path, isFirst, isLast, isOnly, onChange, onMove, onRemove } = props;
  const { t } = useLingui();
  const troubles = useTroublesUnder(path);
  const labels = { zh: t`Step ${n} in Chinese`, en: t`Step ${n} in English` } as const;
  const languageNames = { zh: t`Chinese`, en: t`English` } as const;
  return (
    <li className="grid grid-cols-[20px_minmax(0,1fr)_auto] gap-2" data-testid="step">
      <span aria-hidden="true" className="pt-1.5 text-right text-1 text-ink-3">
        {n}
      </span>
      <div className="grid gap-1">
        {(['zh', 'en'] as const).map((language) => (
          <TextInput
            key={language}
            lang={language}
            aria-label={labels[language]}
            aria-invalid={troubles.some((one) => one.path === `${path}.${language}`)}
            placeholder={languageNames[language]}
            value={step.text[language]}
            maxLength={200}
            onChange={(event) => onChange({ ...step.text, [language]: event.target.value })}
            className="w-full"
          />
        ))}
        <TroubleLines troubles={troubles.slice(0, 1)} />
      </div>
      <span className="flex h-7.5 items-center">
        <Button look="icon" disabled={isFirst} aria-label={t`Move step ${n} up`} onClick={() => onMove(-1)}>
          <ArrowUp size={13} aria-hidden="true" />
        </Button>
        <Button look="icon" disabled={isLast} aria-label={t`Move step ${n} down`} onClick={() => onMove(1)}>
          <ArrowDown size={13} aria-hidden="true" />
        </Button>
        <Button look="icon" disabled={isOnly} aria-label={t`Remove step ${n}`} onClick={onRemove}>
          <X size={14} aria-hidden="true" />
        </Button>
      </span>
    </li>
  );
}

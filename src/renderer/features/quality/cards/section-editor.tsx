import { Trans, useLingui } from '@lingui/react/macro';
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import type { ScoreItem, ScoreSection } from '#shared/domain/quality/card.ts';
import { Button } from '../../../ui/button.tsx';
import { control } from '../parts/labelled.tsx';
import { freshItem, moved, replaced, without } from './model.ts';
import { NamesRow } from './names-row.tsx';

type SectionProps = {
  readonly section: ScoreSection;
  readonly number: number;
  readonly isOnly: boolean;
  readonly onChange: (section: ScoreSection) => void;
  readonly onMove: (by: 1 | -1) => void;
  readonly onRemove: () => void;
};

export function SectionEditor({ section, number, isOnly, onChange, onMove, onRemove }: SectionProps) {
  const { t } = useLingui();
  const change = (items: ScoreItem[]) => onChange({ ...section, items });
  return (
    <section
      aria-label={t`Section ${number}`}
      className="grid gap-2 rounded-3 border border-line bg-panel px-4 py-3"
    >
      <div className="flex items-center gap-2">
        <div className="min-w-0 flex-1">
          <NamesRow
            label={t`Section`}
            value={section.name}
            maxLength={60}
            testId="section-name"
            onChange={(name) => onChange({ ...section, name })}
          />
        </div>
        <Places isOnly={isOnly} what={t`section ${number}`} onMove={onMove} onRemove={onRemove} />
      </div>
      <ul className="grid gap-3">
        {section.items.map((item, at) => (
          <li key={item.id} className="border-line border-l-2 pl-3">
            <ItemEditor
              item={item}
              number={at + 1}
              isOnly={section.items.length === 1}
              onChange={(to) => change(replaced(section.items, to))}
              onMove={(by) => change(moved(section.items, item.id, by))}
              onRemove={() => change(without(section.items, item.id))}
            />
          </li>
        ))}
      </ul>
      {section.items.length < 20 && (
        <p>
          <Button look="quiet" data-testid="item-add" onClick={() => change([...section.items, freshItem()])}>
            <Plus size={14} aria-hidden="true" />
            <Trans>Add an item</Trans>
          </Button>
        </p>
      )}
    </section>
  );
}

type ItemProps = Omit<SectionProps, 'section' | 'onChange'> & {
  readonly item: ScoreItem;
  readonly onChange: (item: ScoreItem) => void;
};

function ItemEditor({ item, number, isOnly, onChange, onMove, onRemove }: ItemProps) {
  const { t } = useLingui();
  return (
    <div className="grid gap-1.5">
      <div className="flex items-center gap-2">
        <div className="min-w-0 flex-1">
          <NamesRow
            label={t`Item`}
            value={item.name}
            maxLength={60}
            testId="item-name"
            onChange={(name) => onChange({ ...item, name })}
          />
        </div>
        <Places isOnly={isOnly} what={t`item ${number}`} onMove={onMove} onRemove={onRemove} />
      </div>
      <NamesRow
        label={t`What is good`}
        value={item.hint}
        maxLength={200}
        onChange={(hint) => onChange({ ...item, hint })}
      />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-2">
        <label className="flex items-center gap-1.5 whitespace-nowrap">
          <Trans>Weight</Trans>
          <input
            type="number"
            min={0}
            max={100}
            value={item.weight}
            onChange={({ target }) =>
              onChange({ ...item, weight: Math.min(100, Math.max(0, Math.round(Number(target.value) || 0))) })
            }
            className={`${control} h-7 w-16`}
          />
        </label>
        <label className="flex items-center gap-1.5 whitespace-nowrap">
          <Trans>Scale</Trans>
          <select
            value={item.scale.is === 'yes_no' ? 'yes_no' : String(item.scale.max)}
            onChange={({ target: { value } }) =>
              onChange({
                ...item,
                scale: value === 'yes_no' ? { is: 'yes_no' } : { is: 'points', max: Number(value) },
              })
            }
            className={`${control} h-7 w-32`}
          >
            <option value="yes_no">{t`Yes or no`}</option>
            {[2, 3, 4, 5, 10].map((max) => (
              <option key={max} value={max}>
                {t`0 to ${max}`}
              </option>
            ))}
          </select>
        </label>
        <Check
          label={t`May not apply`}
          checked={item.mayNotApply}
          onChange={(mayNotApply) => onChange({ ...item, mayNotApply })}
        />
        <Check label={t`Fatal`} checked={item.fatal} onChange={(fatal) => onChange({ ...item, fatal })} />
      </div>
    </div>
  );
}

type CheckProps = {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (is: boolean) => void;
};

function Check({ label, checked, onChange }: CheckProps) {
  return (
    <label className="flex items-center gap-1.5 whitespace-nowrap">
      <input type="checkbox" checked={checked} onChange={({ target }) => onChange(target.checked)} />
      {label}
    </label>
  );
}

type PlacesProps = Pick<SectionProps, 'isOnly' | 'onMove' | 'onRemove'> & { readonly what: string };

function Places({ isOnly, what, onMove, onRemove }: PlacesProps) {
  const { t } = useLingui();
  if (isOnly) return null;
  return (
    <span className="flex shrink-0">
      <Button look="icon" aria-label={t`Move ${what} up`} onClick={() => onMove(-1)}>
        <ArrowUp size={14} aria-hidden="true" />
      </Button>
      <Button look="icon" aria-label={t`Move ${what} down`} onClick={() => onMove(1)}>
        <ArrowDown size={14} aria-hidden="true" />
      </Button>
      <Button look="icon" aria-label={t`Remove ${what}`} onClick={onRemove}>
        <Trash2 size={14} aria-hidden="true" />
      </Button>
    </span>
  );
}

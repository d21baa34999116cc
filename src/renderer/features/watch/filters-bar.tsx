import { Trans, useLingui } from '@lingui/react/macro';
import { nameIn } from '#shared/domain/customer/handbook.ts';
import { type Severity, severities } from '#shared/domain/watch/rule.ts';
import { useWatch } from '../../state/watch.ts';
import { type Filter, type View, views } from './filters.ts';
import { useSeverityNames } from './words.ts';

type FiltersProps = {
  readonly view: View;
  readonly onView: (view: View) => void;
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
};

const select =
  'h-6.5 min-w-0 max-w-60 rounded-2 border border-line-strong bg-panel px-1.5 text-2 text-ink outline-none focus-visible:outline-2 focus-visible:outline-focus';

/** Which alerts the list has. */
export function Filters({ view, onView, filter, onFilter }: FiltersProps) {
  const { t, i18n } = useLingui();
  const names = useSeverityNames();
  const rules = useWatch((s) => s.rules);
  const open = useWatch((s) => s.alerts);
  const mine = open.filter(({ acknowledged }) => acknowledged === null).length;
  const words: Readonly<Record<View, string>> = {
    open: t`Open (${mine})`,
    acknowledged: t`Acknowledged (${open.length - mine})`,
    past: t`Past`,
  };
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2 border-line border-b bg-panel px-4 py-1.5">
      <fieldset className="flex overflow-hidden rounded-2 border border-line">
        <legend className="sr-only">
          <Trans>Which alerts</Trans>
        </legend>
        {views.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={view === one}
            data-testid={`alerts-${one}`}
            onClick={() => onView(one)}
            className={`h-6.5 border-line border-r px-2.5 text-2 last:border-r-0 ${view === one ? 'bg-accent-soft font-medium text-accent' : 'text-ink-2 hover:bg-hover'}`}
          >
            {words[one]}
          </button>
        ))}
      </fieldset>
      <select
        aria-label={t`Severity`}
        className={select}
        value={filter.severity ?? ''}
        onChange={({ target }) =>
          onFilter({ ...filter, severity: target.value === '' ? null : (target.value as Severity) })
        }
      >
        <option value="">{t`Every severity`}</option>
        {[...severities].reverse().map((one) => (
          <option key={one} value={one}>
            {names[one]}
          </option>
        ))}
      </select>
      <select
        aria-label={t`Rule`}
        className={select}
        value={filter.ruleId ?? ''}
        onChange={({ target }) => onFilter({ ...filter, ruleId: target.value === '' ? null : target.value })}
      >
        <option value="">{t`Every rule`}</option>
        {rules.map(({ id, name }) => (
          <option key={id} value={id}>
            {nameIn(name, i18n.locale)}
          </option>
        ))}
      </select>
    </div>
  );
}

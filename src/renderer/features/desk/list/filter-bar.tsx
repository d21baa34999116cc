import { useLingui } from '@lingui/react/macro';
import { X } from 'lucide-react';
import { useHouse } from '../../../state/house.ts';
import { clearFilter, type Filter, isFiltered, setFilter, useViews } from '../../../state/views.ts';
import { languageNames } from '../../../ui/languages.ts';
import { SaveView } from './save-view.tsx';

/** What is left out of the list must be seen: each condition, and how to take it away. */
export function FilterBar() {
  const { t } = useLingui();
  const filter = useViews((s) => s.filter);
  const groupName = useHouse((s) => s.groups.find(({ id }) => id === filter.group)?.name);
  if (!isFiltered(filter)) return null;
  const words: Readonly<Record<keyof Filter, string>> = {
    waiting: t`Waiting for an answer`,
    unread: t`Unread`,
    draft: t`With a draft or unsent`,
    priority: t`With priority`,
    language: filter.language === undefined ? '' : languageNames[filter.language],
    group: groupName ?? t`Another group`,
  };
  return (
    <div data-testid="filter-bar" className="flex shrink-0 flex-wrap items-center gap-1 px-3 pb-1.5">
      {(Object.keys(filter) as (keyof Filter)[]).map((name) => (
        <button
          key={name}
          type="button"
          aria-label={t`Not only: ${words[name]}`}
          onClick={() => setFilter(name, undefined)}
          className="flex h-6 max-w-full items-center gap-1 rounded-full bg-accent-soft pr-1.5 pl-2.5 text-1 text-ink hover:bg-line"
        >
          <span className="foreign truncate">{words[name]}</span>
          <X size={12} aria-hidden="true" className="shrink-0 text-ink-3" />
        </button>
      ))}
      <button
        type="button"
        onClick={clearFilter}
        className="ml-auto rounded-1 px-1 text-1 text-ink-3 underline hover:text-ink"
      >
        {t`Show all`}
      </button>
      <SaveView />
    </div>
  );
}

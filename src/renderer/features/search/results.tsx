import { Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, useEffect, useRef } from 'react';
import { lookFurther, useSearch } from '../../state/search.ts';
import { AtHub } from './at-hub.tsx';
import { NotFound } from './not-found.tsx';
import { ResultRow } from './result-row.tsx';
import type { Result } from './results-of.ts';

type ResultsProps = {
  readonly id: string;
  readonly results: readonly Result[];
  readonly chosen: string | null;
  readonly onGo: (to: Result) => void;
};

/** What was found, in groups; below it, how it stands with what only the hub has. */
export function Results({ id, results, chosen, onGo }: ResultsProps) {
  const { t } = useLingui();
  const box = useRef<HTMLDivElement>(null);
  const here = useSearch((s) => s.here);
  const looking = useSearch((s) => s.looking);
  useEffect(() => {
    if (chosen !== null)
      box.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const groups = [
    { name: t`Customers and conversations`, rows: results.filter((one) => one.type === 'conversation') },
    { name: t`Messages`, rows: results.filter((one) => one.type === 'line' && one.from === 'here') },
    { name: t`Only at the hub`, rows: results.filter((one) => one.type === 'line' && one.from === 'hub') },
  ].filter(({ rows }) => rows.length > 0);
  return (
    <div className="flex min-h-0 flex-1 flex-col" aria-busy={looking}>
      {results.length === 0 && <NotFound />}
      <div
        ref={box}
        id={`${id}-list`}
        role="listbox"
        aria-label={t`Results`}
        tabIndex={-1}
        hidden={results.length === 0}
        onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
          if (scrollTop + clientHeight > scrollHeight - 200) void lookFurther();
        }}
        className="min-h-0 flex-1 overflow-y-auto py-1"
      >
        {groups.map(({ name, rows }) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options, no part of a form
          <div key={name} role="group" aria-label={name}>
            <Head>{name}</Head>
            {rows.map((result) => (
              <ResultRow
                key={result.key}
                id={`${id}-${result.key}`}
                result={result}
                chosen={result.key === chosen}
                onGo={() => onGo(result)}
              />
            ))}
          </div>
        ))}
      </div>
      {here !== null && here.left > 0 && <Indexing left={here.left} total={here.total} />}
      <AtHub />
    </div>
  );
}

function Head({ children }: { readonly children: ReactNode }) {
  return (
    <p aria-hidden="true" className="px-4 pt-2 pb-1 font-medium text-1 text-ink-3">
      {children}
    </p>
  );
}

function Indexing({ left, total }: { readonly left: number; readonly total: number }) {
  const { i18n } = useLingui();
  const done = new Intl.NumberFormat(i18n.locale, { style: 'percent' }).format(
    Math.max(0, Math.floor((1 - left / Math.max(total, 1)) * 100) / 100),
  );
  return (
    <p
      role="status"
      className="border-line border-t px-4 py-1.5 text-1 text-ink-2"
      data-testid="search-indexing"
    >
      <Trans>Older messages on this computer are still being made ready for search: {done}.</Trans>
    </p>
  );
}

import type { MessageDescriptor } from '@lingui/core';
import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import words from '../../locales/setting-words.json';
import { type Section, sections, useSettings } from '../../state/settings-section.ts';
import { useAccountRows } from './rows/account-rows.tsx';
import { useAlertRows } from './rows/alert-rows.tsx';
import { useAppearanceRows } from './rows/appearance-rows.tsx';
import { useHealthRows } from './rows/health-rows.tsx';
import { useKeptRows } from './rows/kept-rows.tsx';
import { useNetworkRows } from './rows/network-rows.tsx';
import { usePolicyRows } from './rows/policy-rows.tsx';
import { useQuietRows } from './rows/quiet-rows.tsx';
import { useSessionRows } from './rows/session-rows.tsx';
import { useShortcutRows } from './rows/shortcut-rows.tsx';
import { useStartRows } from './rows/start-rows.tsx';
import { useUpdateRows } from './rows/update-rows.tsx';
import { isFound } from './search.ts';
import { SettingRow } from './setting-row.tsx';
import { useSectionNames } from './words.ts';

const known: Readonly<Record<string, string>> = words;

/** Other words that a setting is looked for by, in both languages whichever is shown. */
function wordsFor(id: string): string {
  return known[id] ?? '';
}

type SettingsProps = {
  /** A text in every language: what is looked for may be known by its other name. */
  readonly titlesOf: (title: MessageDescriptor) => readonly string[];
  /** Every action with its keys, or those of them that are looked for. */
  readonly keyTable: (query: string | null) => ReactNode;
};

/** Everything that one person can have their own way on this computer. */
export function Settings({ titlesOf, keyTable }: SettingsProps) {
  const { t } = useLingui();
  const names = useSectionNames();
  const { section, query } = useSettings();
  const rows = [
    ...useAppearanceRows(),
    ...useAlertRows(),
    ...useStartRows(),
    ...useQuietRows(),
    ...useAccountRows(),
    ...useSessionRows(),
    ...useKeptRows(),
    ...useNetworkRows(),
    ...usePolicyRows(),
    ...useUpdateRows(),
    ...useHealthRows(),
    ...useShortcutRows(titlesOf, keyTable, query),
  ];
  const isSearch = query.trim() !== '';
  const shown = rows.filter((row) =>
    isSearch
      ? isFound(query, [names[row.section], row.label, row.hint ?? '', row.words ?? '', wordsFor(row.id)])
      : row.section === section,
  );
  const title = isSearch ? t`Found` : names[section];
  const of = (one: Section) => shown.filter((row) => row.section === one);
  return (
    <section
      aria-label={title}
      data-region="settings-page"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a page of text alone is scrolled by keys too
      tabIndex={0}
      className="flex min-h-0 flex-1 flex-col overflow-y-auto bg-bg"
    >
      <header className="flex h-11 shrink-0 items-center px-5">
        <h1 className="font-bold text-5">{title}</h1>
      </header>
      <div className="max-w-220 px-5 pb-6" aria-live={isSearch ? 'polite' : 'off'}>
        {shown.length === 0 && (
          <p className="text-ink-2">
            <Trans>No setting is called that.</Trans>
          </p>
        )}
        {sections.map((one) =>
          of(one).length === 0 ? null : (
            <div key={one} className="border-line border-t py-3 first-of-type:border-t-0">
              {isSearch && <h2 className="pb-1 font-bold text-3">{names[one]}</h2>}
              {of(one).map((row) => (
                <SettingRow key={row.id} row={row} />
              ))}
            </div>
          ),
        )}
      </div>
    </section>
  );
}

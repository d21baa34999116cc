import { Trans } from '@lingui/react/macro';
import { Search } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useAriaKeys, useKeysOf } from '../../state/actions/keys.ts';
import { openSearch, useSearch } from '../../state/search.ts';
import { Kbd } from '../../ui/kbd.tsx';

const SearchDialog = lazy(() =>
  import('../../features/search/index.ts').then((m) => ({ default: m.SearchDialog })),
);

/** Where one begins to search, besides the keys. */
export function SearchField() {
  const open = useSearch((s) => s.open);
  const keys = useKeysOf('search');
  const ariaKeys = useAriaKeys('search');
  return (
    <>
      <button
        type="button"
        data-testid="search-open"
        aria-haspopup="dialog"
        aria-keyshortcuts={ariaKeys}
        onClick={openSearch}
        className="mx-auto flex h-6.5 w-105 min-w-0 shrink items-center gap-2 rounded-2 border border-line bg-panel px-2.5 text-2 text-ink-3 hover:border-line-strong"
      >
        <Search size={13} className="shrink-0" aria-hidden="true" />
        <span className="min-w-0 flex-1 truncate text-left">
          <Trans>Search conversations, customers and messages</Trans>
        </span>
        <Kbd>{keys}</Kbd>
      </button>
      {open && (
        <Suspense>
          <SearchDialog />
        </Suspense>
      )}
    </>
  );
}

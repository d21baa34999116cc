import { Trans } from '@lingui/react/macro';
import { Search } from 'lucide-react';
import { lazy, Suspense, useEffect } from 'react';
import { openSearch, useSearch } from '../../state/search.ts';
import { Kbd } from '../../ui/kbd.tsx';

const SearchDialog = lazy(() =>
  import('../../features/search/index.ts').then((m) => ({ default: m.SearchDialog })),
);

/** Where one begins to search: the field in the top bar, or Ctrl+Shift+F from anywhere. */
export function SearchField() {
  const open = useSearch((s) => s.open);
  useSearchKey();
  return (
    <>
      <button
        type="button"
        data-testid="search-open"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+Shift+F"
        onClick={openSearch}
        className="mx-auto flex h-6.5 w-105 min-w-0 shrink items-center gap-2 rounded-2 border border-line bg-panel px-2.5 text-2 text-ink-3 hover:border-line-strong"
      >
        <Search size={13} className="shrink-0" aria-hidden="true" />
        <span className="min-w-0 flex-1 truncate text-left">
          <Trans>Search conversations, customers and messages</Trans>
        </span>
        <Kbd>Ctrl Shift F</Kbd>
      </button>
      {open && (
        <Suspense>
          <SearchDialog />
        </Suspense>
      )}
    </>
  );
}

function useSearchKey(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.isComposing || event.altKey || !event.shiftKey || !(event.ctrlKey || event.metaKey)) return;
      if (event.key.toLowerCase() !== 'f' || event.repeat) return;
      // A question that is asked is answered first.
      if (document.querySelector('dialog[open]') !== null) return;
      event.preventDefault();
      openSearch();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}

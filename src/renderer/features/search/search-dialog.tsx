import { Trans, useLingui } from '@lingui/react/macro';
import { Search as SearchIcon } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { longestQuery } from '#shared/domain/search/query.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { refusedWith } from '../../bridge/bridge.ts';
import { jumpToLine } from '../../state/jump.ts';
import { closeSearch, rememberQuery, setQuery, useSearch } from '../../state/search.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { useRefusalText } from '../../ui/refusal-text.ts';
import { Chips } from './chips.tsx';
import { Recent } from './recent.tsx';
import { Results } from './results.tsx';
import { type Result, resultsOf } from './results-of.ts';

/**
 * Search in everything: the field has the keys, the arrows choose, Enter goes there. So it does not give the keyboard back where it is
 * taken away (`useModal`): what was chosen has it. Closed by Escape, the browser's own dialog does.
 */
export function SearchDialog() {
  const { t } = useLingui();
  const id = useId();
  const refusalText = useRefusalText();
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const query = useSearch((s) => s.query);
  const here = useSearch((s) => s.here);
  const hub = useSearch((s) => s.hub);
  const [picked, setPicked] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const results = resultsOf(here, hub);
  const chosen = results.find((one) => one.key === picked) ?? results[0] ?? null;
  useEffect(() => {
    dialog.current?.showModal();
    field.current?.select();
  }, []);

  async function go(to: Result): Promise<void> {
    setRefusal(null);
    try {
      await jumpToLine(to.conversationId, to.seq);
      rememberQuery();
      closeSearch();
    } catch (error) {
      setRefusal(refusedWith(error));
    }
  }

  function press(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && chosen !== null) {
      event.preventDefault();
      void go(chosen);
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const at = results.findIndex((one) => one.key === chosen?.key);
    const next = results[at + (event.key === 'ArrowDown' ? 1 : -1)];
    if (next !== undefined) setPicked(next.key);
  }

  return (
    <dialog
      ref={dialog}
      aria-label={t`Search`}
      data-testid="search"
      onClose={closeSearch}
      className="mx-auto mt-[9vh] mb-auto flex max-h-[80vh] w-180 max-w-[94vw] flex-col overflow-hidden rounded-3 border border-line bg-panel p-0 text-ink shadow-pop backdrop:bg-black/35"
    >
      <div className="flex items-center gap-2.5 border-line border-b px-4">
        <SearchIcon size={16} className="shrink-0 text-ink-3" aria-hidden="true" />
        <input
          ref={field}
          type="text"
          role="combobox"
          aria-expanded={results.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={chosen === null ? undefined : `${id}-${chosen.key}`}
          aria-label={t`Search conversations, customers and messages`}
          placeholder={t`Search conversations, customers and messages`}
          maxLength={longestQuery}
          spellCheck={false}
          dir="auto"
          data-testid="search-field"
          value={query}
          onChange={(event) => {
            setPicked(null);
            setRefusal(null);
            setQuery(event.target.value);
          }}
          onKeyDown={press}
          className="h-12 min-w-0 flex-1 bg-transparent text-4 outline-none placeholder:text-ink-3"
        />
        <Kbd>Esc</Kbd>
      </div>
      <Chips />
      {refusal !== null && (
        <p role="alert" className="border-line border-b bg-bad-soft px-4 py-1.5 text-2 text-bad">
          {refusal.code === 'too_large' ? (
            <Trans>That line is too far back to jump to.</Trans>
          ) : (
            refusalText(refusal)
          )}
        </p>
      )}
      {query.trim() === '' ? (
        <Recent listId={`${id}-list`} onChosen={() => field.current?.focus()} />
      ) : (
        <Results id={id} results={results} chosen={chosen?.key ?? null} onGo={(to) => void go(to)} />
      )}
      <p className="flex items-center gap-3 border-line border-t bg-sunk px-4 py-1.5 text-1 text-ink-2">
        <span>
          <Kbd>↑</Kbd> <Kbd>↓</Kbd> <Trans>choose</Trans>
        </span>
        <span>
          <Kbd>Enter</Kbd> <Trans>go to the line</Trans>
        </span>
        <span>
          <Kbd>Tab</Kbd> <Trans>filters</Trans>
        </span>
      </p>
    </dialog>
  );
}

import { Trans, useLingui } from '@lingui/react/macro';
import { History } from 'lucide-react';
import { askAgain, forgetRecent, useSearch } from '../../state/search.ts';
import { Button } from '../../ui/button.tsx';

/** Before anything is typed: what was looked for lately. */
export function Recent({ listId, onChosen }: { readonly listId: string; readonly onChosen: () => void }) {
  const { t } = useLingui();
  const recent = useSearch((s) => s.recent);
  if (recent.length === 0) {
    return (
      <p id={listId} className="px-4 py-10 text-center text-2 text-ink-2">
        <Trans>
          Messages, notes, names and pages: everything on this computer, also offline. What is older the hub
          has.
        </Trans>
      </p>
    );
  }
  return (
    <div id={listId} className="py-1.5">
      <div className="flex items-center px-4 pb-1">
        <p className="font-medium text-1 text-ink-3">
          <Trans>Looked for lately</Trans>
        </p>
        <Button look="quiet" className="ml-auto" onClick={forgetRecent}>
          <Trans>Forget</Trans>
        </Button>
      </div>
      <ul aria-label={t`Looked for lately`}>
        {recent.map((query) => (
          <li key={query}>
            <button
              type="button"
              data-testid="search-recent"
              onClick={() => {
                askAgain(query);
                onChosen();
              }}
              className="flex h-8 w-full items-center gap-2.5 px-4 text-left hover:bg-hover"
            >
              <History size={14} className="shrink-0 text-ink-3" aria-hidden="true" />
              <span className="foreign truncate">{query}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

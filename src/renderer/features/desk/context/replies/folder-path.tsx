import { Trans, useLingui } from '@lingui/react/macro';
import { ChevronRight } from 'lucide-react';
import { goToFolder } from '../../../../state/reply-panel.ts';

/** Where one is, and the way back up; nothing where one is at the top. */
export function FolderPath({ folder }: { readonly folder: string }) {
  const { t } = useLingui();
  if (folder === '') return null;
  const names = folder.split('/');
  return (
    <nav aria-label={t`Folder`} className="flex flex-wrap items-center gap-0.5 pt-2 text-1 text-ink-2">
      <button type="button" className="rounded-2 px-1 hover:bg-hover" onClick={() => goToFolder('')}>
        <Trans>All</Trans>
      </button>
      {names.map((name, depth) => {
        const path = names.slice(0, depth + 1).join('/');
        const isLast = depth === names.length - 1;
        return (
          <span key={path} className="flex min-w-0 items-center gap-0.5">
            <ChevronRight size={11} aria-hidden="true" className="shrink-0 text-ink-3" />
            <button
              type="button"
              aria-current={isLast ? 'true' : undefined}
              data-testid="panel-path"
              onClick={() => goToFolder(path)}
              className={`foreign max-w-40 truncate rounded-2 px-1 hover:bg-hover ${isLast ? 'font-bold text-ink' : ''}`}
            >
              {name}
            </button>
          </span>
        );
      })}
    </nav>
  );
}

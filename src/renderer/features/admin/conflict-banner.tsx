import { Trans, useLingui } from '@lingui/react/macro';
import { GitMerge } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { timeText } from '../../ui/time.ts';
import { ChangeList } from './parts/change-list.tsx';
import type { Document, Kept } from './state/document.ts';
import { useWriterName } from './versions/writer.ts';

type ConflictBannerProps<K extends Kept, D extends object> = { readonly document: Document<K, D> };

/** Somebody else has saved the document meanwhile: nothing of mine is lost, and nothing of theirs. */
export function ConflictBanner<K extends Kept, D extends object>({ document }: ConflictBannerProps<K, D>) {
  const { t, i18n } = useLingui();
  const writerName = useWriterName();
  const { name: of, use: useDocument, discard, takeBoth } = document;
  const theirs = useDocument((s) => s.theirs);
  const base = useDocument((s) => s.base);
  if (theirs === null || base === null) return null;
  const changes = document.changesOf(document.of(base), document.of(theirs));
  const [name, time, version] = [writerName(theirs.by), timeText(theirs.at, i18n.locale), theirs.version];
  return (
    <div
      role="alert"
      data-testid={`${of}-conflict`}
      className="flex shrink-0 items-start gap-2 border-line border-b bg-warn-soft px-5 py-1.5 text-2"
    >
      <GitMerge size={15} aria-hidden="true" className="mt-1 shrink-0 text-warn" />
      <div className="min-w-0 flex-1">
        <p>
          <b className="foreign font-bold">{t`${name} saved version ${version} at ${time}.`}</b>{' '}
          <Trans>Your changes are of the version before and are not saved.</Trans>
        </p>
        <details className="group">
          <summary className="w-fit cursor-pointer rounded-2 text-ink-2 hover:text-ink">
            {t`What ${name} has changed`}
          </summary>
          {changes.length === 0 ? (
            <p className="text-ink-2">
              <Trans>Nothing in the end: it is as it was.</Trans>
            </p>
          ) : (
            <ChangeList changes={changes} />
          )}
        </details>
      </div>
      <Button onClick={discard} data-testid={`${of}-theirs`}>
        <Trans>Load theirs, drop mine</Trans>
      </Button>
      <Button look="primary" onClick={takeBoth} data-testid={`${of}-both`}>
        <Trans>Put mine on top of theirs</Trans>
      </Button>
    </div>
  );
}

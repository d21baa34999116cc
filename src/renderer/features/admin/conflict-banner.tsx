import { Trans, useLingui } from '@lingui/react/macro';
import { GitMerge } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { timeText } from '../../ui/time.ts';
import type { Document, Kept } from './state/document.ts';

type ConflictBannerProps<K extends Kept, D extends object> = { readonly document: Document<K, D> };

/** Somebody else has saved the document meanwhile: nothing of mine is lost, and nothing of theirs. */
export function ConflictBanner<K extends Kept, D extends object>({ document }: ConflictBannerProps<K, D>) {
  const { t, i18n } = useLingui();
  const { name: of, use: useDocument, discard, takeBoth } = document;
  const theirs = useDocument((s) => s.theirs);
  if (theirs === null) return null;
  const [name, time, version] = [theirs.by, timeText(theirs.at, i18n.locale), theirs.version];
  return (
    <div
      role="alert"
      data-testid={`${of}-conflict`}
      className="flex shrink-0 items-center gap-2 border-line border-b bg-warn-soft px-5 py-1.5 text-2"
    >
      <GitMerge size={15} aria-hidden="true" className="shrink-0 text-warn" />
      <p className="min-w-0 flex-1">
        <b className="foreign font-bold">{t`${name} saved version ${version} at ${time}.`}</b>{' '}
        <Trans>Your changes are of the version before and are not saved.</Trans>
      </p>
      <Button onClick={discard} data-testid={`${of}-theirs`}>
        <Trans>Load theirs, drop mine</Trans>
      </Button>
      <Button look="primary" onClick={takeBoth} data-testid={`${of}-both`}>
        <Trans>Put mine on top of theirs</Trans>
      </Button>
    </div>
  );
}

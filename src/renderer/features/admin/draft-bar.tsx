import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Check, ChevronUp } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { ChangeList } from './parts/change-list.tsx';
import { useRefusedText } from './parts/use-refused-text.ts';
import type { Document, Kept } from './state/document.ts';
import { TroubleList } from './trouble-list.tsx';

type DraftBarProps<K extends Kept, D extends object> = {
  readonly document: Document<K, D>;
  readonly saveText: string;
  readonly discardTitle: string;
};

/** What of a document is changed and not saved, what is wrong with it, and the ways out: save all, or discard all. */
export function DraftBar<K extends Kept, D extends object>(props: DraftBarProps<K, D>) {
  const { document, saveText, discardTitle } = props;
  const { t } = useLingui();
  const refusedText = useRefusedText();
  const { name, use: useDocument, isDirty, changesOf, of } = document;
  const dirty = useDocument(isDirty);
  const { base, draft, troubles, theirs, saving, saved, refusal } = useDocument();
  const [open, setOpen] = useState(false);
  const [asking, setAsking] = useState(false);
  if (base === null || draft === null) return null;
  const errors = troubles.filter(({ severity }) => severity === 'error').length;
  const warnings = troubles.length - errors;
  if (!dirty && troubles.length === 0 && saved === null) return null;
  const changes = dirty ? changesOf(of(base), draft) : [];
  const isBlocked = errors > 0 || theirs !== null;

  return (
    <footer className="shrink-0 border-line border-t bg-panel" data-testid={`${name}-bar`}>
      {open && (
        <div className="grid max-h-56 grid-cols-2 gap-6 overflow-y-auto border-line border-b px-5 py-2.5">
          <section aria-label={t`What is wrong`}>
            <h3 className="font-bold text-2">
              <Trans>What is wrong</Trans>
            </h3>
            <TroubleList troubles={troubles} placeOf={(path) => document.placeOf(draft, path)} />
          </section>
          <section aria-label={t`What is changed`}>
            <h3 className="font-bold text-2">
              <Trans>What is changed</Trans>
            </h3>
            <ChangeList changes={changes} />
          </section>
        </div>
      )}
      <div className="flex items-center gap-3 px-5 py-2">
        <Button
          look="quiet"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          data-testid={`${name}-details`}
        >
          <ChevronUp size={14} aria-hidden="true" className={open ? 'rotate-180' : ''} />
          <Trans>Details</Trans>
        </Button>
        <p className="flex min-w-0 flex-1 items-center gap-3 text-2" aria-live="polite">
          {dirty && (
            <b className="font-bold">
              {t`${plural(changes.length, { one: '# change not saved', other: '# changes not saved' })}`}
            </b>
          )}
          {!dirty && saved !== null && (
            <span className="flex items-center gap-1.5" data-testid={`${name}-saved`}>
              <Check size={14} aria-hidden="true" className="text-accent" />
              {t`Saved as version ${saved}. It is in force.`}
            </span>
          )}
          {errors > 0 && (
            <span className="text-bad">{t`${plural(errors, { one: '# error', other: '# errors' })}`}</span>
          )}
          {warnings > 0 && (
            <span className="text-warn">{t`${plural(warnings, { one: '# warning', other: '# warnings' })}`}</span>
          )}
          {refusal !== null && refusal.code !== 'conflict' && (
            <span role="alert" className="text-bad">
              {refusedText(refusal)}
            </span>
          )}
        </p>
        {dirty && (
          <>
            <Button disabled={saving} onClick={() => setAsking(true)} data-testid={`${name}-discard`}>
              <Trans>Discard…</Trans>
            </Button>
            <Button
              look="primary"
              disabled={saving || isBlocked}
              title={errors > 0 ? t`Errors have to be mended first.` : undefined}
              onClick={() => void document.save()}
              data-testid={`${name}-save`}
            >
              {saveText}
            </Button>
          </>
        )}
      </div>
      {asking && (
        <Confirm
          title={discardTitle}
          yes={t`Discard`}
          no={t`Cancel`}
          onYes={() => {
            setAsking(false);
            setOpen(false);
            document.discard();
          }}
          onNo={() => setAsking(false)}
        >
          {t`${plural(changes.length, { one: '# change', other: '# changes' })} of yours would be lost. What is in force stays as it is.`}
        </Confirm>
      )}
    </footer>
  );
}

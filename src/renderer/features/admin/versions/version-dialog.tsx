import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import type { Refusal } from '#shared/protocol/errors.ts';
import { refusedWith } from '../../../bridge/bridge.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ChangeList } from '../parts/change-list.tsx';
import { useAction } from '../parts/use-action.ts';
import { useRefusedText } from '../parts/use-refused-text.ts';
import type { Document, Kept } from '../state/document.ts';
import { useWriterName } from './writer.ts';

type VersionDialogProps<K extends Kept, D extends object> = {
  readonly document: Document<K, D>;
  /** `by` is empty where that is not known yet. */
  readonly version: { readonly version: number; readonly by: string };
  readonly onClose: () => void;
};

/** What would be another if this version were in force, and the way to make it so. */
export function VersionDialog<K extends Kept, D extends object>(props: VersionDialogProps<K, D>) {
  const { document, version, onClose } = props;
  const { use: useDocument, isDirty, version: read } = document;
  const { t } = useLingui();
  const refusedText = useRefusedText();
  const base = useDocument((s) => s.base);
  const dirty = useDocument(isDirty);
  const [kept, setKept] = useState<K | null>(null);
  const writer = useWriterName()(version.by || (kept?.by ?? ''));
  const [unread, setUnread] = useState<Refusal | null>(null);
  const { busy, refusal, run } = useAction();
  const n = version.version;

  useEffect(() => {
    read(n).then(
      (one) => setKept(() => one),
      (error) => setUnread(refusedWith(error)),
    );
  }, [n, read]);

  async function putBack(): Promise<void> {
    const done = await run(() => document.restore(n));
    if (done) onClose();
    // Somebody was faster: what is in force now is shown.
    else await document.load();
  }

  const why = refusal ?? unread;
  const changes =
    kept === null || base === null ? null : document.changesOf(document.of(base), document.of(kept));
  return (
    <Dialog
      title={
        n === 0
          ? t`Before the first version`
          : writer === ''
            ? t`Version ${n}`
            : t`Version ${n}, by ${writer}`
      }
      testId="version-dialog"
      onClose={onClose}
    >
      <p className="mt-1.5 text-2 text-ink-2">
        {changes?.length === 0 ? (
          <Trans>It is the same as what is in force now.</Trans>
        ) : (
          <Trans>Putting it in force again would change:</Trans>
        )}
      </p>
      {changes !== null && changes.length > 0 && <ChangeList changes={changes} />}
      {dirty && (
        <p className="mt-2 text-2 text-warn">
          <Trans>Your changes that are not saved would be discarded.</Trans>
        </p>
      )}
      {why !== null && (
        <p role="alert" className="mt-2 text-2 text-bad">
          {refusedText(why)}
        </p>
      )}
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={onClose}>{t`Cancel`}</Button>
        <Button
          look="primary"
          data-testid="version-restore"
          disabled={busy || changes === null || changes.length === 0}
          onClick={() => void putBack()}
        >
          <Trans>Put in force again</Trans>
        </Button>
      </div>
    </Dialog>
  );
}

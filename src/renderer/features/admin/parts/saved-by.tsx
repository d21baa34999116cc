import { Trans, useLingui } from '@lingui/react/macro';
import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { fullText } from '../../../ui/time.ts';
import type { Document, Kept } from '../state/document.ts';
import { VersionDialog } from '../versions/version-dialog.tsx';
import { useWriterName } from '../versions/writer.ts';

type SavedByProps<K extends Kept, D extends object> = {
  readonly document: Document<K, D>;
  /** The oldest version that there is to go back to: 0 where nothing at all can be put in force. */
  readonly oldest: 0 | 1;
};

/** Who saved what is in force, and when; and the way back to what was in force before. */
export function SavedBy<K extends Kept, D extends object>({ document, oldest }: SavedByProps<K, D>) {
  const { use: useDocument } = document;
  const { i18n } = useLingui();
  const writerName = useWriterName();
  const base = useDocument((s) => s.base);
  const [back, setBack] = useState<number | null>(null);
  if (base === null || base.version === 0) return null;
  const [name, time, version] = [writerName(base.by), fullText(base.at, i18n.locale), base.version];
  return (
    <div className="flex flex-wrap items-center gap-3">
      <span className="foreign text-2 text-ink-3" data-testid={`${document.name}-saved-by`}>
        <Trans>
          Version {version}, saved by {name} on {time}
        </Trans>
      </span>
      {version > oldest && (
        <Button data-testid={`${document.name}-undo`} onClick={() => setBack(version - 1)}>
          <Undo2 size={14} aria-hidden="true" />
          <Trans>Undo the last change…</Trans>
        </Button>
      )}
      {back !== null && (
        <VersionDialog
          document={document}
          version={{ version: back, by: '' }}
          onClose={() => setBack(null)}
        />
      )}
    </div>
  );
}

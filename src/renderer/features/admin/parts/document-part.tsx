import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Button } from '../../../ui/button.tsx';
import type { Document, Kept } from '../state/document.ts';
import { Nothing } from './split.tsx';
import { useRefusedText } from './use-refused-text.ts';

type DocumentPartProps<K extends Kept, D extends object> = {
  readonly document: Document<K, D>;
  /** What is said where it could not be read. */
  readonly unread: string;
  /** Of the heading, where there is none of the screen's own: 1. */
  readonly level?: 1 | 2;
  readonly children: (draft: D) => ReactNode;
};

/** A screen of a document, once there is one; else what keeps it from being there. */
export function DocumentPart<K extends Kept, D extends object>(props: DocumentPartProps<K, D>) {
  const { document, unread, level = 1, children } = props;
  const refusedText = useRefusedText();
  const { use: useDocument, load } = document;
  const draft = useDocument((s) => s.draft);
  const refusal = useDocument((s) => s.refusal);
  if (draft !== null) return children(draft);
  if (refusal === null)
    return (
      <p className="p-5 text-2 text-ink-3">
        <Trans>Loading…</Trans>
      </p>
    );
  return (
    <Nothing level={level} title={unread}>
      <p role="alert">{refusedText(refusal)}</p>
      <Button className="mt-3" onClick={() => void load()}>
        <Trans>Try again</Trans>
      </Button>
    </Nothing>
  );
}

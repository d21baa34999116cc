import { Trans, useLingui } from '@lingui/react/macro';
import type { Entry } from '#shared/domain/entry.ts';
import { tell } from '../../../bridge/bridge.ts';
import { LinkedText } from '../../../ui/linked-text.tsx';
import { fullText } from '../../../ui/time.ts';

/** For staff only: another colour, a dashed edge and its name, so that it is never taken for a reply. */
export function NoteView({ entry }: { readonly entry: Entry }) {
  const { i18n } = useLingui();
  if (entry.body.kind !== 'note') return null;
  return (
    <div className="py-1">
      <div
        data-testid="entry"
        data-seq={entry.seq}
        data-kind="note"
        data-author={entry.author.kind}
        title={fullText(entry.at, i18n.locale)}
        className="selectable mx-auto w-[86%] whitespace-pre-wrap break-words rounded-3 border border-note-line border-dashed bg-note px-3 py-1.5 text-2 text-ink-2"
      >
        <b className="font-bold text-ink">
          <Trans>Internal note · {entry.author.name}</Trans>
        </b>{' '}
        <span className="foreign">
          <LinkedText text={entry.body.text} onOpen={openLink} />
        </span>
      </div>
    </div>
  );
}

function openLink(url: string): void {
  tell('app.openLink', { url });
}

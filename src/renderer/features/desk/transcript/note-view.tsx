import { Trans, useLingui } from '@lingui/react/macro';
import type { Entry, PersonRef } from '#shared/domain/entry.ts';
import { isLinkLike } from '#shared/domain/link/desk-link.ts';
import { tell } from '../../../bridge/bridge.ts';
import { useMarked } from '../../../state/find.ts';
import { LinkedText } from '../../../ui/linked-text.tsx';
import { splitAt } from '../../../ui/split-at.ts';
import { fullText } from '../../../ui/time.ts';

/** For staff only: another colour, a dashed edge and its name, so that it is never taken for a reply. */
export function NoteView({
  entry,
  conversationId,
}: {
  readonly entry: Entry;
  readonly conversationId: string;
}) {
  const { i18n } = useLingui();
  const marked = useMarked(conversationId);
  if (entry.body.kind !== 'note') return null;
  const { whisper } = entry.body;
  return (
    <div className="group flex py-1">
      <div
        data-testid="entry"
        data-seq={entry.seq}
        data-kind="note"
        data-author={entry.author.kind}
        title={fullText(entry.at, i18n.locale)}
        data-line
        tabIndex={-1}
        data-whisper={whisper}
        className={`selectable mx-auto w-[86%] whitespace-pre-wrap break-words rounded-3 border border-dashed px-3 py-1.5 text-2 text-ink-2 ${whisper ? 'border-whisper-line bg-whisper' : 'border-note-line bg-note'}`}
      >
        <b className="font-bold text-ink">
          {whisper ? (
            <Trans>Whisper · {entry.author.name}</Trans>
          ) : (
            <Trans>Internal note · {entry.author.name}</Trans>
          )}
        </b>{' '}
        <span className="foreign">
          <NoteText text={entry.body.text} mentions={entry.body.mentions ?? []} marked={marked} />
        </span>
      </div>
    </div>
  );
}

/** Who is called by it stands out. */
function NoteText({
  text,
  mentions,
  marked,
}: {
  readonly text: string;
  readonly mentions: readonly PersonRef[];
  readonly marked: string;
}) {
  const [first, ...others] = mentions;
  if (first === undefined) return <LinkedText byStaff text={text} marked={marked} onOpen={openLink} />;
  return splitAt(text, `@${first.name}`).map((piece, place) => {
    const key = `${place}`;
    if (place % 2 === 1)
      return (
        <b key={key} className="font-bold text-accent">
          {piece}
        </b>
      );
    return <NoteText key={key} text={piece} mentions={others} marked={marked} />;
  });
}

/** One of ours shows what it names in this window; the others open outside. */
function openLink(url: string): void {
  if (isLinkLike(url)) tell('links.open', { url });
  else tell('app.openLink', { url });
}

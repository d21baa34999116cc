import { useLingui } from '@lingui/react/macro';
import { Angry, MessagesSquare, ThumbsDown } from 'lucide-react';
import { hasTrouble } from '#shared/domain/supervision/trouble.ts';
import type { BoardRow } from '#shared/protocol/board.ts';

/** Why somebody may want to look: each mark says in words what it is by. */
export function TroubleMarks({ row }: { readonly row: BoardRow }) {
  const { t } = useLingui();
  const { trouble, unanswered } = row;
  if (trouble === 0) return null;
  const marks = [
    { name: 'words', Icon: Angry, text: t`Words of anger or complaint` },
    { name: 'unanswered', Icon: MessagesSquare, text: t`${unanswered} messages without an answer` },
    { name: 'rating', Icon: ThumbsDown, text: t`A bad rating` },
  ] as const;
  return (
    <span className="inline-flex shrink-0 items-center gap-1 text-bad">
      {marks
        .filter(({ name }) => hasTrouble(trouble, name))
        .map(({ name, Icon, text }) => (
          <span key={name} role="img" aria-label={text} title={text} data-trouble={name}>
            <Icon size={13} aria-hidden="true" />
          </span>
        ))}
    </span>
  );
}

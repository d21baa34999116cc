import { useLingui } from '@lingui/react/macro';
import { Paperclip } from 'lucide-react';
import type { ResultLine } from '#shared/ipc/search.ts';
import { useMinute } from '../../state/clock.ts';
import { meOf, useDeskApp } from '../../state/desk-app.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { useVisitorName } from '../../ui/names.ts';
import { Tag } from '../../ui/tag.tsx';
import { dateText, dayOf, fullText, timeText } from '../../ui/time.ts';
import type { Result } from './results-of.ts';

type ResultRowProps = {
  readonly id: string;
  readonly result: Result;
  readonly chosen: boolean;
  readonly onGo: () => void;
};

/** Whose conversation, the words in their line, who wrote it and when. */
export function ResultRow({ id, result, chosen, onGo }: ResultRowProps) {
  const { i18n, t } = useLingui();
  const nameOf = useVisitorName();
  const now = useMinute();
  const { conversation, pieces } = result.found;
  const name = nameOf(conversation.visitor);
  const at = result.type === 'line' ? result.found.at : conversation.lastAt;
  const time = dayOf(at, now) === 'today' ? timeText(at, i18n.locale) : dateText(at, i18n.locale, now);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      data-testid="search-result"
      data-type={result.type === 'line' ? result.from : 'conversation'}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onGo}
      className={`flex h-13 cursor-default items-center gap-2.5 px-4 ${chosen ? 'bg-accent-soft' : 'hover:bg-hover'}`}
    >
      <Avatar name={name} hue={0} size="row" />
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-1.5">
          <span className="foreign truncate font-bold">{name}</span>
          {conversation.status === 'closed' && <Tag>{t`Closed`}</Tag>}
          {result.type === 'line' && result.found.kind === 'note' && <Tag tone="warn">{t`Note`}</Tag>}
          <span className="ml-auto shrink-0 pl-2 text-1 text-ink-3" title={fullText(at, i18n.locale)}>
            {time}
          </span>
        </p>
        <p className="foreign truncate text-2 text-ink-2">
          <Why result={result} />
          <Marked pieces={pieces} />
          {result.type === 'line' && result.found.file !== null && (
            <span data-testid="search-result-file" className={pieces.length > 0 ? 'ml-1.5' : undefined}>
              <Paperclip
                size={12}
                className="mr-0.5 inline align-[-1px] text-ink-3"
                role="img"
                aria-label={t`Name of a file`}
              />
              <Marked pieces={result.found.file} />
            </span>
          )}
        </p>
      </div>
    </div>
  );
}

/** A text in which what was looked for is marked. */
function Marked({ pieces }: { readonly pieces: ResultLine['pieces'] }) {
  return pieces.map((piece, n) =>
    piece.hit ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text, which never move
      <mark key={n} className="rounded-[2px] bg-warn-soft font-bold text-ink">
        {piece.text}
      </mark>
    ) : (
      piece.text
    ),
  );
}

/** Who says so, or what of the customer it is. */
function Why({ result }: { readonly result: Result }) {
  const { t } = useLingui();
  const meId = useDeskApp((s) => meOf(s.account)?.id);
  if (result.type === 'line') {
    const { author } = result.found;
    if (author.kind === 'visitor') return null;
    const name = author.id === meId ? t`You` : author.name;
    return <span className="text-ink-3">{t`${name}: `}</span>;
  }
  const { field } = result.found;
  const what = { name: null, code: null, contact: t`Contact: `, page: t`Page: ` }[field];
  return what === null ? null : <span className="text-ink-3">{what}</span>;
}

import { Trans, useLingui } from '@lingui/react/macro';
import { Check, CheckCheck } from 'lucide-react';
import { memo } from 'react';
import type { Entry } from '#shared/domain/entry.ts';
import { useConversations, useRow } from '../../../state/conversations.ts';
import { useMarked } from '../../../state/find.ts';
import { useHue } from '../../../state/tabs.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { useVisitorName } from '../../../ui/names.ts';
import { fullText, timeText } from '../../../ui/time.ts';
import { FileList } from '../files/file-list.tsx';
import { Bubble } from './bubble.tsx';
import { EditedMark } from './edited-mark.tsx';
import type { Side } from './layout.ts';
import { MenuButton } from './menu-button.tsx';
import { QuoteView } from './quote-view.tsx';

type MessageProps = {
  readonly entry: Entry;
  readonly side: Side;
  /** What it says now. */
  readonly text: string;
  readonly edited: boolean;
  readonly quoteRecalled: boolean;
  readonly first: boolean;
  readonly last: boolean;
  readonly conversationId: string;
};

/** A message: the customer's on the left, ours on the right, the robot's and colleagues' by their name. */
export const MessageView = memo(function MessageView({
  entry,
  side,
  text,
  edited,
  quoteRecalled,
  first,
  last,
  conversationId,
}: MessageProps) {
  const { i18n, t } = useLingui();
  const marked = useMarked(conversationId);
  if (entry.body.kind !== 'message') return null;
  const { quote } = entry.body;
  const time = timeText(entry.at, i18n.locale);
  const name = entry.author.name;
  const label = side === 'robot' ? t`${name} · robot` : side === 'agent' ? name : undefined;
  const at = fullText(entry.at, i18n.locale);
  const { text: before, files } = entry.body;
  // Which one of a group was edited is seen on itself, not under the last of them.
  const foot = (last || edited) && (
    <p
      className={`mt-0.5 flex items-center gap-1 text-0 text-ink-3 ${side === 'visitor' ? '' : 'justify-end'}`}
    >
      {edited && <EditedMark before={before} at={at} />}
      {edited && last && <span aria-hidden="true">·</span>}
      {last && <time dateTime={new Date(entry.at).toISOString()}>{time}</time>}
      {last && side === 'me' && <ReadState conversationId={conversationId} publicSeq={entry.publicSeq} />}
    </p>
  );
  return (
    <article
      data-testid="entry"
      data-seq={entry.seq}
      data-kind="message"
      data-author={entry.author.kind}
      title={at}
      data-line
      tabIndex={-1}
      className={`group flex rounded-2 ${first ? 'pt-1.5' : 'pt-0.75'} ${side === 'visitor' ? 'justify-start' : 'justify-end'}`}
    >
      {side === 'visitor' && (
        <span className="mr-2 w-7 shrink-0">
          {first && <VisitorAvatar conversationId={conversationId} />}
        </span>
      )}
      <div className="min-w-0 max-w-[min(72%,640px)]">
        <Bubble
          look={side}
          first={first}
          text={text}
          label={first ? label : undefined}
          files={files && <FileList files={files} conversationId={conversationId} />}
          quote={
            quote && <QuoteView quote={quote} recalled={quoteRecalled} conversationId={conversationId} />
          }
          marked={marked}
          foot={foot}
        />
      </div>
      <MenuButton side={side === 'visitor' ? 'left' : 'right'} />
    </article>
  );
});

/** Whether the customer has read it, as far as their side has told. */
function ReadState({
  conversationId,
  publicSeq,
}: {
  readonly conversationId: string;
  readonly publicSeq: number | null;
}) {
  const { t } = useLingui();
  const isRead = useConversations((s) => (s.rows.get(conversationId)?.seen ?? 0) >= (publicSeq ?? Infinity));
  if (!isRead) return <Check size={11} role="img" aria-label={t`Sent`} />;
  return (
    <span data-testid="read" className="flex items-center gap-0.5">
      <CheckCheck size={11} aria-hidden="true" />
      <Trans>Read</Trans>
    </span>
  );
}

function VisitorAvatar({ conversationId }: { readonly conversationId: string }) {
  const nameOf = useVisitorName();
  const row = useRow(conversationId);
  const hue = useHue(conversationId);
  if (row === undefined) return null;
  return <Avatar name={nameOf(row.conversation.visitor)} hue={hue} size="bubble" />;
}

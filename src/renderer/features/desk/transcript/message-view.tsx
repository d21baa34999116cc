import { Trans, useLingui } from '@lingui/react/macro';
import { Check } from 'lucide-react';
import { memo } from 'react';
import type { Entry } from '#shared/domain/entry.ts';
import { useRow } from '../../../state/conversations.ts';
import { useHue } from '../../../state/tabs.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { useVisitorName } from '../../../ui/names.ts';
import { fullText, timeText } from '../../../ui/time.ts';
import { FileList } from '../files/file-list.tsx';
import { Bubble } from './bubble.tsx';
import type { Side } from './layout.ts';

type MessageProps = {
  readonly entry: Entry;
  readonly side: Side;
  /** What it says now. */
  readonly text: string;
  readonly edited: boolean;
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
  first,
  last,
  conversationId,
}: MessageProps) {
  const { i18n, t } = useLingui();
  if (entry.body.kind !== 'message') return null;
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
      {edited && (
        <span data-testid="edited" title={t`Before, ${at}: ${before}`}>
          <Trans>edited</Trans>
        </span>
      )}
      {edited && last && <span aria-hidden="true">·</span>}
      {last && <time dateTime={new Date(entry.at).toISOString()}>{time}</time>}
      {last && side === 'me' && <Check size={11} role="img" aria-label={t`Sent`} />}
    </p>
  );
  return (
    <article
      data-testid="entry"
      data-seq={entry.seq}
      data-kind="message"
      data-author={entry.author.kind}
      title={at}
      className={`flex ${first ? 'pt-1.5' : 'pt-0.75'} ${side === 'visitor' ? 'justify-start' : 'justify-end'}`}
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
          foot={foot}
        />
      </div>
    </article>
  );
});

function VisitorAvatar({ conversationId }: { readonly conversationId: string }) {
  const nameOf = useVisitorName();
  const row = useRow(conversationId);
  const hue = useHue(conversationId);
  if (row === undefined) return null;
  return <Avatar name={nameOf(row.conversation.visitor)} hue={hue} size="bubble" />;
}

import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { CircleAlert, Clock } from 'lucide-react';
import { memo } from 'react';
import type { FilesInBrief as FilesInBriefOf } from '#shared/domain/attached.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { useMinute } from '../../../state/clock.ts';
import { useConversations, useRow } from '../../../state/conversations.ts';
import { meOf, useDeskApp } from '../../../state/desk-app.ts';
import { useDraft } from '../../../state/drafts.ts';
import { openTab, useHue, useTabs } from '../../../state/tabs.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { languageMark } from '../../../ui/languages.ts';
import { useVisitorName } from '../../../ui/names.ts';
import { Tag } from '../../../ui/tag.tsx';
import { dateText, dayOf, minutesText, timeText } from '../../../ui/time.ts';
import { Countdown } from '../countdown.tsx';
import { ConversationTags } from '../tags.tsx';
import { WaitClock } from './wait-clock.tsx';

type RowProps = {
  readonly id: string;
  readonly place: number;
  readonly of: number;
  readonly pointed: boolean;
};

/** One conversation in the list. Draws itself only when its own row changes. */
export const Row = memo(function Row({ id, place, of, pointed }: RowProps) {
  const row = useRow(id);
  const shown = useTabs((s) => s.active === id);
  const hue = useHue(id);
  const nameOf = useVisitorName();
  const { i18n, t } = useLingui();
  if (row === undefined) return null;
  const { visitor } = row.conversation;
  const name = nameOf(visitor);
  const unread = row.unread;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox around it has the keys
    <div
      id={`row-${id}`}
      role="option"
      aria-selected={shown}
      aria-posinset={place}
      aria-setsize={of}
      data-testid="conversation-row"
      data-conversation-id={id}
      data-unread={unread}
      data-hue={hue}
      tabIndex={-1}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => openTab(id)}
      className={`grid h-13 grid-cols-[3px_auto_minmax(0,1fr)_auto] items-center gap-x-2.25 pr-3 ${shown ? 'bg-accent-soft' : 'hover:bg-hover'} ${pointed ? 'outline-2 outline-focus -outline-offset-2' : ''}`}
    >
      <span className={`hue-stripe h-8.5 w-[3px] rounded-r-[3px] ${hue > 0 ? 'bg-hue' : ''}`} />
      <Avatar name={name} hue={hue} size="row" />
      <div className="min-w-0">
        <p className="flex items-center gap-1.25 leading-[1.35]">
          <span className={`foreign truncate ${unread > 0 ? 'font-bold' : 'font-medium'}`}>{name}</span>
          {visitor.locale !== i18n.locale && <Tag>{languageMark(visitor.locale)}</Tag>}
          <ConversationTags conversation={row.conversation} />
        </p>
        <p className="truncate text-2 text-ink-2 leading-[1.4]">
          <LastLine row={row} shown={shown} />
        </p>
      </div>
      <div className="grid min-w-8 justify-items-end text-1 text-ink-3 leading-[1.5]">
        <Side row={row} />
        <span className="flex h-4.25 items-center gap-1">
          {row.refused && (
            <CircleAlert size={14} role="img" aria-label={t`A message was not sent`} className="text-bad" />
          )}
          {row.pending > 0 && !row.refused && (
            <Clock size={12} role="img" aria-label={t`A message waits to be sent`} className="text-ink-3" />
          )}
          <QueueGroup row={row} />
          <Badge
            count={unread}
            label={t`${plural(unread, { one: '# unread message', other: '# unread messages' })}`}
          />
        </span>
      </div>
    </div>
  );
});

/** A draft left behind, else the last message, mine marked as mine, else where the customer is. */
function LastLine({ row, shown }: { readonly row: ConversationRow; readonly shown: boolean }) {
  const { id, lastMessage, page } = row.conversation;
  const draft = useDraft(id).trim().slice(0, 120);
  if (draft !== '' && !shown) {
    return (
      <Trans>
        <span className="text-warn">Draft:</span> <span className="foreign">{draft}</span>
      </Trans>
    );
  }
  if (lastMessage === null) return <span className="foreign">{page?.title ?? ''}</span>;
  return <LastMessage {...lastMessage} />;
}

function LastMessage({ author, text, files }: NonNullable<ConversationRow['conversation']['lastMessage']>) {
  const me = useDeskApp((s) => meOf(s.account)?.id ?? null);
  const { kind, name } = author;
  const isMine = kind === 'agent' && author.id === me;
  if (text === null) {
    if (isMine) return <Trans>You recalled a message</Trans>;
    if (kind === 'visitor') return <Trans>The customer recalled a message</Trans>;
    return <Trans>{name} recalled a message</Trans>;
  }
  const said = (
    <span className="foreign">
      {files !== undefined && <FilesInBrief {...files} />} {text}
    </span>
  );
  if (kind !== 'agent') return said;
  if (isMine) return <Trans>You: {said}</Trans>;
  return (
    <Trans>
      <span className="foreign">{name}</span>: {said}
    </Trans>
  );
}

/** What goes along with a message, in a word. */
function FilesInBrief({ kind, count }: FilesInBriefOf) {
  const { t } = useLingui();
  const words = { image: t`[Image]`, audio: t`[Audio]`, video: t`[Video]`, file: t`[File]` };
  return count === 1 ? words[kind] : `${words[kind]}×${count}`;
}

/** Whose queue it waits in. */
function QueueGroup({ row: { conversation } }: { readonly row: ConversationRow }) {
  const { status, group } = conversation;
  if (status !== 'queued' || group === null) return null;
  return <span className="foreign max-w-20 truncate">{group.name}</span>;
}

/** What is left of wrap-up, a wait that runs, else how long ago it was answered, else when it ended. */
function Side({ row }: { readonly row: ConversationRow }) {
  const { id, kind, status, waitingSince, closedAt, lastMessage, openedAt, wrapUpUntil } = row.conversation;
  const { filed } = row.conversation;
  const wrapsUp = useConversations((s) => s.sections.wrapUp.includes(id));
  const isDue = useConversations((s) => s.sections.due.includes(id));
  if (wrapsUp && wrapUpUntil !== null) return <Countdown until={wrapUpUntil} />;
  if (isDue) return <Due at={filed?.nextContactAt ?? openedAt} />;
  if (status === 'closed') return <When at={closedAt ?? openedAt} />;
  // Nobody sits before the screen for a message that was left: its clock would only be red.
  if (waitingSince !== null && kind === 'live')
    return <WaitClock since={waitingSince} group={row.conversation.group?.id ?? null} />;
  if (lastMessage?.author.kind === 'agent') return <Answered at={lastMessage.at} />;
  return <When at={lastMessage?.at ?? openedAt} />;
}

/** Since when they are to be heard from. */
function Due({ at }: { readonly at: number }) {
  return (
    <span className="font-medium text-warn">
      <When at={at} />
    </span>
  );
}

function Answered({ at }: { readonly at: number }) {
  const { i18n, t } = useLingui();
  const now = useMinute();
  const minutes = minutesText(now - at, i18n.locale);
  return (
    <span title={t`Answered at ${timeText(at, i18n.locale)}`}>
      {now - at < 60_000 ? t`Answered` : minutes}
    </span>
  );
}

function When({ at }: { readonly at: number }) {
  const { i18n } = useLingui();
  const now = useMinute();
  return (
    <span>{dayOf(at, now) === 'today' ? timeText(at, i18n.locale) : dateText(at, i18n.locale, now)}</span>
  );
}

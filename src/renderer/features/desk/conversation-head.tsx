import { Trans, useLingui } from '@lingui/react/macro';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { useSecond } from '../../state/clock.ts';
import { meOf, useDeskApp } from '../../state/desk-app.ts';
import { useVisitorName } from '../../ui/names.ts';
import { Tag } from '../../ui/tag.tsx';
import { clockText } from '../../ui/time.ts';
import { ContactLinks } from './contact-links.tsx';
import { HeadActions } from './head-actions.tsx';
import { LadderMark } from './ladder-mark.tsx';
import { WatchedMark } from './supervision/watched-mark.tsx';
import { ConversationTags } from './tags.tsx';

/** Whom one is talking to, where they are, for how long, with whom, and what can be done about it. */
export function ConversationHead({ row }: { readonly row: ConversationRow }) {
  const { conversation } = row;
  const nameOf = useVisitorName();
  const { status, agent, guests, openedAt, closedAt } = conversation;
  return (
    <header className="@container relative flex h-11 shrink-0 items-center gap-2 border-line border-b bg-panel pr-3 pl-4">
      <span className="hue-stripe absolute inset-y-0 left-0 w-[3px] bg-hue" />
      <h2 className="foreign @min-[44rem]:shrink-0 min-w-12 max-w-[40%] truncate font-bold text-5">
        {nameOf(conversation.visitor)}
      </h2>
      {row.gone && (
        <Tag tone="warn">
          <Trans>No longer visible to you</Trans>
        </Tag>
      )}
      {status === 'queued' && !row.gone && (
        <Tag tone="warn">
          <Trans>Queued</Trans>
        </Tag>
      )}
      {status === 'closed' && !row.gone && (
        <Tag>
          <Trans>Closed</Trans>
        </Tag>
      )}
      <LadderMark row={row} />
      <WatchedMark id={conversation.id} />
      <ConversationTags conversation={conversation} />
      <p className="@max-[31rem]:hidden flex min-w-0 shrink-[99999] items-center gap-1 overflow-hidden text-2 text-ink-3">
        <Where row={row} />
        <span className="shrink-0">
          <Duration from={openedAt} to={closedAt} />
        </span>
        {agent !== null && <Owner name={agent.name} id={agent.id} />}
        {guests.length > 0 && <Guests row={row} />}
      </p>
      <HeadActions row={row} />
    </header>
  );
}

/** The page they are on; of a message how it can be answered. */
function Where({ row: { conversation } }: { readonly row: ConversationRow }) {
  const { page, kind, contact } = conversation;
  if (kind === 'message' && contact !== null) {
    return (
      <>
        <ContactLinks contact={contact} line />
        <span className="shrink-0">·</span>
      </>
    );
  }
  if (page === null) return null;
  return (
    <>
      <span className="foreign truncate" title={page.url}>
        {page.title || page.url}
      </span>
      <span className="shrink-0">·</span>
    </>
  );
}

function Duration({ from, to }: { readonly from: number; readonly to: number | null }) {
  const { i18n } = useLingui();
  const now = useSecond();
  return <Trans>open {clockText((to ?? now) - from, i18n.locale)}</Trans>;
}

function Owner({ id, name }: { readonly id: string; readonly name: string }) {
  const me = useDeskApp((s) => meOf(s.account));
  if (id === me?.id) return null;
  return (
    <span className="truncate">
      · <Trans>with {name}</Trans>
    </span>
  );
}

/** Colleagues who are in it besides its agent. */
function Guests({ row }: { readonly row: ConversationRow }) {
  const { i18n, t } = useLingui();
  const me = useDeskApp((s) => meOf(s.account)?.id);
  const names = row.conversation.guests.map(({ id, name }) => (id === me ? t`you` : name));
  const list = new Intl.ListFormat(i18n.locale, { type: 'conjunction' }).format(names);
  return (
    <span className="foreign truncate" data-testid="guests" title={list}>
      · <Trans>guests: {list}</Trans>
    </span>
  );
}

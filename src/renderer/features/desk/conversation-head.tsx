import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { useSecond } from '../../state/clock.ts';
import { meOf, useDeskApp } from '../../state/desk-app.ts';
import { Button } from '../../ui/button.tsx';
import { useVisitorName } from '../../ui/names.ts';
import { Tag } from '../../ui/tag.tsx';
import { clockText } from '../../ui/time.ts';
import { focusComposer } from './focus.ts';
import { changeOwnership } from './ownership.ts';
import { obstacleTo } from './permission.ts';

/** Whom one is talking to, where they are, for how long, and what can be done about it. */
export function ConversationHead({ row }: { readonly row: ConversationRow }) {
  const { conversation } = row;
  const nameOf = useVisitorName();
  const { status, agent, page, openedAt, closedAt } = conversation;
  return (
    <header className="relative flex h-11 shrink-0 items-center gap-2 border-line border-b bg-panel pr-3 pl-4">
      <span className="hue-stripe absolute inset-y-0 left-0 w-[3px] bg-hue" />
      <h2 className="foreign max-w-[45%] shrink-0 truncate font-bold text-5">
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
      <p className="flex min-w-0 items-center gap-1 text-2 text-ink-3">
        {page !== null && (
          <>
            <span className="foreign truncate" title={page.url}>
              {page.title || page.url}
            </span>
            <span className="shrink-0">·</span>
          </>
        )}
        <span className="shrink-0">
          <Duration from={openedAt} to={closedAt} />
        </span>
        {agent !== null && <Owner name={agent.name} id={agent.id} />}
      </p>
      <Actions row={row} />
    </header>
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

/** Closing is asked in place: what it does to the customer cannot be taken back. */
function Actions({ row }: { readonly row: ConversationRow }) {
  const me = useDeskApp((s) => meOf(s.account));
  const offline = useDeskApp((s) => s.connection.state !== 'connected');
  const { t } = useLingui();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const { conversation } = row;
  if (me === null || conversation.status === 'closed' || row.gone) return null;
  const change = async (what: 'take' | 'close') => {
    setBusy(true);
    await changeOwnership(what, conversation);
    setBusy(false);
    setAsking(false);
    if (what === 'take') focusComposer();
  };
  const why = offline ? t`Needs the hub, which cannot be reached right now.` : undefined;
  const obstacle = obstacleTo(row, me);
  return (
    <div className="ml-auto flex shrink-0 items-center gap-1.5">
      {obstacle === 'queued' && (
        <Button
          look="primary"
          data-testid="conversation-take"
          disabled={offline || busy}
          title={why}
          onClick={() => void change('take')}
        >
          <Trans>Take</Trans>
        </Button>
      )}
      {obstacle === null && !asking && (
        <Button
          data-testid="conversation-close"
          disabled={offline || busy}
          title={why}
          onClick={() => setAsking(true)}
        >
          <Trans>Close conversation</Trans>
        </Button>
      )}
      {obstacle === null && asking && (
        <fieldset
          aria-label={t`Close conversation`}
          className="flex items-center gap-1.5 text-2"
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.preventDefault();
            setAsking(false);
            focusComposer();
          }}
        >
          <Trans>Close it for the customer too?</Trans>
          <Button
            look="primary"
            autoFocus
            data-testid="conversation-close-confirm"
            disabled={offline || busy}
            onClick={() => void change('close')}
          >
            <Trans>Close</Trans>
          </Button>
          <Button onClick={() => setAsking(false)}>
            <Trans>Keep open</Trans>
          </Button>
        </fieldset>
      )}
    </div>
  );
}

import { Trans, useLingui } from '@lingui/react/macro';
import { ClipboardCheck, DoorOpen, Forward, PenLine, Play, Search, Star, UserPlus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { mayReview } from '#shared/domain/quality/acts.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import { useKeysOf } from '../../state/actions/keys.ts';
import { meOf, useDeskApp } from '../../state/desk-app.ts';
import { openFind } from '../../state/find.ts';
import { openHandOver } from '../../state/hand-over.ts';
import { reviewConversation } from '../../state/quality.ts';
import { openReplay } from '../../state/replay.ts';
import { useMayStep } from '../../state/supervision.ts';
import { openWrapUp } from '../../state/wrap-up.ts';
import { Button } from '../../ui/button.tsx';
import { withKeys } from '../../ui/kbd.tsx';
import { askClosing, useClosing } from './closing.ts';
import { focusComposer } from './focus.ts';
import { askForRating, type Change, changeOwnership } from './ownership.ts';
import { obstacleTo, rightsIn } from './permission.ts';
import { JumpToDate } from './transcript/jump-to-date.tsx';

/** What can be done with a conversation as a whole. */
export function HeadActions({ row }: { readonly row: ConversationRow }) {
  const me = useDeskApp((s) => meOf(s.account));
  return me === null ? null : <Actions row={row} me={me} />;
}

function Actions({ row, me }: { readonly row: ConversationRow; readonly me: Me }) {
  const { t } = useLingui();
  const offline = useDeskApp((s) => s.connection.state !== 'connected');
  const [busy, setBusy] = useState(false);
  const { conversation } = row;
  const rights = rightsIn(row, me, useMayStep());
  const inviteKeys = useKeysOf('conversation.invite');
  const transferKeys = useKeysOf('conversation.transfer');
  const change = async (what: Change) => {
    setBusy(true);
    await changeOwnership(what, conversation);
    setBusy(false);
  };
  const askRating = async () => {
    setBusy(true);
    await askForRating(conversation);
    setBusy(false);
  };
  const state = { disabled: offline || busy };
  const whyNot = offline ? t`Needs the hub, which cannot be reached right now.` : undefined;
  return (
    <div className="ml-auto flex shrink-0 items-center gap-1.5">
      <Button
        look="icon"
        aria-label={t`Find in this conversation (Ctrl F)`}
        data-testid="find-open"
        onClick={() => openFind(conversation.id)}
      >
        <Search size={15} aria-hidden="true" />
      </Button>
      <JumpToDate row={row} />
      {obstacleTo(row, me) === 'queued' && (
        <Button
          look="primary"
          data-testid="conversation-take"
          {...state}
          title={whyNot}
          onClick={() => void change('take')}
        >
          <Trans>Take</Trans>
        </Button>
      )}
      {rights.invite && (
        <Button
          data-testid="conversation-invite"
          {...state}
          title={whyNot ?? withKeys(t`Ask a colleague to join`, inviteKeys)}
          onClick={() => openHandOver(conversation.id, 'invite')}
        >
          <UserPlus size={14} aria-hidden="true" />
          <Word rare>
            <Trans>Invite</Trans>
          </Word>
        </Button>
      )}
      {rights.transfer && (
        <Button
          data-testid="conversation-transfer"
          {...state}
          title={whyNot ?? withKeys(t`Give it to a colleague or a group`, transferKeys)}
          onClick={() => openHandOver(conversation.id, 'transfer')}
        >
          <Forward size={14} aria-hidden="true" />
          <Word rare>
            <Trans>Transfer</Trans>
          </Word>
        </Button>
      )}
      {rights.leave && (
        <Button
          data-testid="conversation-leave"
          {...state}
          title={whyNot}
          onClick={() => void change('leave')}
        >
          <DoorOpen size={14} aria-hidden="true" />
          <Word rare>
            <Trans>Leave</Trans>
          </Word>
        </Button>
      )}
      {rights.askRating && (
        <Button
          data-testid="conversation-ask-rating"
          {...state}
          title={whyNot ?? t`Ask the customer how the service was`}
          onClick={() => void askRating()}
        >
          <Star size={14} aria-hidden="true" />
          <span className="sr-only">
            <Trans>Ask for a rating</Trans>
          </span>
        </Button>
      )}
      {rights.close && (
        <Closing id={conversation.id} {...state} whyNot={whyNot} onClose={() => change('close')} />
      )}
      {rights.close && conversation.agent?.id === me.id && (
        <Button
          look="primary"
          data-testid="close-and-wrap-up"
          title={t`What came of it`}
          onClick={() => openWrapUp(conversation.id)}
        >
          <PenLine size={14} aria-hidden="true" />
          <Word>
            <Trans>Close and wrap up</Trans>
          </Word>
        </Button>
      )}
      {conversation.status === 'closed' && !row.gone && (
        <Button
          data-testid="conversation-replay"
          disabled={offline}
          title={whyNot ?? t`Play it as it happened`}
          onClick={() => openReplay(conversation.id)}
        >
          <Play size={14} aria-hidden="true" />
          <Word rare>
            <Trans>Replay</Trans>
          </Word>
        </Button>
      )}
      {conversation.status === 'closed' &&
        conversation.agent !== null &&
        mayReview(me, conversation.agent.id) && (
          <Button
            data-testid="conversation-review"
            disabled={offline}
            title={whyNot ?? t`Score it with a card`}
            onClick={() => reviewConversation(conversation.id)}
          >
            <ClipboardCheck size={14} aria-hidden="true" />
            <Word rare>
              <Trans>Review</Trans>
            </Word>
          </Button>
        )}
      {conversation.status === 'closed' && conversation.agent?.id === me.id && !row.gone && (
        <Button data-testid="wrap-up-again" onClick={() => openWrapUp(conversation.id)}>
          <PenLine size={14} aria-hidden="true" />
          <Word>
            <Trans>Wrap-up</Trans>
          </Word>
        </Button>
      )}
    </div>
  );
}

/**
 * Beside an icon that says it too: in a narrow window it is for screen readers alone, and what is done once in a while
 * makes room first.
 */
function Word({ children, rare = false }: { readonly children: ReactNode; readonly rare?: boolean }) {
  return <span className={rare ? '@max-[44rem]:sr-only' : '@max-[36rem]:sr-only'}>{children}</span>;
}

type ClosingProps = {
  readonly id: string;
  readonly disabled: boolean;
  readonly whyNot: string | undefined;
  readonly onClose: () => Promise<void>;
};

/** Closing is asked in place: what it does to the customer cannot be taken back. */
function Closing({ id, disabled, whyNot, onClose }: ClosingProps) {
  const { t } = useLingui();
  const asking = useClosing((s) => s.asked === id);
  useEffect(
    () => () => {
      // Who has gone elsewhere is not asked any more.
      if (useClosing.getState().asked === id) askClosing(null);
    },
    [id],
  );
  if (!asking) {
    return (
      <Button
        data-testid="conversation-close"
        disabled={disabled}
        title={whyNot ?? t`Close conversation`}
        onClick={() => askClosing(id)}
      >
        <span className="@max-[44rem]:hidden">
          <Trans>Close conversation</Trans>
        </span>
        <span className="@min-[44rem]:hidden">
          <Trans context="a conversation">Close</Trans>
        </span>
      </Button>
    );
  }
  return (
    <fieldset
      aria-label={t`Close conversation`}
      className="flex items-center gap-1.5 text-2"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        askClosing(null);
        focusComposer();
      }}
    >
      <Trans>Close it for the customer too?</Trans>
      <Button
        look="primary"
        autoFocus
        data-testid="conversation-close-confirm"
        disabled={disabled}
        onClick={() => void onClose().then(() => askClosing(null))}
      >
        <Trans context="a conversation">Close</Trans>
      </Button>
      <Button onClick={() => askClosing(null)}>
        <Trans>Keep open</Trans>
      </Button>
    </fieldset>
  );
}

import { Trans, useLingui } from '@lingui/react/macro';
import { HandHelping, Hourglass } from 'lucide-react';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { meOf, useDeskApp } from '../../../state/desk-app.ts';
import { useTranscript } from '../../../state/transcripts.ts';
import { Button } from '../../../ui/button.tsx';
import { Countdown } from '../countdown.tsx';
import { changeOwnership } from '../ownership.ts';
import { AnswerButtons } from './answer-buttons.tsx';
import { Bar } from './bar.tsx';
import { NotTakenBar } from './not-taken-bar.tsx';
import { noteOf } from './note-of.ts';
import { useAskText } from './use-ask-text.ts';
import { WrapUpBar } from './wrap-up-bar.tsx';

/** Between transcript and composer: what is asked of me here, what I have asked, and what is left to do. */
export function Bars({ row }: { readonly row: ConversationRow }) {
  const meId = useDeskApp((s) => meOf(s.account)?.id ?? null);
  const { offer, status, agent, wrapUpUntil } = row.conversation;
  if (row.gone || meId === null) return null;
  if (status === 'closed') {
    return agent?.id === meId && wrapUpUntil !== null ? <WrapUpBar row={row} until={wrapUpUntil} /> : null;
  }
  if (offer?.to.id === meId) return <Asked row={row} />;
  if (offer != null && offer.by !== null) return <Waiting row={row} />;
  return agent?.id === meId ? <NotTakenBar id={row.conversation.id} meId={meId} /> : null;
}

/** Who asks me, what they say, how long I have. */
function Asked({ row }: { readonly row: ConversationRow }) {
  const ask = useAskText();
  const { entries } = useTranscript(row.conversation.id);
  const { offer, id } = row.conversation;
  if (offer === null) return null;
  const note = offer.by === null ? null : noteOf(entries);
  return (
    <Bar
      name="offer-bar"
      tone="accent"
      icon={<HandHelping size={16} aria-hidden="true" className="text-accent" />}
      action={<AnswerButtons id={id} focus />}
    >
      <div className="min-w-0 flex-1 py-0.75">
        <p>
          <b className="foreign font-bold">{ask(offer)}</b> <Countdown until={offer.until} />
        </p>
        {note !== null && (
          <p className="foreign selectable max-h-24 overflow-y-auto whitespace-pre-wrap break-words text-ink-2">
            {note}
          </p>
        )}
      </div>
    </Bar>
  );
}

/** Whom I, or a colleague, have asked. */
function Waiting({ row }: { readonly row: ConversationRow }) {
  const { t } = useLingui();
  const me = useDeskApp((s) => meOf(s.account));
  const offline = useDeskApp((s) => s.connection.state !== 'connected');
  const { conversation } = row;
  const { offer } = conversation;
  if (offer === null || me === null) return null;
  const name = offer.to.name;
  const isMine = conversation.agent?.id === me.id;
  const mayWithdraw = isMine || me.role !== 'agent';
  return (
    <Bar
      name="asked-bar"
      tone="plain"
      icon={<Hourglass size={15} aria-hidden="true" className="text-ink-3" />}
      action={
        mayWithdraw ? (
          <Button
            data-testid="offer-withdraw"
            disabled={offline}
            onClick={() => void changeOwnership('withdraw', conversation)}
          >
            <Trans>Withdraw</Trans>
          </Button>
        ) : null
      }
    >
      <p className="min-w-0 flex-1 py-0.75">
        <b className="foreign font-bold">
          {offer.how === 'invite' ? t`Waiting for ${name} to join` : t`Waiting for ${name} to accept`}
        </b>{' '}
        <Countdown until={offer.until} />{' '}
        {offer.how === 'transfer' && isMine && (
          <span className="text-ink-2">
            <Trans>Until then the customer stays with you.</Trans>
          </span>
        )}
      </p>
    </Bar>
  );
}

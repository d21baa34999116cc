import { Trans, useLingui } from '@lingui/react/macro';
import { HandHelping, Hourglass, PenLine, UserX } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { useSecond } from '../../../state/clock.ts';
import { meOf, useDeskApp } from '../../../state/desk-app.ts';
import { openHandOver } from '../../../state/hand-over.ts';
import { useTranscript } from '../../../state/transcripts.ts';
import { Button } from '../../../ui/button.tsx';
import { Countdown } from '../countdown.tsx';
import { changeOwnership } from '../ownership.ts';
import { AnswerButtons } from './answer-buttons.tsx';
import { noteOf, type Unanswered, unansweredIn } from './note-of.ts';
import { useAskText } from './use-ask-text.ts';

/** Between transcript and composer: what is asked of me here, what I have asked, and what is left to do. */
export function Bars({ row }: { readonly row: ConversationRow }) {
  const meId = useDeskApp((s) => meOf(s.account)?.id ?? null);
  const { offer, status, agent, wrapUpUntil } = row.conversation;
  if (row.gone || meId === null) return null;
  if (status === 'closed') {
    return agent?.id === meId && wrapUpUntil !== null ? <WrapUp row={row} until={wrapUpUntil} /> : null;
  }
  if (offer?.to.id === meId) return <Asked row={row} />;
  if (offer != null && offer.by !== null) return <Waiting row={row} />;
  return agent?.id === meId ? <NotTaken id={row.conversation.id} meId={meId} /> : null;
}

type BarProps = {
  readonly name: string;
  readonly icon: ReactNode;
  readonly tone: 'accent' | 'plain' | 'warn';
  readonly role?: 'status' | 'alert';
  readonly children: ReactNode;
};

const tones = { accent: 'bg-accent-soft', plain: 'bg-sunk', warn: 'bg-warn-soft' } as const;

function Bar({ name, icon, tone, role = 'status', children }: BarProps) {
  return (
    <div
      role={role}
      data-testid={name}
      className={`mx-4 mb-2 flex shrink-0 items-start gap-2.5 rounded-3 border border-line px-3 py-1.5 text-2 ${tones[tone]}`}
    >
      <span className="grid h-6.5 shrink-0 place-items-center">{icon}</span>
      {children}
    </div>
  );
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
      <AnswerButtons id={id} focus />
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
  const mine = conversation.agent?.id === me.id || me.role !== 'agent';
  return (
    <Bar
      name="asked-bar"
      tone="plain"
      icon={<Hourglass size={15} aria-hidden="true" className="text-ink-3" />}
    >
      <p className="min-w-0 flex-1 py-0.75">
        <b className="foreign font-bold">
          {offer.how === 'invite' ? t`Waiting for ${name} to join` : t`Waiting for ${name} to accept`}
        </b>{' '}
        <Countdown until={offer.until} />{' '}
        {offer.how === 'transfer' && (
          <span className="text-ink-2">
            <Trans>Until then the customer stays with you.</Trans>
          </span>
        )}
      </p>
      {mine && (
        <Button
          data-testid="offer-withdraw"
          disabled={offline}
          onClick={() => void changeOwnership('withdraw', conversation)}
        >
          <Trans>Withdraw</Trans>
        </Button>
      )}
    </Bar>
  );
}

/** Whom I asked and who did not come. */
function NotTaken({ id, meId }: { readonly id: string; readonly meId: string }) {
  const { entries } = useTranscript(id);
  const unanswered = unansweredIn(entries, meId);
  const words = useUnansweredText();
  if (unanswered === null) return null;
  return (
    <Bar name="not-taken-bar" tone="warn" icon={<UserX size={15} aria-hidden="true" className="text-warn" />}>
      <p className="foreign min-w-0 flex-1 py-0.75">{words(unanswered)}</p>
      <Button onClick={() => openHandOver(id, unanswered.how)}>
        <Trans>Ask somebody else</Trans>
      </Button>
    </Bar>
  );
}

function useUnansweredText(): (unanswered: Unanswered) => string {
  const { t } = useLingui();
  return ({ name, how, because }) => {
    const isTransfer = how === 'transfer';
    if (because === 'declined') {
      return isTransfer
        ? t`${name} declined. The conversation is still yours.`
        : t`${name} declined to join. The conversation is still yours.`;
    }
    if (because === 'no_answer') return t`${name} did not answer in time. The conversation is still yours.`;
    return t`${name} is not here any more. The conversation is still yours.`;
  };
}

/** What comes after a conversation: new ones are held off while it lasts. */
function WrapUp({ row, until }: { readonly row: ConversationRow; readonly until: number }) {
  const { t } = useLingui();
  const now = useSecond();
  const offline = useDeskApp((s) => s.connection.state !== 'connected');
  if (until <= now) return null;
  return (
    <Bar
      name="wrap-up-bar"
      tone="plain"
      icon={<PenLine size={15} aria-hidden="true" className="text-ink-3" />}
    >
      <p className="min-w-0 flex-1 py-0.75">
        <b className="font-bold">
          <Trans>Wrap-up</Trans>
        </b>{' '}
        <Countdown until={until} />{' '}
        <span className="text-ink-2">
          <Trans>It keeps a place of yours until it is done.</Trans>
        </span>
      </p>
      <Button
        look="primary"
        data-testid="wrap-done"
        disabled={offline}
        title={offline ? t`Needs the hub, which cannot be reached right now.` : t`Done: Ctrl Shift D`}
        onClick={() => void changeOwnership('wrapDone', row.conversation)}
      >
        <Trans>Done</Trans>
      </Button>
    </Bar>
  );
}

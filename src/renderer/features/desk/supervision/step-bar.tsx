import { Trans, useLingui } from '@lingui/react/macro';
import { Ear, Eye, Hand, LogIn } from 'lucide-react';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import { useKeysOf } from '../../../state/actions/keys.ts';
import { useComposing } from '../../../state/composing.ts';
import { useDeskApp } from '../../../state/desk-app.ts';
import { useMayStep } from '../../../state/supervision.ts';
import { Button } from '../../../ui/button.tsx';
import { Confirm } from '../../../ui/confirm.tsx';
import { withKeys } from '../../../ui/kbd.tsx';
import { Bar } from '../offers/bar.tsx';
import { stepsIn } from '../permission.ts';
import { askTakingOver, joinIn, takeOver, turnToWhisper, useTakingOver } from './step.ts';
import { useTold } from './use-watch.ts';

/** Where one looks at the conversation of a colleague: that one does, who knows, and how to step in. */
export function StepBar({ row, me }: { readonly row: ConversationRow; readonly me: Me }) {
  const { t } = useLingui();
  const { conversation } = row;
  const { id, agent } = conversation;
  const offline = useDeskApp((s) => s.connection.state !== 'connected');
  const steps = stepsIn(row, me, useMayStep());
  const { mode, whisper } = useComposing(id);
  const keys = { whisper: useKeysOf('supervise.whisper'), join: useKeysOf('supervise.join') };
  const takeKeys = useKeysOf('supervise.take-over');
  const whyNot = offline ? t`Needs the hub, which cannot be reached right now.` : undefined;
  const state = { disabled: offline };
  return (
    <>
      <Bar
        name="step-bar"
        tone={steps.watching ? 'watch' : 'plain'}
        icon={
          steps.watching ? (
            <Eye size={16} aria-hidden="true" className="text-accent" />
          ) : (
            <LogIn size={15} aria-hidden="true" className="text-ink-3" />
          )
        }
        action={
          <span className="flex flex-wrap justify-end gap-1.5">
            {steps.whisper && (
              <Button
                data-testid="step-whisper"
                aria-pressed={mode === 'note' && whisper}
                title={withKeys(t`Say something to the agent; the customer never sees it`, keys.whisper)}
                onClick={() => turnToWhisper(id)}
              >
                <Ear size={14} aria-hidden="true" />
                <Trans>Whisper</Trans>
              </Button>
            )}
            {steps.join && (
              <Button
                data-testid="step-join"
                {...state}
                title={whyNot ?? withKeys(t`The customer is told that you have joined`, keys.join)}
                onClick={() => void joinIn(conversation)}
              >
                <LogIn size={14} aria-hidden="true" />
                <Trans context="a conversation">Join</Trans>
              </Button>
            )}
            {steps.takeOver && (
              <Button
                data-testid="step-take-over"
                {...state}
                title={whyNot ?? withKeys(t`The conversation is yours from then on`, takeKeys)}
                onClick={() => askTakingOver(id)}
              >
                <Hand size={14} aria-hidden="true" />
                <Trans>Take over</Trans>
              </Button>
            )}
          </span>
        }
      >
        <p className="min-w-0 flex-1 py-0.75" data-testid="step-state">
          {steps.watching ? <Watching row={row} /> : <Trans>You are in {agent?.name}’s conversation.</Trans>}
        </p>
      </Bar>
      <TakingOver row={row} me={me} />
    </>
  );
}

/** Who knows that one looks. */
function Watching({ row: { conversation } }: { readonly row: ConversationRow }) {
  const told = useTold(conversation.status);
  const name = conversation.agent?.name;
  return (
    <>
      <b className="font-bold">
        <Trans>You are watching.</Trans>
      </b>{' '}
      {told === 'never' && <Trans>Nobody sees you.</Trans>}
      {told === 'somebody' && <Trans>{name} sees that somebody watches, the customer does not.</Trans>}
      {told === 'name' && <Trans>{name} sees that you watch, the customer does not.</Trans>}
    </>
  );
}

function TakingOver({ row: { conversation }, me }: { readonly row: ConversationRow; readonly me: Me }) {
  const { t } = useLingui();
  const asked = useTakingOver((s) => s.asked === conversation.id);
  if (!asked) return null;
  const name = conversation.agent?.name;
  return (
    <Confirm
      title={t`Take it over from ${name}?`}
      yes={t`Take over`}
      no={t`Not now`}
      onNo={() => askTakingOver(null)}
      onYes={() => {
        askTakingOver(null);
        void takeOver(conversation, me);
      }}
    >
      <Trans>
        The customer is told that you serve them now. {name} is told too, and keeps what they were writing.
      </Trans>
    </Confirm>
  );
}

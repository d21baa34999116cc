import { Trans, useLingui } from '@lingui/react/macro';
import { CircleAlert, Clock, Pencil, RotateCcw, Trash2 } from 'lucide-react';
import type { Outgoing } from '#shared/ipc/conversations.ts';
import { refusedWith } from '../../../bridge/bridge.ts';
import { removeFile } from '../../../state/attachments.ts';
import { useDeskApp } from '../../../state/desk-app.ts';
import { notice } from '../../../state/notices.ts';
import { discardOutgoing, retryOutgoing } from '../../../state/transcripts.ts';
import { Button } from '../../../ui/button.tsx';
import { timeText } from '../../../ui/time.ts';
import { OutgoingFiles } from '../files/outgoing-files.tsx';
import { focusComposer } from '../focus.ts';
import { takeBack } from '../take-back.ts';
import { Bubble } from './bubble.tsx';
import { HeldFoot } from './held-foot.tsx';
import { QuoteView } from './quote-view.tsx';
import { useMessageTrouble, type Way } from './refused.ts';

type OutgoingProps = { readonly outgoing: Outgoing; readonly first: boolean; readonly last: boolean };

/** My message until the hub has it: waiting, on its way, or refused with the reason and what one can do. */
export function OutgoingView({ outgoing, first, last }: OutgoingProps) {
  const { t } = useLingui();
  const refused = outgoing.state === 'refused';
  const foot = last && !refused && <Waiting outgoing={outgoing} />;
  return (
    <article
      data-testid="outgoing"
      data-state={outgoing.state}
      data-kind={outgoing.kind}
      className={`flex flex-col items-end ${first ? 'pt-1.5' : 'pt-0.75'}`}
    >
      <div className="min-w-0 max-w-[min(72%,640px)]">
        <Bubble
          look={outgoing.kind === 'note' ? 'note' : refused ? 'refused' : 'me'}
          label={outgoing.kind === 'note' ? t`Internal note` : undefined}
          first={first}
          text={outgoing.text}
          files={<OutgoingFiles outgoing={outgoing} />}
          quote={
            outgoing.quote && (
              <QuoteView quote={outgoing.quote} recalled={false} conversationId={outgoing.conversationId} />
            )
          }
          foot={outgoing.heldUntil === null ? foot : <HeldFoot outgoing={outgoing} after={foot} />}
        />
      </div>
      {refused && <Refused outgoing={outgoing} />}
    </article>
  );
}

function Waiting({ outgoing }: { readonly outgoing: Outgoing }) {
  const { i18n, t } = useLingui();
  const connected = useDeskApp((s) => s.connection.state === 'connected');
  const words = connected || outgoing.state === 'sending' ? t`Sending…` : t`Sent when the line is back`;
  return (
    <p className="mt-0.5 flex items-center justify-end gap-1 text-0 text-ink-3">
      {timeText(outgoing.at, i18n.locale)}
      {connected ? <Clock size={11} role="img" aria-label={words} /> : <span>· {words}</span>}
    </p>
  );
}

function Refused({ outgoing }: { readonly outgoing: Outgoing }) {
  const { t } = useLingui();
  const { conversationId, key, code } = outgoing;
  const { text, ways } = useMessageTrouble(code);
  const attempt = async (what: () => Promise<unknown>) => {
    try {
      await what();
    } catch (error) {
      notice(conversationId, refusedWith(error));
    }
  };
  const edit = async () => {
    await takeBack(outgoing);
    focusComposer();
  };
  const discard = async () => {
    await discardOutgoing(outgoing);
    for (const file of outgoing.files ?? []) await removeFile(conversationId, file.key);
  };
  const actions = {
    retry: { Icon: RotateCcw, label: t`Send again`, run: () => retryOutgoing(key) },
    edit: { Icon: Pencil, label: t`Edit`, run: edit },
    discard: { Icon: Trash2, label: t`Discard`, run: discard },
  } as const satisfies Record<Way, unknown>;
  return (
    <div
      role="alert"
      className="mt-1 flex max-w-[90%] flex-wrap items-center justify-end gap-x-2 gap-y-0.5 text-1"
    >
      <span className="flex items-center gap-1 text-bad">
        <CircleAlert size={13} aria-hidden="true" className="shrink-0" />
        <span data-testid="outgoing-why">
          <Trans>
            <b className="font-bold">Not sent.</b> {text}
          </Trans>
        </span>
      </span>
      <span className="flex">
        {ways.map((way) => {
          const { Icon, label, run } = actions[way];
          return (
            <Button key={way} look="quiet" data-testid={`outgoing-${way}`} onClick={() => void attempt(run)}>
              <Icon size={12} aria-hidden="true" />
              {label}
            </Button>
          );
        })}
      </span>
    </div>
  );
}

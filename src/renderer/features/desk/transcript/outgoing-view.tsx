import { Trans, useLingui } from '@lingui/react/macro';
import { CircleAlert, Clock, Pencil, RotateCcw, Trash2 } from 'lucide-react';
import type { Outgoing } from '#shared/ipc/conversations.ts';
import { refusalOfCode, refusedWith } from '../../../bridge/bridge.ts';
import { useDeskApp } from '../../../state/desk-app.ts';
import { draftOf, setDraft } from '../../../state/drafts.ts';
import { notice } from '../../../state/notices.ts';
import { discardOutgoing, retryOutgoing } from '../../../state/transcripts.ts';
import { Button } from '../../../ui/button.tsx';
import { useRefusalText } from '../../../ui/refusal-text.ts';
import { timeText } from '../../../ui/time.ts';
import { focusComposer } from '../focus.ts';
import { Bubble } from './bubble.tsx';

type OutgoingProps = { readonly outgoing: Outgoing; readonly first: boolean; readonly last: boolean };

/** My message until the hub has it: waiting, on its way, or refused with the reason and what one can do. */
export function OutgoingView({ outgoing, first, last }: OutgoingProps) {
  const refused = outgoing.state === 'refused';
  return (
    <article
      data-testid="outgoing"
      data-state={outgoing.state}
      className={`flex flex-col items-end ${first ? 'pt-1.5' : 'pt-0.75'}`}
    >
      <div className="min-w-0 max-w-[min(72%,640px)]">
        <Bubble
          look={refused ? 'refused' : 'me'}
          first={first}
          text={outgoing.text}
          foot={last && !refused && <Waiting outgoing={outgoing} />}
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
  const refusalText = useRefusalText();
  const { conversationId, key, code } = outgoing;
  const attempt = async (what: () => Promise<void>) => {
    try {
      await what();
    } catch (error) {
      notice(conversationId, refusedWith(error));
    }
  };
  const edit = () =>
    attempt(async () => {
      const text = await discardOutgoing(outgoing);
      const draft = draftOf(conversationId);
      setDraft(conversationId, draft === '' ? text : `${text}\n${draft}`);
      focusComposer();
    });
  return (
    <div
      role="alert"
      className="mt-1 flex max-w-[90%] flex-wrap items-center justify-end gap-x-2 gap-y-0.5 text-1"
    >
      <span className="flex items-center gap-1 text-bad">
        <CircleAlert size={13} aria-hidden="true" className="shrink-0" />
        <span>
          <b className="font-bold">
            <Trans>Not sent.</Trans>
          </b>{' '}
          {refusalText(refusalOfCode(code))}
        </span>
      </span>
      <span className="flex">
        <Button look="quiet" onClick={() => void attempt(() => retryOutgoing(key))}>
          <RotateCcw size={12} aria-hidden="true" />
          {t`Send again`}
        </Button>
        <Button look="quiet" onClick={() => void edit()}>
          <Pencil size={12} aria-hidden="true" />
          {t`Edit`}
        </Button>
        <Button
          look="quiet"
          onClick={() =>
            void attempt(async () => {
              await discardOutgoing(outgoing);
            })
          }
        >
          <Trash2 size={12} aria-hidden="true" />
          {t`Discard`}
        </Button>
      </span>
    </div>
  );
}

import { Trans, useLingui } from '@lingui/react/macro';
import type { Refusal } from '#shared/protocol/errors.ts';
import { closeHandOver, type HandOverKind } from '../../../state/hand-over.ts';
import { Button } from '../../../ui/button.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { useRefusalText } from '../../../ui/refusal-text.ts';
import type { Target } from './send.ts';

type SendRowProps = {
  readonly what: HandOverKind;
  readonly target: Target | null;
  readonly blocked: boolean;
  readonly offline: boolean;
  readonly refusal: Refusal | null;
  readonly onSend: () => void;
};

/** The end of the dialog: why it did not go, and the button that says what it does and to whom. */
export function SendRow({ what, target, blocked, offline, refusal, onSend }: SendRowProps) {
  const { t } = useLingui();
  const refusalText = useRefusalText();
  const words = useSendText(what, target);
  const trouble = offline
    ? t`Needs the hub, which cannot be reached right now.`
    : refusal && refusalText(refusal);
  return (
    <>
      {trouble !== null && (
        <p role="alert" data-testid="hand-over-trouble" className="mt-2.5 text-2 text-bad">
          {trouble}
        </p>
      )}
      <div className="mt-4 flex items-center gap-2">
        <span className="flex min-w-0 items-center gap-1.5 overflow-hidden whitespace-nowrap text-1 text-ink-3">
          <Kbd>↑ ↓</Kbd> <Trans>choose</Trans> · <Kbd>Ctrl Enter</Kbd> <Trans>sends</Trans>
        </span>
        <Button className="ml-auto" onClick={closeHandOver}>
          <Trans>Cancel</Trans>
        </Button>
        <Button
          look="primary"
          className="min-w-0"
          disabled={blocked || target === null}
          data-testid="hand-over-send"
          onClick={onSend}
        >
          <span className="foreign max-w-52 truncate">{words}</span>
        </Button>
      </div>
    </>
  );
}

function useSendText(what: HandOverKind, target: Target | null): string {
  const { t } = useLingui();
  if (target === null) return what === 'invite' ? t`Invite` : t`Transfer`;
  const { name } = target;
  if (what === 'invite') return t`Invite ${name}`;
  if (target.is === 'group') return t`Put into ${name}`;
  return target.ask ? t`Ask ${name}` : t`Give to ${name}`;
}

import { Trans, useLingui } from '@lingui/react/macro';
import { Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Outgoing } from '#shared/ipc/conversations.ts';
import { useKeysOf } from '../../../state/actions/keys.ts';
import { useSecond } from '../../../state/clock.ts';
import { secondsHeld } from '../../../state/held.ts';
import { Button } from '../../../ui/button.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { undoSend } from '../take-back.ts';

type FootProps = {
  readonly outgoing: Outgoing;
  /** What stands there once it cannot be taken back any more. */
  readonly after: ReactNode;
};

/** Under my message while it can be taken back: when it leaves, and the way to change it before. */
export function HeldFoot({ outgoing, after }: FootProps) {
  const seconds = secondsHeld(outgoing, useSecond());
  if (seconds === 0) return after;
  return (
    <p className="mt-0.5 flex items-center justify-end gap-1 text-0 text-ink-2" data-testid="held">
      <HeldWords seconds={seconds} />
      <UndoButton outgoing={outgoing} />
    </p>
  );
}

/** Who cannot see hears it once, not each second. */
export function HeldWords({ seconds }: { readonly seconds: number }) {
  const { t } = useLingui();
  return (
    <>
      <span role="status" className="sr-only">
        <Trans>Leaves in a few seconds, and can be undone until then.</Trans>
      </span>
      <span aria-hidden="true" className="whitespace-nowrap tabular-nums">
        {t`Leaves in ${seconds} s`}
      </span>
    </>
  );
}

export function UndoButton({ outgoing }: { readonly outgoing: Outgoing }) {
  const keys = useKeysOf('undo-send');
  return (
    <Button look="quiet" data-testid="undo-send" onClick={() => void undoSend(outgoing)}>
      <Undo2 size={12} aria-hidden="true" />
      <Trans context="sending">Undo</Trans>
      <Kbd>{keys}</Kbd>
    </Button>
  );
}

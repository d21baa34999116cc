import { Trans, useLingui } from '@lingui/react/macro';
import type { Chord } from '#shared/domain/keys/chord.ts';
import { keysOf } from '#shared/domain/keys/rules.ts';
import { textOfKeys, useBindings } from '../../../state/actions/keys.ts';
import type { Action } from '../../../state/actions/registry.ts';
import { Button } from '../../../ui/button.tsx';
import { useFaultText } from './use-fault-text.ts';
import type { Recording } from './use-recording.ts';

type TroubleProps = {
  readonly action: Action;
  readonly recording: Recording;
  readonly onSwap: (chord: Chord) => void;
  readonly onStop: () => void;
};

/** How keys are given, and why those that were pressed cannot be, or whose they are. */
export function Trouble({ action, recording: { fault, taken }, onSwap, onStop }: TroubleProps) {
  const faultText = useFaultText();
  if (taken !== null) return <Taken action={action} taken={taken} onSwap={onSwap} onStop={onStop} />;
  if (fault !== null)
    return (
      <p data-testid="keys-fault" data-fault={fault} className="pb-1.5 text-1 text-bad">
        {faultText(fault)}
      </p>
    );
  return (
    <p className="pb-1.5 text-1 text-ink-3">
      <Trans>Hold Ctrl with another key, or press F1 to F9. Backspace: no keys. Esc: leave it.</Trans>
    </p>
  );
}

type TakenProps = Pick<TroubleProps, 'action' | 'onSwap' | 'onStop'> & {
  readonly taken: NonNullable<Recording['taken']>;
};

function Taken({ action, taken: { chord, owner }, onSwap, onStop }: TakenProps) {
  const { i18n, t } = useLingui();
  const bindings = useBindings();
  const keys = textOfKeys(chord);
  const other = i18n._(owner.title);
  const [own] = keysOf(action, bindings);
  const swapped = own === undefined ? '' : textOfKeys(own);
  return (
    <div data-testid="keys-taken" className="flex flex-wrap items-center gap-2 pb-1.5 text-1">
      <span className="min-w-0 flex-1 text-warn">
        {owner.fixed ? (
          <Trans>
            {keys} always means “{other}”.
          </Trans>
        ) : swapped === '' ? (
          <Trans>
            {keys} already means “{other}”, which would have no keys then.
          </Trans>
        ) : (
          <Trans>
            {keys} already means “{other}”, which would get {swapped} instead.
          </Trans>
        )}
      </span>
      {!owner.fixed && (
        <Button look="primary" autoFocus data-testid="keys-swap" onClick={() => onSwap(chord)}>
          {swapped === '' ? t`Use it here` : t`Swap`}
        </Button>
      )}
      <Button autoFocus={owner.fixed === true} data-testid="keys-leave" onClick={onStop}>
        <Trans>Leave it</Trans>
      </Button>
    </div>
  );
}

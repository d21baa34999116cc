import { Trans, useLingui } from '@lingui/react/macro';
import { RotateCcw } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import type { Chord } from '#shared/domain/keys/chord.ts';
import { useBindings } from '../../../state/actions/keys.ts';
import { Button } from '../../../ui/button.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { textsOf } from '../key-rows.ts';
import type { KeyRow } from '../row.ts';
import { Trouble } from './trouble.tsx';
import type { Recording } from './use-recording.ts';

type RowProps = {
  readonly row: KeyRow;
  /** While its new keys are waited for. */
  readonly recording: Recording | null;
  readonly onStart: () => void;
  readonly onStop: () => void;
  readonly onPress: (event: KeyboardEvent) => void;
  readonly onSwap: (chord: Chord) => void;
  readonly onReset: () => void;
};

/** One action: its keys are the button by which one gives it others. */
export function KeyTableRow({ row, recording, onStart, onStop, onPress, onSwap, onReset }: RowProps) {
  const { t, i18n } = useLingui();
  const bindings = useBindings();
  const statusId = useId();
  const button = useRef<HTMLButtonElement>(null);
  const { id, action } = row;
  const title = i18n._(row.title);
  const keys = textsOf(row.keys).join(' / ');
  const canChange = action !== null && !action.fixed;
  const isChanged = canChange && Object.hasOwn(bindings, id);
  useFocusBack(button, recording?.taken ?? null);
  return (
    <li data-testid="keys-row" data-action={id} className="border-line border-b px-3 last:border-b-0">
      <div className="flex min-h-8.5 items-center gap-2">
        <span className="min-w-0 flex-1">{title}</span>
        {isChanged && (
          <Button
            look="icon"
            data-testid="keys-usual"
            aria-label={t`${title}: the usual keys again`}
            onClick={() => {
              // It goes away by that: one stays with what it was about.
              button.current?.focus();
              onReset();
            }}
          >
            <RotateCcw size={13} aria-hidden="true" />
          </Button>
        )}
        {canChange ? (
          <button
            ref={button}
            type="button"
            data-testid="keys-button"
            aria-label={keys === '' ? t`${title}: no keys. Give it some` : t`${title}: ${keys}. Change`}
            aria-pressed={recording !== null}
            aria-describedby={statusId}
            onClick={recording === null ? onStart : onStop}
            onKeyDown={onPress}
            onBlur={() => {
              // To the question that is asked one goes on; anywhere else the waiting is over.
              if (recording?.taken === null) onStop();
            }}
            className={`flex min-h-6.5 min-w-26 items-center justify-end gap-1 rounded-2 border px-2 text-1 ${recording === null ? 'border-line text-ink-3 hover:bg-hover hover:text-ink' : 'border-accent bg-accent-soft text-ink'}`}
          >
            {recording !== null ? <Trans>Press keys…</Trans> : <Keys row={row} />}
          </button>
        ) : (
          <span className="flex min-w-26 justify-end gap-1 px-2">
            <Keys row={row} />
          </span>
        )}
      </div>
      <div role="status" id={statusId}>
        {recording !== null && action !== null && (
          <Trouble action={action} recording={recording} onSwap={onSwap} onStop={onStop} />
        )}
      </div>
    </li>
  );
}

function Keys({ row }: { readonly row: KeyRow }) {
  const texts = textsOf(row.keys);
  if (texts.length === 0) return <Trans>none</Trans>;
  return texts.map((text) => <Kbd key={text}>{text}</Kbd>);
}

/** The question took the focus; answered, it goes back to where it was asked. */
function useFocusBack(button: { readonly current: HTMLButtonElement | null }, taken: object | null): void {
  const asked = useRef(false);
  useEffect(() => {
    if (taken === null && asked.current && document.activeElement === document.body) button.current?.focus();
    asked.current = taken !== null;
  }, [button, taken]);
}

import { Trans, useLingui } from '@lingui/react/macro';
import type { KeyboardEvent } from 'react';
import { useId, useState } from 'react';
import type { CustomerChange } from '#shared/domain/customer/change.ts';
import type { Customer } from '#shared/domain/customer/customer.ts';
import type { FieldKind } from '#shared/domain/customer/handbook.ts';
import { useDeskApp } from '../../../../state/desk-app.ts';
import { Button } from '../../../../ui/button.tsx';
import { SaveState } from './save-state.tsx';
import { useSaving } from './use-saving.ts';

type EditableProps = {
  readonly conversationId: string;
  readonly customer: Customer;
  readonly label: string;
  readonly value: string;
  readonly kind?: FieldKind;
  readonly options?: readonly string[];
  readonly max?: number;
  readonly readOnly?: boolean;
  /** The house wants it asked for: said while it is empty. */
  readonly isRequired?: boolean;
  /** What a text that was typed changes; null where it is none that fits. */
  readonly changeOf: (text: string) => CustomerChange | null;
};

/**
 * A fact of the card that is changed where it stands. Enter and leaving it save, Esc takes it back; what somebody else
 * has written meanwhile is shown beside it, and one says which is right.
 */
export function Editable(props: EditableProps) {
  const { conversationId, customer, label, value, readOnly = false, isRequired = false, changeOf } = props;
  const { t } = useLingui();
  const id = useId();
  const offline = useDeskApp((s) => s.connection.state !== 'connected');
  const saving = useSaving(conversationId);
  /** What is typed, and the card as it was when somebody began to. */
  const [typed, setTyped] = useState<{ readonly text: string; readonly base: Customer } | null>(null);
  const [misfit, setMisfit] = useState(false);
  const isConflict = saving.done?.is === 'conflict';

  async function keep(base: Customer): Promise<void> {
    if (typed === null || saving.busy) return;
    const text = typed.text.trim();
    const change = changeOf(text);
    setMisfit(change === null);
    if (change === null) return;
    if (text === value && !isConflict) {
      setTyped(null);
      return;
    }
    const done = await saving.save(base, change);
    if (done.is === 'saved') setTyped(null);
  }
  function leave(): void {
    setTyped(null);
    setMisfit(false);
    saving.forget();
  }
  function press(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      if (typed !== null) void keep(isConflict ? customer : typed.base);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      leave();
    }
  }

  const nothing = isRequired ? (
    <span className="text-warn">
      <Trans>to be asked</Trans>
    </span>
  ) : (
    <span className="text-ink-3">—</span>
  );
  const begin = () => setTyped({ text: value, base: customer });
  return (
    <>
      <dt id={id} className="leading-6 text-ink-3">
        {label}
      </dt>
      <dd className="min-w-0">
        {typed !== null ? (
          <Control
            {...props}
            labelledBy={id}
            text={typed.text}
            invalid={misfit || saving.done?.is === 'refused'}
            onType={(text) => setTyped({ ...typed, text })}
            onKey={press}
            onLeave={() => {
              if (!isConflict) void keep(typed.base);
            }}
          />
        ) : readOnly || offline ? (
          <span
            className="foreign selectable block break-words leading-6"
            title={offline && !readOnly ? t`Needs the hub, which cannot be reached right now.` : undefined}
          >
            {value === '' ? nothing : value}
          </span>
        ) : (
          <button
            type="button"
            aria-label={
              value !== ''
                ? t`${label}: ${value}, change it`
                : isRequired
                  ? t`${label}: to be asked, write it down`
                  : t`${label}: write it down`
            }
            onClick={begin}
            className="foreign -mx-1 block min-h-6 max-w-full rounded-1 px-1 text-left leading-6 hover:bg-hover"
          >
            {value === '' ? nothing : <span className="break-words">{value}</span>}
          </button>
        )}
        {misfit && (
          <p role="alert" className="text-1 text-bad">
            <Trans>This does not fit here.</Trans>
          </p>
        )}
        <SaveState saving={saving} onUndo={(undo) => void saving.save(customer, undo)} />
        {isConflict && typed !== null && (
          <div className="mt-0.5 grid justify-items-start gap-1 text-1">
            <p className="foreign text-ink-2">
              {value === '' ? <Trans>It is empty now.</Trans> : <Trans>It is now: {value}</Trans>}
            </p>
            <span className="flex gap-1.5">
              <Button onClick={() => void keep(customer)}>
                <Trans>Keep mine</Trans>
              </Button>
              <Button onClick={leave}>
                <Trans>Take theirs</Trans>
              </Button>
            </span>
          </div>
        )}
      </dd>
    </>
  );
}

type ControlProps = Pick<EditableProps, 'kind' | 'options' | 'max'> & {
  readonly labelledBy: string;
  readonly text: string;
  readonly invalid: boolean;
  readonly onType: (text: string) => void;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onLeave: () => void;
};

const look =
  'h-6.5 w-full min-w-0 rounded-1 border border-line-strong bg-panel px-1.5 text-2 text-ink outline-none focus-visible:border-accent focus-visible:outline-2 focus-visible:outline-focus aria-invalid:border-bad';

function Control(props: ControlProps) {
  const { kind = 'text', options = [], max = 500, labelledBy, text, invalid, onType, onKey, onLeave } = props;
  const common = {
    'aria-labelledby': labelledBy,
    'aria-invalid': invalid,
    autoFocus: true,
    value: text,
    onKeyDown: onKey,
    onBlur: onLeave,
    className: look,
  };
  if (kind === 'choice') {
    return (
      <select {...common} onChange={(event) => onType(event.target.value)}>
        <option value="">—</option>
        {options.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
    );
  }
  return (
    <input
      {...common}
      type={kind === 'date' ? 'date' : 'text'}
      inputMode={kind === 'number' ? 'decimal' : undefined}
      dir="auto"
      spellCheck={false}
      autoComplete="off"
      maxLength={max}
      onChange={(event) => onType(event.target.value)}
    />
  );
}

import { Trans, useLingui } from '@lingui/react/macro';
import { X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useId, useMemo, useState } from 'react';
import { dispositionsFor } from '#shared/domain/customer/filing.ts';
import { nameIn } from '#shared/domain/customer/handbook.ts';
import { useCustomers } from '../../../state/customers.ts';
import { useDispositionText } from '../use-disposition-text.ts';

type DispositionInputProps = {
  readonly groupId: string | null;
  readonly value: readonly string[] | null;
  readonly invalid: boolean;
  readonly autoFocus: boolean;
  readonly onChange: (value: string[] | null) => void;
};

/** What kind of case it was, out of the house's tree: typed, by name or code, or walked along with the arrows. */
export function DispositionInput({ groupId, value, invalid, autoFocus, onChange }: DispositionInputProps) {
  const { i18n, t } = useLingui();
  const id = useId();
  const dispositions = useCustomers((s) => s.handbook.dispositions);
  const textOf = useDispositionText();
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const all = useMemo(
    () => dispositionsFor({ dispositions }, groupId).filter(({ isLeaf }) => isLeaf),
    [dispositions, groupId],
  );
  const words = typed.trim().toLowerCase().split(/\s+/u).filter(Boolean);
  const found = all.filter(({ path }) => {
    const text = `${textOf(path)} ${path.join(' ')}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const pointed = found[Math.min(at, found.length - 1)];

  function choose(path: readonly string[]): void {
    onChange([...path]);
    setTyped('');
    setOpen(false);
  }
  function press(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length > 0) {
      event.preventDefault();
      setAt(open ? (Math.min(at, found.length - 1) + step + found.length) % found.length : 0);
      setOpen(true);
    } else if (event.key === 'Enter' && open && pointed !== undefined) {
      event.preventDefault();
      choose(pointed.path);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    } else if (event.key === 'Backspace' && typed === '' && value !== null) {
      onChange(null);
    }
  }
  return (
    <div className="relative min-w-0">
      <div
        className={`flex min-h-7.5 flex-wrap items-center gap-1 rounded-2 border bg-panel px-1.5 py-0.5 focus-within:outline-2 focus-within:outline-focus ${invalid ? 'border-bad' : 'border-line-strong focus-within:border-accent'}`}
      >
        {value !== null && (
          <span className="foreign inline-flex max-w-full items-center rounded-1 bg-accent-soft pl-1.5 text-accent leading-6">
            <span className="truncate" data-testid="disposition-chosen">
              {textOf(value)}
            </span>
            <button
              type="button"
              aria-label={t`Take the disposition away`}
              onClick={() => onChange(null)}
              className="grid size-6 shrink-0 place-items-center rounded-1 hover:bg-panel"
            >
              <X size={11} aria-hidden="true" />
            </button>
          </span>
        )}
        <input
          type="text"
          role="combobox"
          aria-label={t`Disposition`}
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-activedescendant={open && pointed ? `${id}-${pointed.disposition.code}` : undefined}
          aria-autocomplete="list"
          aria-invalid={invalid}
          data-testid="disposition"
          // biome-ignore lint/a11y/noAutofocus: the form has just been asked for
          autoFocus={autoFocus}
          dir="auto"
          spellCheck={false}
          autoComplete="off"
          placeholder={value === null ? t`Type to find it` : ''}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setOpen(true);
            setAt(0);
          }}
          onClick={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={press}
          className="h-5 min-w-20 flex-1 bg-transparent outline-none placeholder:text-ink-3"
        />
      </div>
      {open && (
        <div
          id={`${id}-list`}
          role="listbox"
          aria-label={t`Disposition`}
          className="absolute inset-x-0 bottom-full z-20 mb-1 max-h-56 overflow-y-auto rounded-3 border border-line bg-panel py-1 shadow-pop"
        >
          {found.map(({ path, disposition }) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox has the keys
            <div
              key={disposition.code}
              id={`${id}-${disposition.code}`}
              role="option"
              aria-selected={disposition === pointed?.disposition}
              tabIndex={-1}
              data-testid="disposition-option"
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(path)}
              className={`flex items-baseline gap-1.5 px-2.5 py-1 ${disposition === pointed?.disposition ? 'bg-accent-soft' : 'hover:bg-hover'}`}
            >
              <span className="foreign font-medium">{nameIn(disposition.name, i18n.locale)}</span>
              {path.length > 1 && (
                <span className="foreign min-w-0 flex-1 truncate text-1 text-ink-2">
                  {textOf(path.slice(0, -1))}
                </span>
              )}
            </div>
          ))}
          {found.length === 0 && (
            <div
              tabIndex={-1}
              role="option"
              aria-selected="false"
              aria-disabled="true"
              className="px-2.5 py-1 text-ink-2"
            >
              {all.length === 0 ? (
                <Trans>The house has no dispositions.</Trans>
              ) : (
                <Trans>None of that name.</Trans>
              )}
            </div>
          )}
        </div>
      )}
    </div>
  );
}

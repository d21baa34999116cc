import type { ReactElement, ReactNode } from 'react';
import { cloneElement, useId } from 'react';

type FieldProps = {
  readonly label: string;
  readonly hint?: string;
  /** What is wrong with it. The words themselves stand once, under the form. */
  readonly trouble?: string | null;
  readonly action?: ReactNode;
  readonly children: ReactElement<Record<string, unknown>>;
};

/** An input with its label above and a hint below. */
export function Field({ label, hint, trouble = null, action, children }: FieldProps) {
  const id = useId();
  const edge = trouble === null ? 'border-line-strong focus-within:border-accent' : 'border-bad';
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="font-medium text-2 text-ink-2">
        {label}
      </label>
      <div
        className={`flex items-center rounded-2 border bg-panel pr-0.5 focus-within:outline-2 focus-within:outline-focus ${edge}`}
      >
        {cloneElement(children, {
          id,
          'aria-invalid': trouble !== null,
          'aria-describedby': hint === undefined ? undefined : `${id}-hint`,
          className:
            'h-8 min-w-0 flex-1 bg-transparent px-2.5 outline-none placeholder:text-ink-3 disabled:opacity-55',
        })}
        {action}
      </div>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-1 text-ink-3">
          {hint}
        </p>
      )}
    </div>
  );
}

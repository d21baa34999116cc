import type { ReactNode } from 'react';
import { useId } from 'react';
import { useTroublesAt } from '../parts/use-troubles.ts';
import { TroubleLines } from './trouble-lines.tsx';

/** What a control needs to be the one that a row is about. */
export type ControlIds = {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean;
};

type RowProps = {
  readonly label: string;
  readonly hint?: ReactNode;
  /** Place in the plan: what is wrong there is said here. */
  readonly path?: string;
  /** What is wrong where it is no plan. */
  readonly error?: string | null;
  readonly children: (ids: ControlIds) => ReactNode;
};

/** A question of a form: its label beside it, what it means and what is wrong below. */
export function Row({ label, hint, path = '-', error = null, children }: RowProps) {
  const id = useId();
  const troubles = useTroublesAt(path);
  const isWrong = error !== null || troubles.some(({ severity }) => severity === 'error');
  const described = [
    hint === undefined ? '' : `${id}-hint`,
    error === null && troubles.length === 0 ? '' : `${id}-trouble`,
  ];
  return (
    <div className="grid grid-cols-[136px_minmax(0,1fr)] items-start gap-x-4 py-1.5">
      <label htmlFor={id} className="pt-1 text-2 text-ink-2 leading-5">
        {label}
      </label>
      <div className="grid min-w-0 gap-1">
        {children({
          id,
          'aria-describedby': described.filter(Boolean).join(' ') || undefined,
          'aria-invalid': isWrong,
        })}
        {hint !== undefined && (
          <p id={`${id}-hint`} className="max-w-120 text-1 text-ink-3">
            {hint}
          </p>
        )}
        <TroubleLines id={`${id}-trouble`} troubles={troubles} error={error} />
      </div>
    </div>
  );
}

/** Several controls under one label. */
export function Rows({
  label,
  hint,
  children,
}: {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <fieldset
      className="grid grid-cols-[136px_minmax(0,1fr)] items-start gap-x-4 py-1.5"
      aria-labelledby={id}
    >
      <span id={id} className="pt-1 text-2 text-ink-2 leading-5">
        {label}
      </span>
      <div className="grid min-w-0 gap-1.5">
        {children}
        {hint !== undefined && <p className="max-w-120 text-1 text-ink-3">{hint}</p>}
      </div>
    </fieldset>
  );
}

type PartProps = {
  readonly title?: string;
  /** Of the heading: 2 where the form is the whole screen. */
  readonly level?: 2 | 3;
  readonly children: ReactNode;
};

/** A part of a form, under a line. */
export function Part({ title, level = 3, children }: PartProps) {
  const Heading = `h${level}` as const;
  return (
    <section className="border-line border-t py-3 first-of-type:border-t-0">
      {title !== undefined && <Heading className="mb-1.5 font-bold text-3">{title}</Heading>}
      {children}
    </section>
  );
}

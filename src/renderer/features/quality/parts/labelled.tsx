import { type ReactNode, useId } from 'react';

export const control =
  'h-8 w-full min-w-0 rounded-2 border border-line-strong bg-panel px-2 outline-none placeholder:text-ink-3 focus-visible:border-accent focus-visible:outline-2 focus-visible:outline-focus disabled:opacity-70';
export const area = `${control} h-auto resize-y py-1.5`;

/** A control under its label, and what there is to say of it. */
export function Labelled({
  label,
  note,
  children,
}: {
  readonly label: string;
  readonly note?: ReactNode;
  readonly children: (id: string) => ReactNode;
}) {
  const id = useId();
  return (
    <div className="grid min-w-0 content-start gap-1">
      <label htmlFor={id} className="font-medium text-2 text-ink-2">
        {label}
      </label>
      {children(id)}
      {note !== undefined && <p className="text-1 text-ink-3">{note}</p>}
    </div>
  );
}

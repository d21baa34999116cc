import type { ReactNode } from 'react';
import { useId } from 'react';

type SectionProps = {
  readonly title: string;
  /** Beside the title, at the end. */
  readonly side?: ReactNode;
  readonly testId?: string;
  readonly children: ReactNode;
};

/** A part of the column under a small heading. */
export function Section({ title, side, testId, children }: SectionProps) {
  const id = useId();
  return (
    <section className="pt-3.5" aria-labelledby={id} data-testid={testId}>
      <div className="flex items-baseline gap-2 pb-1">
        <h4 id={id} className="min-w-0 flex-1 truncate font-bold text-1 text-ink-3">
          {title}
        </h4>
        {side !== undefined && <span className="shrink-0 text-1 text-ink-3">{side}</span>}
      </div>
      {children}
    </section>
  );
}

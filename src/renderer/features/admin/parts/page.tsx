import type { ReactNode } from 'react';
import type { Section } from '../model/places.ts';
import { useSectionNames } from './words.ts';

type PageProps = {
  readonly section: Section;
  /** For a table. */
  readonly wide?: boolean;
  /** Beside the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
};

/** A screen that is one form, or one table. */
export function Page({ section, wide = false, actions, children }: PageProps) {
  const title = useSectionNames()[section];
  return (
    <section
      aria-label={title}
      data-region="admin-page"
      tabIndex={-1}
      className="flex min-h-0 flex-1 flex-col overflow-y-auto bg-bg"
    >
      <header className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-4 px-5">
        <h1 className="flex-1 font-bold text-5">{title}</h1>
        {actions}
      </header>
      <div className={`px-5 pb-6 ${wide ? '' : 'max-w-190'}`}>{children}</div>
    </section>
  );
}

import type { ReactNode } from 'react';
import type { Section } from '../model/places.ts';
import { useSectionNames } from './words.ts';

/** A screen that is one form. */
export function Page({ section, children }: { readonly section: Section; readonly children: ReactNode }) {
  const title = useSectionNames()[section];
  return (
    <section
      aria-label={title}
      data-region="admin-page"
      tabIndex={-1}
      className="flex min-h-0 flex-1 flex-col overflow-y-auto bg-bg"
    >
      <header className="flex h-11 shrink-0 items-center px-5">
        <h1 className="font-bold text-5">{title}</h1>
      </header>
      <div className="max-w-190 px-5 pb-6">{children}</div>
    </section>
  );
}

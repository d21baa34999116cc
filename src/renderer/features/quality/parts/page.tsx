import type { ReactNode } from 'react';

/** A view: its title, what can be done, and below it what scrolls. */
export function Page({
  title,
  actions,
  children,
}: {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section aria-label={title} className="flex min-h-0 min-w-0 flex-1 flex-col bg-bg">
      <header className="flex h-11 shrink-0 items-center gap-2 border-line border-b bg-panel px-5">
        <h1 className="min-w-0 flex-1 truncate font-bold text-5">{title}</h1>
        {actions}
      </header>
      {children}
    </section>
  );
}

/** What scrolls of it; reached by keys too. */
export function Scroll({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a section would be one more landmark in a landmark
    <div
      role="group"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable to be scrolled by keys
      tabIndex={0}
      className="min-h-0 flex-1 overflow-y-auto px-5 py-4"
    >
      {children}
    </div>
  );
}

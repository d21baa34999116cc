import { Trans, useLingui } from '@lingui/react/macro';
import { Plus } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { Button } from '../../../ui/button.tsx';
import type { Section } from '../model/places.ts';
import { useSectionNames } from './words.ts';

type SplitProps = {
  readonly section: Section;
  readonly count?: number;
  readonly addLabel?: string;
  readonly onAdd?: () => void;
  /** Between the title and the list. */
  readonly filter?: ReactNode;
  readonly list: ReactNode;
  readonly children: ReactNode;
};

/** A list, and beside it the one that is chosen. */
export function Split({ section, count, addLabel, onAdd, filter, list, children }: SplitProps) {
  const title = useSectionNames()[section];
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[300px_minmax(0,1fr)]">
      <section
        aria-label={title}
        data-region="admin-list"
        tabIndex={-1}
        className="flex min-h-0 min-w-0 flex-col border-line border-r bg-panel"
      >
        <header className="flex h-11 shrink-0 items-center gap-2 px-3">
          <h1 className="font-bold text-5">{title}</h1>
          {count !== undefined && <span className="text-2 text-ink-3">{count}</span>}
          {onAdd !== undefined && (
            <Button className="ml-auto" onClick={onAdd} data-testid="admin-add">
              <Plus size={14} aria-hidden="true" />
              {addLabel ?? <Trans>Add</Trans>}
            </Button>
          )}
        </header>
        {filter}
        <div className="min-h-0 flex-1 overflow-y-auto pb-2">{list}</div>
      </section>
      <section data-region="admin-detail" tabIndex={-1} className="flex min-h-0 min-w-0 flex-col bg-bg">
        {children}
      </section>
    </div>
  );
}

/** The arrows go from one to the next; Home and End to the ends. */
export function Items({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  function press(event: KeyboardEvent<HTMLUListElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-item]')];
    const here = all.findIndex((one) => one.contains(document.activeElement));
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined || here < 0) return;
    event.preventDefault();
    all[Math.min(all.length - 1, Math.max(0, to))]?.focus();
  }
  return (
    <ul aria-label={label} onKeyDown={press}>
      {children}
    </ul>
  );
}

/** What there is when there is nothing. */
export function Nothing({
  title,
  level = 2,
  children,
}: {
  readonly title: string;
  /** Of the heading: 1 where it stands for the whole screen. */
  readonly level?: 1 | 2;
  readonly children?: ReactNode;
}) {
  const Heading = `h${level}` as const;
  return (
    <div className="grid flex-1 place-content-center justify-items-center gap-1 p-8 text-center">
      <Heading className="font-bold text-4">{title}</Heading>
      {children !== undefined && <div className="max-w-100 text-2 text-ink-2">{children}</div>}
    </div>
  );
}

export function useNoneFound(): string {
  const { t } = useLingui();
  return t`Nothing found.`;
}

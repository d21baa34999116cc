import { useLingui } from '@lingui/react/macro';
import { useRef } from 'react';
import type { Part } from './use-choices.tsx';

type PartTabsProps = { readonly part: Part; readonly panel: string; readonly onPart: (part: Part) => void };

/** A person or a group. */
export function PartTabs({ part, panel, onPart }: PartTabsProps) {
  const { t } = useLingui();
  const strip = useRef<HTMLDivElement>(null);
  const names = { people: t`Colleague`, groups: t`Group` };
  return (
    <div
      ref={strip}
      role="tablist"
      aria-label={t`To whom`}
      className="mt-2.5 flex gap-1 border-line border-b"
      onKeyDown={(event) => {
        if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
        event.preventDefault();
        onPart(part === 'people' ? 'groups' : 'people');
        requestAnimationFrame(() =>
          strip.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus(),
        );
      }}
    >
      {(['people', 'groups'] as const).map((one) => (
        <button
          key={one}
          type="button"
          role="tab"
          aria-selected={one === part}
          aria-controls={panel}
          tabIndex={one === part ? 0 : -1}
          data-testid={`hand-over-${one}`}
          onClick={() => onPart(one)}
          className={`-mb-px h-7 rounded-t-2 border-b-2 px-3 text-2 ${one === part ? 'border-accent font-bold' : 'border-transparent text-ink-2 hover:text-ink'}`}
        >
          {names[one]}
        </button>
      ))}
    </div>
  );
}

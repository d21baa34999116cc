import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';

export type Option = {
  readonly id: string;
  readonly disabled: boolean;
  readonly content: ReactNode;
};

type ChoiceListProps = {
  readonly id: string;
  readonly label: string;
  readonly options: readonly Option[];
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
};

/** What the field above it finds. The keys are the field's; the pointed one is always in sight. */
export function ChoiceList({ id, label, options, chosen, onChoose }: ChoiceListProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosen !== null)
      box.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <div
      ref={box}
      id={id}
      role="listbox"
      aria-label={label}
      tabIndex={-1}
      className="h-61 overflow-y-auto overflow-x-hidden rounded-2 border border-line"
    >
      {options.map((option) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
        <div
          key={option.id}
          id={`${id}-${option.id}`}
          role="option"
          tabIndex={-1}
          aria-selected={option.id === chosen}
          aria-disabled={option.disabled}
          data-testid="hand-over-option"
          data-id={option.id}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => {
            if (!option.disabled) onChoose(option.id);
          }}
          className={`flex h-12 items-center gap-2.5 px-2.5 ${option.id === chosen ? 'bg-accent-soft' : option.disabled ? '' : 'hover:bg-hover'}`}
        >
          {option.content}
        </div>
      ))}
    </div>
  );
}

/** The one before or after the chosen that can be chosen; the first where none is. */
export function neighbourOf(options: readonly Option[], chosen: string | null, step: 1 | -1): string | null {
  const able = options.filter(({ disabled }) => !disabled);
  const at = able.findIndex(({ id }) => id === chosen);
  if (at < 0) return able[0]?.id ?? null;
  return able[Math.min(able.length - 1, Math.max(0, at + step))]?.id ?? null;
}

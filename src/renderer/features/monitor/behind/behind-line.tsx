import type { ReactNode } from 'react';

type BehindLineProps = {
  readonly name: string;
  readonly value: ReactNode;
  readonly text: ReactNode;
  readonly onOpen: () => void;
};

/** A conversation that is in a number, and the way to it. */
export function BehindLine({ name, value, text, onOpen }: BehindLineProps) {
  return (
    <li className="border-line border-b">
      <button
        type="button"
        data-testid="behind-line"
        onClick={onOpen}
        className="flex w-full items-baseline gap-2 px-3 py-1.5 text-left hover:bg-hover"
      >
        <span className="grid min-w-0 flex-1">
          <span className="foreign truncate text-2">{name}</span>
          {text !== null && <span className="foreign truncate text-1 text-ink-2">{text}</span>}
        </span>
        <span className="shrink-0 text-2 tabular-nums">{value}</span>
      </button>
    </li>
  );
}

import type { KeyboardEvent, PointerEvent } from 'react';

type SplitterProps = {
  readonly label: string;
  /** Which side of the line the column lies on. */
  readonly side: 'start' | 'end';
  readonly width: number;
  readonly min: number;
  readonly max: number;
  readonly onWidth: (width: number) => void;
  readonly onReset: () => void;
};

/** Pixels a key moves it. */
const step = 16;

/** The line between two columns: drag it, or move it with the arrow keys; a double click sets it back. */
export function Splitter({ label, side, width, min, max, onWidth, onReset }: SplitterProps) {
  const sign = side === 'start' ? 1 : -1;
  const set = (to: number) => onWidth(Math.round(Math.min(max, Math.max(min, to))));

  function drag(down: PointerEvent<HTMLDivElement>): void {
    if (down.button !== 0) return;
    const line = down.currentTarget;
    line.setPointerCapture(down.pointerId);
    const move = (event: globalThis.PointerEvent) => set(width + sign * (event.clientX - down.clientX));
    const end = () => {
      line.removeEventListener('pointermove', move);
      line.removeEventListener('lostpointercapture', end);
    };
    line.addEventListener('pointermove', move);
    line.addEventListener('lostpointercapture', end);
  }

  function press(event: KeyboardEvent): void {
    const to = {
      ArrowLeft: width - sign * step,
      ArrowRight: width + sign * step,
      Home: min,
      End: max,
    }[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    set(to);
  }

  return (
    // A window splitter of ARIA takes focus and has a value; <hr> cannot.
    // biome-ignore lint/a11y/useSemanticElements: see above
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      onPointerDown={drag}
      onDoubleClick={onReset}
      onKeyDown={press}
      className={`absolute inset-y-0 z-10 w-1.5 cursor-col-resize touch-none hover:bg-accent/30 focus-visible:bg-accent/50 ${side === 'start' ? '-right-1' : '-left-1'}`}
    />
  );
}

import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { caretPlace } from './caret-place.ts';
import { useComposer } from './composer-api.ts';
import type { KeyHandler } from './key-stack.ts';

type CaretPopoverProps = {
  /** The place in the text that it belongs to: where what is being replaced begins. */
  readonly at: number;
  /** Has the field's keys while this is open. */
  readonly onKey: KeyHandler;
  readonly children: ReactNode;
};

/** A box that opens upwards from a place in the text. The caret stays in the field: the keys come from there. */
export function CaretPopover({ at, onKey, children }: CaretPopoverProps) {
  const { field, text } = useComposer();
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ left: 0, bottom: 0 });
  useKeys(onKey);

  // A click in it must not take the caret out of the field.
  useEffect(() => {
    const element = box.current;
    const keep = (event: MouseEvent) => event.preventDefault();
    element?.addEventListener('mousedown', keep);
    return () => element?.removeEventListener('mousedown', keep);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: where it stands depends on the text
  useLayoutEffect(() => {
    const area = field.current;
    const frame = box.current?.offsetParent;
    if (area === null || !(frame instanceof HTMLElement)) return;
    const { left, top } = caretPlace(area, at);
    const width = box.current?.offsetWidth ?? 0;
    setPlace({
      left: Math.max(0, Math.min(area.offsetLeft + left, frame.clientWidth - width)),
      bottom: frame.clientHeight - (area.offsetTop + Math.max(0, top)) + 4,
    });
  }, [at, text]);

  return (
    <div
      ref={box}
      style={place}
      className="absolute z-30 max-w-full overflow-hidden rounded-3 border border-line bg-panel shadow-pop"
    >
      {children}
    </div>
  );
}

/** Takes the field's keys for as long as the calling part is there. */
function useKeys(handler: KeyHandler): void {
  const { addKeys } = useComposer();
  const latest = useRef(handler);
  latest.current = handler;
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the same stack all the time
  useEffect(() => addKeys((event) => latest.current(event)), []);
}

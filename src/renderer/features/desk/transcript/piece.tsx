import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** About the height of a line that nobody has seen yet, pixels. */
const roughLine = 58;
/** So far beyond what is seen it is there before it is scrolled to. */
const margin = '900px 0px';

type PieceProps = {
  /** How many lines it has. */
  readonly count: number;
  /** It is there, wherever one has scrolled to. */
  readonly isSeen: boolean;
  readonly children: () => ReactNode;
};

/**
 * A piece of something long. It is in the page while it is near what is seen, or has the keyboard; else its place is kept for it, as
 * high as it was last. What is seen stays where it is when something above it gets its true height: the browser's own way of
 * that holds on to places that are kept, too, and so it is off.
 */
export function Piece({ count, isSeen, children }: PieceProps) {
  const box = useRef<HTMLDivElement>(null);
  /** How high it is, or was with so many lines. */
  const height = useRef({ of: 0, is: 0 });
  const [isNear, setNear] = useState(false);
  const isThere = isSeen || isNear;
  /** Null: it is new. */
  const wasThere = useRef<boolean | null>(null);
  const kept = height.current.of === count ? height.current.is : count * roughLine;

  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const scroller = scrollerOf(element);
    const look = new IntersectionObserver(
      (found) => {
        const isIn = found.at(-1)?.isIntersecting ?? false;
        // Before it goes: nothing that is written in it would come back.
        if (!isIn && element.contains(document.activeElement)) return;
        setNear(isIn);
      },
      { root: scroller, rootMargin: margin },
    );
    // A picture came, or a line was commented on.
    const size = new ResizeObserver(() => {
      const before = height.current.is;
      height.current.is = element.offsetHeight;
      if (endOf(element, before) <= topOf(scroller)) scrollBy(scroller, height.current.is - before);
    });
    look.observe(element);
    size.observe(element);
    return () => {
      look.disconnect();
      size.disconnect();
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: when it comes or goes; `kept` is what its place was until then
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const scroller = scrollerOf(element);
    const is = element.offsetHeight;
    const hasCome = isThere && wasThere.current === false;
    if (hasCome && endOf(element, 0) < topOf(scroller)) scrollBy(scroller, is - kept);
    wasThere.current = isThere;
    height.current = { of: count, is };
  }, [isThere, count]);

  return (
    <div ref={box} data-piece={isThere ? 'there' : 'kept'} style={isThere ? undefined : { height: kept }}>
      {isThere && children()}
    </div>
  );
}

const endOf = (element: HTMLElement, height: number) => element.getBoundingClientRect().top + height;
const topOf = (scroller: HTMLElement) => scroller.getBoundingClientRect().top;
function scrollBy(scroller: HTMLElement, by: number): void {
  if (by !== 0) scroller.scrollTop += by;
}

/** What it is scrolled in. */
function scrollerOf(element: HTMLElement): HTMLElement {
  for (let at = element.parentElement; at !== null; at = at.parentElement)
    if (/auto|scroll/u.test(getComputedStyle(at).overflowY)) return at;
  return document.documentElement;
}

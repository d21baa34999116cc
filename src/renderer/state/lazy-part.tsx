import { type ComponentType, useEffect, useReducer } from 'react';
import { firstPaint } from '../bridge/painted.ts';

type Fetch = () => Promise<void>;

/** Every part that is fetched late, in the order in which it was named. */
const parts: Fetch[] = [];

/**
 * A part of the screen that the first paint does without: its script is fetched when that is over, and at once where it is
 * wanted. From then on it is drawn like any other. Until it is there `Before` stands in its place, or nothing.
 */
export function lazyPart<P extends object>(
  load: () => Promise<ComponentType<P>>,
  Before: ComponentType<P> = Nothing,
): ComponentType<P> {
  let Part: ComponentType<P> | null = null;
  let failed: { readonly error: unknown } | null = null;
  let fetched: Promise<void> | null = null;
  const fetch: Fetch = () => {
    fetched ??= load().then(
      (found) => {
        Part = found;
      },
      (error: unknown) => {
        failed = { error };
      },
    );
    return fetched;
  };
  parts.push(fetch);

  return function LazyPart(props: P) {
    const [, redraw] = useReducer((n: number) => n + 1, 0);
    const isThere = Part !== null || failed !== null;
    useEffect(() => {
      if (isThere) return;
      let isWanted = true;
      const show = () => {
        if (isWanted) redraw();
      };
      void firstPaint.then(fetch).then(show);
      return () => {
        isWanted = false;
      };
    }, [isThere]);
    // As if it stood in the first script: what cannot be read ends the screen, and is no empty place for good.
    if (failed !== null) throw failed.error;
    return Part === null ? <Before {...props} /> : <Part {...props} />;
  };
}

function Nothing() {
  return null;
}

/** After the first paint, whenever there is nothing else to do: nobody is to wait for a part when they first want it. */
export async function fetchParts(): Promise<void> {
  await firstPaint;
  for (const fetch of parts) {
    await new Promise<void>((resolve) => requestIdleCallback(() => resolve(), { timeout: 2_000 }));
    await fetch();
  }
  // For whoever measures or looks from outside: from here on nothing is fetched any more.
  performance.mark('yingke-parts');
}

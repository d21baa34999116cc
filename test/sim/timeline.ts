/** A virtual clock: what is planned happens in order of time, and of planning where the time is the same. */
export type Timeline = {
  readonly now: () => number;
  readonly plan: (at: number, work: () => void) => void;
  /** Does all that is planned until then, and `after` each moment at which something was done. */
  readonly run: (until: number, after: () => void) => void;
};

type Planned = { readonly at: number; readonly order: number; readonly work: () => void };

const isBefore = (a: Planned, b: Planned) => a.at < b.at || (a.at === b.at && a.order < b.order);

export function createTimeline(begin: number): Timeline {
  // A heap: a day has a hundred thousand events, a long run a million.
  const heap: Planned[] = [];
  let now = begin;
  let order = 0;

  const push = (one: Planned) => {
    let place = heap.length;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const other = heap[above] as Planned;
      if (!isBefore(one, other)) break;
      heap[place] = other;
      place = above;
    }
    heap[place] = one;
  };

  const pop = (): Planned => {
    const first = heap[0] as Planned;
    const last = heap.pop() as Planned;
    if (heap.length > 0) {
      let place = 0;
      for (;;) {
        let below = 2 * place + 1;
        const right = heap[below + 1];
        if (right !== undefined && isBefore(right, heap[below] as Planned)) below += 1;
        const other = heap[below];
        if (other === undefined || !isBefore(other, last)) break;
        heap[place] = other;
        place = below;
      }
      heap[place] = last;
    }
    return first;
  };

  return {
    now: () => now,
    plan: (at, work) => push({ at: Math.max(at, now), order: order++, work }),
    run: (until, after) => {
      while (heap.length > 0 && (heap[0] as Planned).at <= until) {
        now = (heap[0] as Planned).at;
        while (heap.length > 0 && (heap[0] as Planned).at === now) pop().work();
        after();
      }
    },
  };
}

/**
 * How long one at a place of a group's queue will wait, from how fast that queue has moved lately. All times
 * are milliseconds; a moment is epoch milliseconds.
 *
 * What is measured is what one place for a conversation takes out of the queue in a time in which somebody
 * waits; times without a queue say nothing about how fast it would move. Because it is for each place, it
 * still holds when half of the agents go to lunch. It fades with time, so it follows the day.
 */
export type Flow = {
  /** Counted until then. */
  readonly at: number;
  /** How many wait, and places for conversations there are (free or not), since then. */
  readonly waiting: number;
  readonly places: number;
  /** Fading sums: taken out of the queue by an agent, and left by themselves. */
  readonly served: number;
  readonly left: number;
  /** Fading sums: places x time in which somebody waited; waiting ones x time. */
  readonly placeTime: number;
  readonly waitTime: number;
  /** Fading sums: conversations ended, and how long they held their place. */
  readonly ended: number;
  readonly heldTime: number;
};

/** What happened at a moment, and how it is from then on. */
export type FlowEvent = {
  readonly at: number;
  /** How many wait in the group now. */
  readonly waiting: number;
  /** Sum of the capacities of the group's agents who are online now. */
  readonly places: number;
  /** Given to agents at this moment; one who did not have to wait counts for nothing. */
  readonly served?: number;
  /** Gave up at this moment. */
  readonly left?: number;
  /** How long the conversations had held their place that freed it at this moment, wrap-up included. */
  readonly ended?: readonly number[];
};

/** What was so long ago counts a third (1/e). */
const memory = 30 * 60_000;
/** Until there is more, as if so many conversations had been seen. */
const assumed = 5;
/** How long a conversation holds a place, until some have ended. */
const usualHeld = 5 * 60_000;

export function noFlow(at: number): Flow {
  return {
    at,
    waiting: 0,
    places: 0,
    served: 0,
    left: 0,
    placeTime: 0,
    waitTime: 0,
    ended: 0,
    heldTime: 0,
  };
}

/** A moment before the last one, as of a clock that was set back, counts as the last one. */
export function flowAfter(flow: Flow, event: FlowEvent): Flow {
  const at = Math.max(flow.at, event.at);
  const keeps = Math.exp((flow.at - at) / memory);
  /** The time that has gone by, faded as it went. */
  const span = memory * (1 - keeps);
  const queued = flow.waiting > 0;
  const ended = event.ended ?? [];
  return {
    at,
    waiting: event.waiting,
    places: event.places,
    served: flow.served * keeps + (queued ? (event.served ?? 0) : 0),
    left: flow.left * keeps + (event.left ?? 0),
    placeTime: flow.placeTime * keeps + (queued ? flow.places * span : 0),
    waitTime: flow.waitTime * keeps + flow.waiting * span,
    ended: flow.ended * keeps + ended.length,
    heldTime: flow.heldTime * keeps + ended.reduce((sum, held) => sum + held, 0),
  };
}

/**
 * What those at the places 1 to `count` may expect to wait from now, milliseconds, if nobody comes before
 * them; null where no agent is online. The one at place p waits until p conversations have ended, or as many
 * fewer as give up before them.
 */
export function expectedWaits(flow: Flow, count: number, places: number): readonly number[] | null {
  if (places <= 0) return null;
  const { served, left, placeTime, waitTime, ended, heldTime } = flow;
  const held = (heldTime + assumed * usualHeld) / (ended + assumed);
  // The assumed ones are there from the beginning and count less with each that is seen: it never jumps.
  const moves = (places * (served + assumed)) / (placeTime + assumed * held);
  const leaves = left / (waitTime + assumed * held);
  const waits: number[] = [];
  let sum = 0;
  for (let before = 0; before < count; before++) {
    sum += 1 / (moves + before * leaves);
    waits.push(Math.round(sum));
  }
  return waits;
}

/** Of the one at this place, 1 for the next; milliseconds. Null where no agent is online. */
export function expectedWait(flow: Flow, place: number, places: number): number | null {
  return expectedWaits(flow, place, places)?.at(-1) ?? null;
}

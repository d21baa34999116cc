/**
 * What reports know of a conversation: everything that a figure is made of, each with the entry (`seq`) that says so.
 * It is nothing but the sum of the conversation's entries and of the plans that were in force, and can be made anew
 * from them at any time. Times are epoch milliseconds, lengths milliseconds.
 */

/** An entry, as far as reports look at it. */
export type Spot = { readonly at: number; readonly seq: number };

/** How long somebody waited, and how much of that was within the opening hours of the group. */
export type Wait = { readonly all: number; readonly open: number };

/** The conversation was `agent`'s for a while. */
export type Stay = {
  readonly agent: string;
  readonly group: string | null;
  readonly since: Spot;
  /** Null: it still is. */
  readonly until: Spot | null;
};

/** A customer who had been answered before wrote again, and somebody answered. */
export type Reply = {
  readonly agent: string;
  readonly group: string | null;
  readonly since: Spot;
  readonly until: Spot;
  readonly wait: Wait;
};

export type Transfer = {
  readonly spot: Spot;
  /** Null: it was nobody's yet. */
  readonly from: string | null;
  readonly fromGroup: string | null;
  /** Null: to a group. */
  readonly to: string | null;
  readonly toGroup: string | null;
};

export type Fact = {
  readonly conversationId: string;
  readonly opened: Spot;
  /** Null: it goes on. */
  readonly closed: Spot | null;
  /** Where it was when somebody first had it; before that, where it waits. */
  readonly group: string | null;
  /** Codes of what it was filed under, from the branch down; null where it was not. */
  readonly disposition: readonly string[] | null;
  /** The customer left a message, and was not there again. */
  readonly left: boolean;
  /** What its group promised when it was opened: an answer within so long. */
  readonly target: number;
  /** Somebody had it for the first time. */
  readonly given: (Spot & { readonly agent: string; readonly wait: Wait }) | null;
  /** A person wrote to the customer for the first time. */
  readonly answered: (Spot & { readonly agent: string; readonly wait: Wait }) | null;
  readonly stays: readonly Stay[];
  readonly replies: readonly Reply[];
  readonly transfers: readonly Transfer[];
  /** Its last agent's wrap-up, which began when it was closed. Null: there was none. `until` is null while it goes on. */
  readonly wrapUp: { readonly agent: string; readonly until: Spot | null } | null;
  readonly rating: (Spot & { readonly score: number; readonly about: string | null }) | null;
};

/** Of what still goes on: later than any moment. */
export const goesOn = Number.MAX_SAFE_INTEGER;

/** From then on nothing of it can be in a report's period. */
export function lastMoment({ closed, wrapUp, rating, opened }: Fact): number {
  if (closed === null || (wrapUp !== null && wrapUp.until === null)) return goesOn;
  return Math.max(opened.at, closed.at, wrapUp?.until?.at ?? 0, rating?.at ?? 0);
}

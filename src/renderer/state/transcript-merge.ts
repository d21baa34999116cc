import type { Entry } from '#shared/domain/entry.ts';
import type { Outgoing } from '#shared/ipc/conversations.ts';

/** What of a conversation is on the screen: a gapless window of its entries and what is on its way. */
export type Window = {
  readonly entries: readonly Entry[];
  readonly outgoing: readonly Outgoing[];
  /** Nothing older exists. */
  readonly complete: boolean;
  /** It is a piece from further up, which does not reach the end. */
  readonly detached?: boolean;
};

/**
 * Adds entries in their order, each once (P7). Those older than the window and not touching it are
 * left out: they would tear a gap, and come when one scrolls there. Where another entry stands under a
 * sequence than the window has, the hub's database is another one: the window begins anew with what came.
 */
export function mergeEntries(window: Window, added: readonly Entry[]): Window {
  const ids = new Map(window.entries.map((e) => [e.seq, e.id]));
  if (added.some((e) => (ids.get(e.seq) ?? e.id) !== e.id)) {
    return mergeEntries({ entries: [], outgoing: window.outgoing, complete: false }, added);
  }
  const fresh = added.filter((e) => !ids.has(e.seq)).sort((a, b) => a.seq - b.seq);
  if (fresh.length === 0) return window;
  const first = window.entries[0]?.seq;
  const joined = [...fresh, ...window.entries].sort((a, b) => a.seq - b.seq);
  const entries =
    first === undefined
      ? joined
      : joined.slice(startOfRun(joined, first), window.detached ? endOfRun(joined, first) : undefined);
  const keys = new Set(fresh.map((e) => e.key));
  const outgoing = window.outgoing.some((o) => keys.has(o.key))
    ? window.outgoing.filter((o) => !keys.has(o.key))
    : window.outgoing;
  return { entries, outgoing, complete: window.complete || entries[0]?.seq === 1 };
}

/** Index from which the entries run without a gap up to the one with sequence `first`. */
function startOfRun(entries: readonly Entry[], first: number): number {
  let at = entries.findIndex((e) => e.seq === first);
  while (at > 0 && entries[at - 1]?.seq === (entries[at]?.seq ?? 0) - 1) at--;
  return Math.max(at, 0);
}

/** Index behind the last of the entries that run without a gap from the one with sequence `first`. */
function endOfRun(entries: readonly Entry[], first: number): number {
  let at = entries.findIndex((e) => e.seq === first) + 1;
  while (at < entries.length && entries[at]?.seq === (entries[at - 1]?.seq ?? 0) + 1) at++;
  return at;
}

/** A message on its way is new, changed, or gone (its entry came, or it was given up). */
export function mergeOutgoing(window: Window, changed: Outgoing, removed: boolean): Window {
  const others = window.outgoing.filter((o) => o.key !== changed.key);
  const arrived = window.entries.some((e) => e.key === changed.key);
  if (removed || arrived) {
    return others.length === window.outgoing.length ? window : { ...window, outgoing: others };
  }
  const known = window.outgoing.some((o) => o.key === changed.key);
  const outgoing = known
    ? window.outgoing.map((o) => (o.key === changed.key ? changed : o))
    : [...window.outgoing, changed];
  return { ...window, outgoing };
}

/** Keeps the last `most` entries: what was scrolled away long ago can be read again. */
export function trimWindow(window: Window, most: number): Window {
  if (window.detached || window.entries.length <= most) return window;
  return { ...window, entries: window.entries.slice(-most), complete: false };
}

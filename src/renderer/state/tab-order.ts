/**
 * The open tabs, pure: which there are, in what order, which is shown, and which beside it. Pinned ones stand first.
 */
export type TabOrder = {
  readonly order: readonly string[];
  /** Where one works: keys, the customer's column and the reading mark are about this one. */
  readonly active: string | null;
  /** Shown at its side, on the side that `besideFirst` says; never the same as `active`. */
  readonly beside: string | null;
  readonly besideFirst: boolean;
  readonly pinned: readonly string[];
  /** Closed lately, the last one at the end. */
  readonly closed: readonly string[];
};

export const noTabs: TabOrder = {
  order: [],
  active: null,
  beside: null,
  besideFirst: false,
  pinned: [],
  closed: [],
};

/** How many closed tabs can be opened again. */
const remembered = 20;

export function withTab(tabs: TabOrder, id: string): TabOrder {
  if (tabs.beside === id) return swapped(tabs);
  if (tabs.active === id && tabs.order.includes(id)) return tabs;
  const order = tabs.order.includes(id) ? tabs.order : [...tabs.order, id];
  return { ...tabs, order, active: id, closed: tabs.closed.filter((other) => other !== id) };
}

/** One works in the other one of the two from now on; both stay where they are. */
export function swapped(tabs: TabOrder): TabOrder {
  if (tabs.beside === null) return tabs;
  return { ...tabs, active: tabs.beside, beside: tabs.active, besideFirst: !tabs.besideFirst };
}

/** Closing the shown tab shows the one beside it, else its right neighbour, else the left one. */
export function withoutTab(tabs: TabOrder, id: string): TabOrder {
  const at = tabs.order.indexOf(id);
  if (at < 0) return tabs;
  const order = tabs.order.filter((other) => other !== id);
  const next = tabs.beside ?? order[at] ?? order[at - 1] ?? null;
  const closes = tabs.active === id;
  return {
    order,
    active: closes ? next : tabs.active,
    beside: closes || tabs.beside === id ? null : tabs.beside,
    besideFirst: false,
    pinned: tabs.pinned.filter((other) => other !== id),
    closed: [...tabs.closed.filter((other) => other !== id), id].slice(-remembered),
  };
}

/** Without all of these that are not pinned. */
export function withoutTabs(tabs: TabOrder, ids: readonly string[]): TabOrder {
  return ids.filter((id) => !tabs.pinned.includes(id)).reduce(withoutTab, tabs);
}

/** The last one that was closed and that `exists` is open again. */
export function reopened(tabs: TabOrder, exists: (id: string) => boolean): TabOrder {
  const id = tabs.closed.findLast(exists);
  return id === undefined ? tabs : withTab(tabs, id);
}

/** Pinned, at the end of the pinned ones; or not any more, before all others. */
export function withPin(tabs: TabOrder, id: string, pin: boolean): TabOrder {
  if (tabs.pinned.includes(id) === pin || !tabs.order.includes(id)) return tabs;
  const pinned = pin ? [...tabs.pinned, id] : tabs.pinned.filter((other) => other !== id);
  const others = tabs.order.filter((other) => other !== id);
  const place = others.filter((other) => pinned.includes(other)).length;
  return { ...tabs, pinned, order: others.toSpliced(place, 0, id) };
}

/** At another place of the order, counted from 0; a pinned one stays among the pinned, another among the others. */
export function moved(tabs: TabOrder, id: string, to: number): TabOrder {
  const from = tabs.order.indexOf(id);
  if (from < 0) return tabs;
  const pins = tabs.pinned.length;
  const [least, most] = tabs.pinned.includes(id) ? [0, pins - 1] : [pins, tabs.order.length - 1];
  const place = Math.min(most, Math.max(least, to));
  if (place === from) return tabs;
  return { ...tabs, order: tabs.order.toSpliced(from, 1).toSpliced(place, 0, id) };
}

/** Beside the shown one; null: nothing is. */
export function withBeside(tabs: TabOrder, id: string | null): TabOrder {
  if (id === null) return tabs.beside === null ? tabs : { ...tabs, beside: null, besideFirst: false };
  if (tabs.active === null || id === tabs.active || id === tabs.beside) return tabs;
  const order = tabs.order.includes(id) ? tabs.order : [...tabs.order, id];
  return { ...tabs, order, beside: id, besideFirst: false };
}

/** The tab `step` places on, around the end; null without tabs. */
export function neighbour(tabs: TabOrder, step: 1 | -1): string | null {
  const count = tabs.order.length;
  if (count === 0) return null;
  const at = tabs.active === null ? -1 : tabs.order.indexOf(tabs.active);
  if (at < 0) return tabs.order[step === 1 ? 0 : count - 1] ?? null;
  return tabs.order[(at + step + count) % count] ?? null;
}

/** Only tabs of conversations that exist. */
export function keptTabs(tabs: TabOrder, exists: (id: string) => boolean): TabOrder {
  const gone = tabs.order.filter((id) => !exists(id));
  if (gone.length === 0) return tabs;
  const kept = gone.reduce(withoutTab, tabs);
  return { ...kept, closed: kept.closed.filter((id) => !gone.includes(id)) };
}

/** Whether it is on the screen. */
export function isShown(tabs: TabOrder, id: string): boolean {
  return tabs.active === id || tabs.beside === id;
}

/** What of a kept value is a tab order: everything in it that is not sound is left out. */
export function readTabs(value: Readonly<Record<string, unknown>>): TabOrder {
  const ids = (list: unknown) =>
    Array.isArray(list) ? [...new Set(list.filter((id): id is string => typeof id === 'string'))] : [];
  const order = ids(value.order);
  const known = (id: unknown) => (typeof id === 'string' && order.includes(id) ? id : null);
  const active = known(value.active) ?? order[0] ?? null;
  const beside = known(value.beside);
  const pinned = ids(value.pinned).filter((id) => order.includes(id));
  return {
    order: [...pinned, ...order.filter((id) => !pinned.includes(id))],
    active,
    beside: beside === active ? null : beside,
    besideFirst: value.besideFirst === true,
    pinned,
    closed: ids(value.closed).slice(-remembered),
  };
}

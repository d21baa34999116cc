/** The open tabs, pure: which there are, in what order, and which is shown. */
export type TabOrder = {
  readonly order: readonly string[];
  readonly active: string | null;
};

export const noTabs: TabOrder = { order: [], active: null };

export function withTab(tabs: TabOrder, id: string): TabOrder {
  const order = tabs.order.includes(id) ? tabs.order : [...tabs.order, id];
  return order === tabs.order && tabs.active === id ? tabs : { order, active: id };
}

/** Closing the shown tab shows its right neighbour, else the left one. */
export function withoutTab(tabs: TabOrder, id: string): TabOrder {
  const at = tabs.order.indexOf(id);
  if (at < 0) return tabs;
  const order = tabs.order.filter((other) => other !== id);
  const active = tabs.active === id ? (order[at] ?? order[at - 1] ?? null) : tabs.active;
  return { order, active };
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
  return tabs.order.filter((id) => !exists(id)).reduce(withoutTab, tabs);
}

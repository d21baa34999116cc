import type { CustomerChange, Written } from '#shared/domain/customer/change.ts';
import type { Customer } from '#shared/domain/customer/customer.ts';
import type { KeptHandbook } from '#shared/domain/customer/handbook.ts';
import { emptyHandbook, type Handbook } from '#shared/domain/customer/handbook.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusedWith } from '../bridge/bridge.ts';
import { createSlice } from './slice.ts';

type Customers = {
  /** By the browser they write from. */
  readonly byVisitor: ReadonlyMap<string, Customer>;
  /** Why a card could not be read, by browser. */
  readonly refusals: ReadonlyMap<string, Refusal>;
  /** Browsers whose card was asked for and is not here yet. */
  readonly loading: ReadonlySet<string>;
  /** Tags that others have, for whoever begins to type one. */
  readonly tags: readonly string[];
  readonly handbook: Handbook;
};

/** What is known of customers, and what the house wants known. */
export const useCustomers = createSlice<Customers>({
  byVisitor: new Map(),
  refusals: new Map(),
  loading: new Set(),
  tags: [],
  handbook: emptyHandbook,
});

/** What came of a save: nothing to say, something that does not fit, or a change of somebody else in its way. */
export type Saved =
  | { readonly is: 'saved'; readonly undo: CustomerChange }
  | { readonly is: 'refused'; readonly refusal: Refusal }
  | { readonly is: 'conflict' };

export function applyCustomer({ customer }: { readonly customer: Customer }, asked?: string): void {
  useCustomers.setState((s) => {
    const byVisitor = new Map(s.byVisitor);
    for (const id of [...customer.visitorIds, ...(asked === undefined ? [] : [asked])]) {
      const known = byVisitor.get(id);
      // Answers and news come by different ways: an older version never takes a newer one's place.
      if (known === undefined || known.id !== customer.id || known.version <= customer.version)
        byVisitor.set(id, customer);
    }
    const loading = new Set([...s.loading].filter((id) => !byVisitor.has(id)));
    return { byVisitor, loading };
  });
}

export function applyHandbook({ handbook }: KeptHandbook): void {
  useCustomers.setState({ handbook });
}

export async function loadHandbook(): Promise<void> {
  const kept = await call('handbook.now', {});
  if (kept !== null) applyHandbook(kept);
}

/** From the cache at once; what the hub knows comes as news behind it. */
export async function openCustomer(conversationId: string, visitorId: string): Promise<void> {
  useCustomers.setState((s) => ({
    refusals: new Map([...s.refusals].filter(([id]) => id !== visitorId)),
    ...(!s.byVisitor.has(visitorId) && { loading: new Set(s.loading).add(visitorId) }),
  }));
  try {
    const { customer } = await call('customers.open', { conversationId });
    if (customer !== null) applyCustomer({ customer }, visitorId);
  } catch (error) {
    useCustomers.setState((s) => ({
      refusals: new Map(s.refusals).set(visitorId, refusedWith(error)),
      loading: new Set([...s.loading].filter((id) => id !== visitorId)),
    }));
  }
}

export async function loadTags(): Promise<void> {
  try {
    useCustomers.setState({ tags: (await call('customers.tags', {})).tags });
  } catch {
    // Nothing is offered then: one can write it out.
  }
}

/**
 * Saves on the card that `base` was. Where somebody has changed another part of it meanwhile, that is no conflict: it
 * is saved on what the card is now.
 */
export async function saveCustomer(
  conversationId: string,
  base: Customer,
  change: CustomerChange,
): Promise<Saved> {
  try {
    return await saveOn(conversationId, base, change);
  } catch (error) {
    const refusal = refusedWith(error);
    if (refusal.code !== 'conflict') return { is: 'refused', refusal };
  }
  try {
    const { customer: theirs } = await call('customers.open', { conversationId });
    if (theirs === null) return { is: 'conflict' };
    applyCustomer({ customer: theirs });
    if (!isSame(before(base, change), before(theirs, change))) return { is: 'conflict' };
    return await saveOn(conversationId, theirs, change);
  } catch (error) {
    const refusal = refusedWith(error);
    return refusal.code === 'conflict' ? { is: 'conflict' } : { is: 'refused', refusal };
  }
}

async function saveOn(conversationId: string, base: Customer, change: CustomerChange): Promise<Saved> {
  const { customer } = await call('customers.save', { conversationId, version: base.version, change });
  applyCustomer({ customer });
  return { is: 'saved', undo: before(base, change) };
}

/** What a change would take the place of. */
function before(of: Written, { fields, ...plain }: CustomerChange): CustomerChange {
  const kept = Object.fromEntries(Object.keys(plain).map((name) => [name, of[name as keyof Written]]));
  if (fields === undefined) return kept;
  return {
    ...kept,
    fields: Object.fromEntries(Object.keys(fields).map((key) => [key, of.fields[key] ?? null])),
  };
}

function isSame(a: CustomerChange, b: CustomerChange): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

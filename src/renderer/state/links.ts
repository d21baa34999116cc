import type { FoundCustomer } from '#shared/ipc/customers.ts';
import type { ArrivedLink } from '#shared/ipc/links.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { createSlice } from './slice.ts';

/** How it stands with a link that is to be shown in this page. */
export type LinkStep =
  /** Whoever is at work here decides when. */
  | { readonly at: 'held' }
  | { readonly at: 'finding' }
  /** The hub is away; it goes on when the line is back. */
  | { readonly at: 'away' }
  /** `back`: what was shown before; null: nothing, or the same. */
  | { readonly at: 'shown'; readonly conversationId: string; readonly back: string | null }
  | { readonly at: 'several'; readonly found: readonly FoundCustomer[] }
  | { readonly at: 'nobody' }
  | { readonly at: 'failed'; readonly refusal: Refusal };

/** The last link that came, until it is put away. It belongs to the window: it waits for whoever signs in. */
export const useLinks = createSlice<{
  readonly arrived: ArrivedLink | null;
  readonly step: LinkStep;
  /** Who it turned out to be. */
  readonly who: FoundCustomer | null;
}>({ arrived: null, step: { at: 'finding' }, who: null }, 'app');

export function applyLink(arrived: ArrivedLink): void {
  useLinks.setState({ arrived, step: { at: 'finding' }, who: null });
}

import { newId } from '#shared/domain/key.ts';
import type { DeskEvent, DeskEvents } from '#shared/protocol/desk.ts';
import type { InputOf } from '#shared/protocol/registry.ts';

/** What an event is asked about. Ids that a test has nothing for are of nothing. */
export type On = {
  readonly conversationId: string;
  readonly version: number;
  /** An entry in it. */
  readonly mine: string;
  /** A note of theirs on the customer. */
  readonly note: string;
  /** A colleague. */
  readonly to: string;
  /** A version that a review does not have. */
  readonly stale: number;
  readonly closed: string;
  readonly groupId: string;
  readonly agentId: string;
  readonly alertId: string;
  readonly ruleId: string;
  readonly reviewId: string;
  readonly followUpId: string;
  readonly cardId: string;
  readonly reviewer: string;
  readonly now: number;
};

/** Nothing of it is there but what is said. */
export const on = (some: Partial<On>): On => ({
  conversationId: newId(),
  version: 1,
  mine: newId(),
  note: newId(),
  to: newId(),
  stale: 1,
  closed: some.conversationId ?? newId(),
  groupId: newId(),
  agentId: some.to ?? newId(),
  alertId: newId(),
  ruleId: newId(),
  reviewId: newId(),
  followUpId: newId(),
  cardId: newId(),
  reviewer: newId(),
  now: Date.UTC(2026, 10, 29),
  ...some,
});

/** An input for each event. One that is not there does not compile. */
export type Inputs<E extends DeskEvent> = { readonly [K in E]: (of: On) => InputOf<DeskEvents, K> };

/** Of the house's only checklist. */
export const aStep = newId();

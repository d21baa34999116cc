import type { Conversation } from '../conversation.ts';

/** Load of one conversation to whoever serves it; of a chat on a website. Other channels will have their own. */
export const webWeight = 1;

type Held = Pick<Conversation, 'status' | 'agent' | 'offer' | 'wrapUpUntil'>;

/**
 * What a conversation is to that person at `now` (epoch milliseconds): they serve it, are offered it, or have
 * wrap-up of it to do. An invitation is none: whoever joins in does not have it.
 */
export function loadOf({ status, agent, offer, wrapUpUntil }: Held, personId: string, now: number): number {
  const isTheirs = agent?.id === personId;
  const wraps = status === 'closed' && wrapUpUntil !== null && wrapUpUntil > now;
  if (isTheirs && (status === 'active' || wraps)) return webWeight;
  return offer !== null && offer.how !== 'invite' && offer.to.id === personId ? webWeight : 0;
}

/** Ids of those to whom it may be a load. */
export function holdersOf({ agent, offer }: Pick<Held, 'agent' | 'offer'>): string[] {
  const ids = agent === null ? [] : [agent.id];
  if (offer !== null && offer.how !== 'invite' && offer.to.id !== agent?.id) ids.push(offer.to.id);
  return ids;
}

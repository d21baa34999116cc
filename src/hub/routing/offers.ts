import type { Offer } from '#shared/domain/conversation.ts';
import type { OfferEnd } from '#shared/domain/entry.ts';

/**
 * Why what somebody is asked is over, null while it is not. `mayAnswer`: they work here and have a desk somewhere, or
 * had one a moment ago.
 */
export function endOf(
  { until }: Offer,
  mayAnswer: boolean,
  now: number,
): Extract<OfferEnd, 'no_answer' | 'gone'> | null {
  if (until <= now) return 'no_answer';
  return mayAnswer ? null : 'gone';
}

/** Who is offered one of the queue by routing and does not answer is not there, whatever they said. */
export function saysNotResponding({ how, by }: Offer, because: OfferEnd): boolean {
  return how === 'route' && by === null && because === 'no_answer';
}

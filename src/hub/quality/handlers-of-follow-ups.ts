import type { FollowUp } from '#shared/domain/quality/review.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { QualityEvents } from '#shared/protocol/quality.ts';
import type { DeskActor } from '../conversations/index.ts';
import type { Handlers } from '../platform/realtime/index.ts';
import { checkLed } from './led.ts';
import type { Parts } from './parts.ts';

type OfFollowUps = Pick<
  QualityEvents,
  'quality.followup.add' | 'quality.followup.done' | 'quality.followups'
>;

export function followUpHandlers({
  profiles,
  led,
  reads,
  followUps,
}: Parts): Handlers<OfFollowUps, DeskActor> {
  const one = async (reviewId: string, id: string): Promise<{ followUp: FollowUp }> => {
    const found = (await reads.followUps({ reviewId })).find((followUp) => followUp.id === id);
    if (found === undefined) throw new RefusalError('not_found');
    return { followUp: found };
  };
  return {
    'quality.followup.add': async ({ person }, { reviewId, key, text, ownerId, dueAt }) => {
      const review = await reads.find(reviewId);
      if (review !== null) checkLed(led(person), review);
      const owner = await profiles.find(ownerId);
      if (owner === null || owner.disabled) throw new RefusalError({ code: 'bad_request', field: 'ownerId' });
      await followUps.add(person, { reviewId, id: key, text, dueAt }, { id: owner.id, name: owner.name });
      return one(reviewId, key);
    },
    'quality.followup.done': async ({ person }, { id, note }) =>
      one(await followUps.done(person, id, note, led(person)), id),
    'quality.followups': async ({ person }, { all }) => {
      if (all && person.role === 'agent') throw new RefusalError('forbidden');
      return {
        followUps: await reads.followUps(
          all ? { groups: led(person), viewerId: person.id } : { ownerId: person.id },
        ),
      };
    },
  };
}

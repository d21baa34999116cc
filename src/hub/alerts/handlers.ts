import { type DeskRung, deskRungs } from '#shared/domain/alerts/ladder.ts';
import type { AlertCall } from '#shared/protocol/alerts.ts';
import type { DeskEvents } from '#shared/protocol/desk.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { DeskActor } from '../conversations/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Handlers } from '../platform/realtime/index.ts';
import type { Routing } from '../routing/index.ts';
import type { Ledger } from './ledger.ts';

type OfAlerts = Pick<DeskEvents, 'alert.report' | 'alerts.pull' | 'alerts.open'>;

/** What desks say and ask of alerts. */
export function createAlertHandlers(parts: {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly board: Routing['known']['board'];
  readonly openFor: (personId: string) => AlertCall[];
}): Handlers<OfAlerts, DeskActor> {
  const { ledger, clock, board, openFor } = parts;

  /** Of one's own customers for the desk's own rungs, and of what one was told for the others. */
  async function maySay(
    personId: string,
    { conversationId, since, rung }: { conversationId: string; since: number; rung: string },
  ): Promise<boolean> {
    if (!deskRungs.includes(rung as DeskRung))
      return ledger.wasTold({ conversationId, since }, rung as 'colleague', personId);
    return board.seat(conversationId)?.owners.includes(personId) === true;
  }

  return {
    'alert.report': async ({ person }, { conversationId, since, rung, what, ago }) => {
      if (!(await maySay(person.id, { conversationId, since, rung }))) throw new RefusalError('not_found');
      const { id, name } = person;
      await ledger.write({ conversationId, since, rung, what, person: { id, name }, at: clock.now() - ago });
      return null;
    },
    'alerts.pull': async (_, { conversationId }) => ({ lines: await ledger.of(conversationId) }),
    'alerts.open': async ({ person }) => ({ calls: openFor(person.id) }),
  };
}

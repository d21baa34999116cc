import { type RefusalCode, refusalOf } from '#shared/protocol/errors.ts';
import type { QualityEvents } from '#shared/protocol/quality.ts';
import type { DeskActor } from '../conversations/index.ts';
import type { Handlers } from '../platform/realtime/index.ts';
import type { Parts } from './parts.ts';

type OfCards = Pick<QualityEvents, 'quality.cards' | 'quality.card' | 'quality.card.save'>;

export function cardHandlers({ cards, audit }: Parts): Handlers<OfCards, DeskActor> {
  return {
    'quality.cards': async () => ({ cards: await cards.list() }),
    'quality.card': async (_, { id, version }) => ({
      kept: await cards.read(id, version),
      versions: await cards.versions(id),
    }),
    'quality.card.save': async ({ id, person }, input, address = '') => {
      const actor = { kind: 'person', id } as const;
      const line = (subject: string, failed?: RefusalCode) =>
        audit.changed({
          ...{ event: 'quality.card.save', actor, address, subject },
          ...(failed !== undefined && { failed }),
        });
      const said: string[] = [];
      try {
        return await cards.save(input, { id: person.id, name: person.name }, async (subject) => {
          await line(subject);
          said.push(subject);
        });
      } catch (error) {
        for (const subject of said) await line(subject, refusalOf(error).code);
        throw error;
      }
    },
  };
}

import type { DeskEvents } from '#shared/protocol/desk.ts';
import { mostCustomersFound } from '#shared/protocol/limits.ts';
import type { AnswerOf, InputOf } from '#shared/protocol/registry.ts';
import type { Reads } from '../conversations/index.ts';
import type { Records } from './records.ts';

type Asked = InputOf<DeskEvents, 'customer.find'>['of'];
type Found = AnswerOf<DeskEvents, 'customer.find'>;
type Reader = Parameters<Reads['latestOfCustomer']>[0];

/** Customers by their id or their number, for who may read a conversation of theirs: to others they are nobody. */
export function createFinder(
  records: Pick<Records, 'byId' | 'byNumber'>,
  reads: Pick<Reads, 'latestOfCustomer'>,
) {
  return async (reader: Reader, of: Asked): Promise<Found> => {
    const cards = 'number' in of ? await records.byNumber(of.number) : await records.byId(of.customerId);
    const found: Found['found'] = [];
    for (const { id, name, company, phone, sub } of cards) {
      if (found.length === mostCustomersFound) break;
      const conversation = await reads.latestOfCustomer(reader, id);
      if (conversation === null) continue;
      found.push({ id, name, company, phone, verified: sub !== null, conversation });
    }
    return { found };
  };
}

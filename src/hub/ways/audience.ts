import type { Ownership } from '../conversations/index.ts';
import type { Database } from '../platform/database/index.ts';

/** Of a conversation that is over so long nobody is told any more what its customer does. Milliseconds. */
const interest = 3600_000;

/** Everybody's browsers and conversations, for those whose pages are told. */
export function createAudience(database: Database) {
  const { kysely } = database;

  /** Each of these browsers with all of whoever sits at it, itself among them. */
  const browsersOf = async (visitorIds: readonly string[]): Promise<Map<string, string[]>> => {
    const asked = await kysely
      .selectFrom('visitor')
      .select(['id', 'customer_id'])
      .where('id', 'in', visitorIds)
      .execute();
    const customers = [...new Set(asked.flatMap(({ customer_id }) => customer_id ?? []))];
    const all =
      customers.length === 0
        ? []
        : await kysely
            .selectFrom('visitor')
            .select(['id', 'customer_id'])
            .where('customer_id', 'in', customers)
            .execute();
    return new Map(
      asked.map(({ id, customer_id }) => [
        id,
        customer_id === null
          ? [id]
          : all.filter((one) => one.customer_id === customer_id).map((one) => one.id),
      ]),
    );
  };

  return {
    browsersOf,
    /** By browser, whose the conversations are that its customer has open or had just now. */
    ownerships: async (visitorIds: readonly string[], now: number): Promise<Map<string, Ownership[]>> => {
      if (visitorIds.length === 0) return new Map();
      const browsers = await browsersOf(visitorIds);
      const rows = await kysely
        .selectFrom('conversation')
        .select(['visitor_id', 'agent_id', 'owners', 'offer_to', 'group_id'])
        .where('visitor_id', 'in', [...new Set([...browsers.values()].flat())])
        .where((eb) => eb.or([eb('status', '<>', 'closed'), eb('closed_at', '>', now - interest)]))
        .execute();
      const ownership = (row: (typeof rows)[number]): Ownership => ({
        agentId: row.agent_id,
        owners: row.owners === '' ? [] : row.owners.split(','),
        askedId: row.offer_to,
        groupId: row.group_id,
      });
      return new Map(
        [...browsers].map(([id, own]) => [
          id,
          rows.filter((row) => own.includes(row.visitor_id)).map(ownership),
        ]),
      );
    },
  };
}

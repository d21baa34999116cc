import type { Kysely, Migration } from 'kysely';

/** Where the house's own back office is asked for orders (F1). */
export const orders: Migration = {
  up: async (db: Kysely<unknown>) => {
    const add = db.schema.alterTable('workspace');
    await add.addColumn('orders', 'text').execute();
    await add.addColumn('orders_secret', 'text').execute();
  },
};

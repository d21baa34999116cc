import { type Kysely, type Migration, sql } from 'kysely';
import { phoneTail } from '#shared/domain/customer/phone.ts';

const portion = 1000;

/** Customers are found by their number (F2), however it was written: by its last digits, and then by all. */
export const phoneNumbers: Migration = {
  up: async (db: Kysely<unknown>) => {
    const { schema } = db;
    await schema.alterTable('customer').addColumn('phone_tail', 'text').execute();
    for (let after = ''; ; ) {
      const { rows } = await sql<{ id: string; phone: string }>`select id, phone from customer
        where phone is not null and id > ${after} order by id limit ${portion}`.execute(db);
      for (const { id, phone } of rows)
        await sql`update customer set phone_tail = ${phoneTail(phone)} where id = ${id}`.execute(db);
      const last = rows.at(-1);
      if (last === undefined || rows.length < portion) break;
      after = last.id;
    }
    await schema
      .createIndex('customer_by_phone')
      .on('customer')
      .columns(['workspace_id', 'phone_tail'])
      .execute();
  },
};

import { type OrderSettings, orderSettings } from '#shared/protocol/orders.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import type { Secrets } from '../platform/secrets.ts';

/** So long a node may go by what another has changed meanwhile. Milliseconds. */
const freshFor = 1000;

export type KeptOrders = { readonly settings: OrderSettings | null; readonly secret: string | null };

/** Where orders are, and the secret that goes there: it leaves the database for that address and for nobody else. */
export function createOrdersPlace(
  database: Database,
  workspaceId: string,
  clock: Pick<Clock, 'now'>,
  secrets: Secrets,
) {
  const { kysely } = database;
  let known: { readonly at: number; readonly kept: KeptOrders } | null = null;

  return {
    current: async (): Promise<KeptOrders> => {
      const now = clock.now();
      if (known !== null && now >= known.at && now - known.at < freshFor) return known.kept;
      const row = await kysely
        .selectFrom('workspace')
        .select(['orders', 'orders_secret'])
        .where('id', '=', workspaceId)
        .executeTakeFirstOrThrow();
      const read = orderSettings.safeParse(JSON.parse(row.orders ?? 'null'));
      const secret = secrets.open('orders_secret', row.orders_secret);
      known = { at: now, kept: { settings: read.success ? read.data : null, secret } };
      return known.kept;
    },
    set: async ({ settings, secret }: KeptOrders): Promise<void> => {
      await kysely
        .updateTable('workspace')
        .set({
          orders: settings && JSON.stringify(settings),
          orders_secret: secrets.seal('orders_secret', secret),
        })
        .where('id', '=', workspaceId)
        .execute();
      known = null;
    },
  };
}

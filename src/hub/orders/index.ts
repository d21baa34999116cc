import type { lookup } from 'node:dns';
import { type KnownBy, originIn } from '#shared/domain/orders/template.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { KeptOrderSettings, OrderSettings, OrdersAnswer, orderEvents } from '#shared/protocol/orders.ts';
import type { DeskActor, Reads } from '../conversations/index.ts';
import type { Records } from '../customers/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import type { Log } from '../platform/log/index.ts';
import type { Handlers } from '../platform/realtime/index.ts';
import type { Secrets } from '../platform/secrets.ts';
import { createAsk } from './ask.ts';
import { createOrdersPlace, type KeptOrders } from './settings.ts';

export { fetchJson } from './fetch-json.ts';

export type OrdersAdmin = ReturnType<typeof createOrdersAdmin>;

type Parts = {
  readonly database: Database;
  readonly workspaceId: string;
  readonly clock: Pick<Clock, 'now'>;
  readonly secrets: Secrets;
  readonly log: Log;
  /** How names become addresses; the system's where it is not given. */
  readonly resolve?: typeof lookup;
};

/** A change of where orders are: an absent `secret` stays, null takes it away. */
export type OrdersChange = {
  readonly settings: OrderSettings | null;
  readonly secret?: string | null | undefined;
};

/** What an admin does with it, in a hub and without one. */
export function createOrdersAdmin(parts: Parts) {
  const place = createOrdersPlace(parts.database, parts.workspaceId, parts.clock, parts.secrets);
  const ask = createAsk(parts);

  /** As it would be kept. A secret stays with the host it was given for: whoever changes the host gives it anew. */
  const changed = async ({ settings, secret }: OrdersChange): Promise<KeptOrders> => {
    const before = await place.current();
    if (settings === null || settings.header === null) return { settings, secret: null };
    if (secret !== undefined) return { settings, secret };
    const isSameHost = before.settings !== null && originIn(before.settings.url) === originIn(settings.url);
    if (before.secret !== null && !isSameHost)
      throw new RefusalError({ code: 'bad_request', field: 'secret' });
    return { settings, secret: before.secret };
  };

  return {
    place,
    ask,
    read: async (): Promise<KeptOrderSettings> => {
      const { settings, secret } = await place.current();
      return { settings, hasSecret: secret !== null };
    },
    /** Rejects as `save` would; nothing is changed. */
    check: async (change: OrdersChange): Promise<void> => void (await changed(change)),
    save: async (change: OrdersChange): Promise<KeptOrderSettings> => {
      const kept = await changed(change);
      await place.set(kept);
      return { settings: kept.settings, hasSecret: kept.secret !== null };
    },
    /** Asks as it would be asked, and keeps nothing. */
    tryOut: async (change: OrdersChange, known: KnownBy): Promise<OrdersAnswer> =>
      ask(await changed(change), known, 'fresh'),
  };
}

/** Orders of customers, for whoever serves them: the hub asks the house's back office, desks never do. */
export function orderHandlers(parts: {
  readonly admin: OrdersAdmin;
  readonly reads: Pick<Reads, 'held'>;
  readonly records: Pick<Records, 'read'>;
}): Handlers<typeof orderEvents, DeskActor> {
  const { admin, reads, records } = parts;
  return {
    'orders.pull': async (_, { conversationId, fresh }) => {
      const kept = await admin.place.current();
      if (kept.settings === null) return { state: 'off' };
      const held = await reads.held(conversationId);
      if (held === null) throw new RefusalError('not_found');
      const { sub, email, phone } = await records.read(held.conversation.visitor.id);
      return admin.ask(kept, { sub, email, phone }, fresh === true ? 'fresh' : 'kept');
    },
  };
}

import type { Visitor } from '#shared/domain/conversation.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import type { Log } from '../platform/log/index.ts';
import { type SignedCustomer, verifyCustomer } from './identity.ts';
import type { IdentitySecret } from './identity-secret.ts';

/**
 * Knows a visitor as the customer whom their site says they are, from then on. What is not believed is logged by
 * its code and changes nothing: they stay who they were. Of a browser that was another customer's it refuses
 * with `unauthenticated`: the widget takes a new identity, and nobody reads what the one before has written.
 */
export function createRecognition(options: {
  readonly database: Database;
  readonly clock: Clock;
  readonly secret: Pick<IdentitySecret, 'current'>;
  readonly log: Log;
  /** Puts the browser to the card of that customer. */
  readonly identify: (visitorId: string, sub: string, name: string | null) => Promise<void>;
}): (visitor: Visitor, token: string) => Promise<Visitor> {
  const { database, clock, secret, log, identify } = options;
  const { kysely } = database;

  const keep = async (visitor: Visitor, { sub, name, attributes }: SignedCustomer): Promise<Visitor> => {
    const known = await kysely
      .selectFrom('visitor')
      .select(['name', 'customer_sub', 'attributes'])
      .where('id', '=', visitor.id)
      .executeTakeFirstOrThrow();
    if (known.customer_sub !== null && known.customer_sub !== sub) throw new RefusalError('unauthenticated');
    const next = { customer_sub: sub, name: name ?? known.name, attributes: JSON.stringify(attributes) };
    const isSame =
      known.customer_sub === sub && known.name === next.name && known.attributes === next.attributes;
    if (!isSame) {
      await kysely.updateTable('visitor').set(next).where('id', '=', visitor.id).execute();
      await identify(visitor.id, sub, name);
    }
    return { ...visitor, name: next.name };
  };

  return async (visitor, token) => {
    const found = await verifyCustomer(token, await secret.current(), clock);
    if (typeof found !== 'string') return keep(visitor, found);
    log.warn({ event: 'identity', reason: found, actor: visitor.id }, 'not believed');
    return visitor;
  };
}

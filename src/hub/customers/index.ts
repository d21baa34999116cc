import type { Visitor } from '#shared/domain/conversation.ts';
import { newId } from '#shared/domain/key.ts';
import type { Locale } from '#shared/protocol/fields.ts';
import type { RegisterAnswer } from '#shared/protocol/handshake.ts';
import { hashToken, mintToken } from '../platform/access/index.ts';
import type { Clock } from '../platform/clock.ts';
import { type Database, together } from '../platform/database/index.ts';

export { roomsOf } from './audience.ts';
export { customerHandlers } from './desk-handlers.ts';
export { createIdentitySecret, type IdentitySecret } from './identity-secret.ts';
export { createRecognition } from './recognition.ts';
export { createRecords, type Records } from './records.ts';
export { customerRoutes } from './routes.ts';
export { createSeen, type Seen } from './seen.ts';

/** Those who write to us. A visitor is a browser that we know again by its token. */
export function createCustomers(database: Database, workspaceId: string, clock: Clock) {
  const { kysely } = database;

  const register = async (locale: Locale, origin: string): Promise<Omit<RegisterAnswer, 'wayOut'>> => {
    const token = mintToken();
    const visitorId = newId();
    await kysely
      .insertInto('visitor')
      .values({
        id: visitorId,
        workspace_id: workspaceId,
        token_hash: hashToken(token),
        name: null,
        locale,
        origin,
        created_at: clock.now(),
      })
      .execute();
    return { token, visitorId };
  };

  const byToken = together(async (hashes) => {
    const rows = await kysely
      .selectFrom('visitor')
      .select(['token_hash', 'id', 'name', 'locale'])
      .where('token_hash', 'in', hashes)
      .execute();
    return new Map(rows.map((row) => [row.token_hash, row]));
  });

  /** The visitor of a token, in the language they use now; null when nobody has it. */
  const find = async (token: string, locale: Locale): Promise<Visitor | null> => {
    const row = await byToken(hashToken(token));
    if (row === null) return null;
    if (row.locale !== locale) {
      await kysely.updateTable('visitor').set({ locale }).where('id', '=', row.id).execute();
    }
    return { id: row.id, name: row.name, locale };
  };

  /** The visitor of a token, as they are known; null when nobody has it. */
  const known = async (token: string): Promise<Visitor | null> => {
    const row = await byToken(hashToken(token));
    return row === null ? null : { id: row.id, name: row.name, locale: row.locale };
  };

  return { register, find, known };
}

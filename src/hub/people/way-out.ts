import type { WayOut } from '#shared/protocol/handshake.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';

/** So long a node may go on telling what another has changed meanwhile. Milliseconds. */
const freshFor = 5_000;

/** How else the house can be reached while the hub cannot (C8): what each visitor is told on coming. */
export function createWayOut(database: Database, workspaceId: string, clock: Clock) {
  const { kysely } = database;
  let known: { readonly at: number; readonly value: WayOut } | null = null;

  const current = async (): Promise<WayOut> => {
    const now = clock.now();
    if (known !== null && now >= known.at && now - known.at < freshFor) return known.value;
    const value = await kysely
      .selectFrom('workspace')
      .select(['hotline', 'contact_email as email', 'contact_form as form'])
      .where('id', '=', workspaceId)
      .executeTakeFirstOrThrow();
    known = { at: now, value };
    return value;
  };

  /** Remembers what is given; null takes a way away, what is left out stays as it was. */
  const set = async ({ hotline, email, form }: Partial<WayOut>): Promise<void> => {
    const change = {
      ...(hotline !== undefined && { hotline }),
      ...(email !== undefined && { contact_email: email }),
      ...(form !== undefined && { contact_form: form }),
    };
    if (Object.keys(change).length === 0) return;
    await kysely.updateTable('workspace').set(change).where('id', '=', workspaceId).execute();
    known = null;
  };

  return { current, set };
}

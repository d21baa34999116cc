import { RefusalError } from '#shared/protocol/errors.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import type { Write } from './writes.ts';

/** At most so many in one look. */
const most = 200;

/** Says of wrap-ups whose time is over that nobody has filed anything. Asked every second. */
export function createLapses(options: {
  readonly database: Database;
  readonly workspaceId: string;
  readonly clock: Pick<Clock, 'now'>;
  readonly write: (write: Write) => Promise<unknown>;
}): { readonly look: () => Promise<void> } {
  const { database, workspaceId, clock, write } = options;
  return {
    look: async () => {
      const over = await database.kysely
        .selectFrom('conversation')
        .select(['id', 'version'])
        .where('workspace_id', '=', workspaceId)
        .where('wrap_up_until', '<=', clock.now())
        .limit(most)
        .execute();
      await Promise.all(
        over.map(({ id, version }) =>
          write({ kind: 'lapse', conversationId: id, version }).catch((error: unknown) => {
            // Filed in this moment, or another node was faster: then it is said already.
            if (!(error instanceof RefusalError)) throw error;
          }),
        ),
      );
    },
  };
}

import { type AdminAnswer, type AdminRequest, auditPage } from '#shared/protocol/admin.ts';
import { noLine } from '../platform/audit-chain.ts';
import type { Database } from '../platform/database/index.ts';

export type Pages = (asked: AdminRequest<'audit.page'>) => Promise<AdminAnswer<'audit.page'>>;

/** Reads the audit trail as it is kept, in order, and leaves it to whoever reads to say whether it is whole. */
export function createPages({ kysely }: Database, workspaceId: string, limit = auditPage): Pages {
  return async ({ after, from, to }) => {
    // Before the lines: what is written meanwhile is beyond it.
    const head = await kysely
      .selectFrom('audit_head')
      .select(['seq as number', 'hash'])
      .where('workspace_id', '=', workspaceId)
      .executeTakeFirst();
    let query = kysely
      .selectFrom('audit')
      .select([
        'seq as number',
        'id',
        'at',
        'code',
        'event',
        'actor_kind as actorKind',
        'actor_id as actorId',
      ])
      .select(['address', 'subject', 'prev_hash as prevHash', 'hash'])
      .where('workspace_id', '=', workspaceId);
    // By its id too: there should not be two of one number, and where there are both are to be seen.
    if (after !== null)
      query = query.where(({ eb, and, or }) =>
        or([eb('seq', '>', after.number), and([eb('seq', '=', after.number), eb('id', '>', after.id)])]),
      );
    if (from !== null) query = query.where('at', '>=', from);
    if (to !== null) query = query.where('at', '<', to);
    const lines = await query.orderBy('seq').orderBy('id').limit(limit).execute();
    return { workspace: workspaceId, head: head ?? noLine, lines };
  };
}

import { noLine } from '#shared/domain/audit/chain.ts';
import { auditKinds } from '#shared/domain/audit/kinds.ts';
import { type AdminAnswer, type AdminRequest, auditListed, auditPage } from '#shared/protocol/admin.ts';
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

export type Listed = (asked: AdminRequest<'audit.list'>) => Promise<AdminAnswer<'audit.list'>>;

/**
 * The trail for people, the latest first. A page looks at so many lines and no more, found or not: a long trail keeps
 * nobody waiting, and what else the hub does neither.
 */
export function createListed({ kysely }: Database, workspaceId: string, limits = auditListed): Listed {
  return async ({ before, who, kind, from, to }) => {
    const head = await kysely
      .selectFrom('audit_head')
      .select(['seq as number', 'hash'])
      .where('workspace_id', '=', workspaceId)
      .executeTakeFirst();
    const end = Math.min(before ?? Number.MAX_SAFE_INTEGER, (head?.number ?? 0) + 1);
    const start = Math.max(1, end - limits.looks);
    let query = kysely
      .selectFrom('audit as a')
      .leftJoin('person as p', (on) =>
        on
          .onRef('p.id', '=', 'a.actor_id')
          .on('p.workspace_id', '=', workspaceId)
          .on('a.actor_kind', '=', 'person'),
      )
      .leftJoin('person as s', (on) =>
        on.onRef('s.id', '=', 'a.subject').on('s.workspace_id', '=', workspaceId),
      )
      .select(['a.seq as number', 'a.id', 'a.at', 'a.code', 'a.event', 'a.actor_kind as actorKind'])
      .select(['a.actor_id as actorId', 'a.address', 'a.subject', 'a.prev_hash as prevHash', 'a.hash'])
      .select(['p.name as actorName', 's.name as subjectName'])
      .where('a.workspace_id', '=', workspaceId)
      .where('a.seq', '<', end)
      .where('a.seq', '>=', start);
    if (who === 'operator' || who === 'visitor' || who === 'nobody')
      query = query.where('a.actor_kind', '=', who);
    else if (who !== null) query = query.where('a.actor_kind', '=', 'person').where('a.actor_id', '=', who);
    if (kind === 'refused') query = query.where('a.code', '!=', 'changed');
    else if (kind !== null)
      query = query.where(({ eb, or }) =>
        or(auditKinds[kind].map((begins) => eb('a.event', 'like', `${begins}%`))),
      );
    if (from !== null) query = query.where('a.at', '>=', from);
    if (to !== null) query = query.where('a.at', '<', to);
    const lines = await query.orderBy('a.seq', 'desc').orderBy('a.id', 'desc').limit(limits.lines).execute();
    const last = lines.length === limits.lines ? lines.at(-1)?.number : undefined;
    const further = last ?? start;
    return { head: head ?? noLine, lines, next: further > 1 ? further : null };
  };
}

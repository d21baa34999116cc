import type { Rating } from '#shared/domain/conversation.ts';
import type { Filed } from '#shared/domain/customer/filing.ts';
import type { SampleRule } from '#shared/domain/quality/sampling.ts';
import type { Database } from '../platform/database/index.ts';
import type { Led } from '../supervision/index.ts';
import { ofGroups } from './led.ts';

export type Candidate = {
  readonly id: string;
  readonly agentId: string;
  readonly closedAt: number;
  readonly owners: readonly string[];
  readonly group: { readonly id: string; readonly name: string } | null;
};

/** Most conversations of a period that are looked through, and how many one question is about. */
const mostLookedAt = 100_000;
const atOnce = 500;

/** Conversations that were closed in a period and fit a rule. What the row says is looked at first, and only then what was said. */
export async function candidatesOf(
  { kysely }: Database,
  workspaceId: string,
  rule: SampleRule,
  cardId: string,
  /** Of these groups or of none; null: of all. */
  led: Led,
): Promise<readonly Candidate[]> {
  const { from, to, agents, groups, dispositions, ratedAtMost, lastedAtLeast, transfersAtLeast, words } =
    rule;
  const rows = await kysely
    .selectFrom('conversation')
    .select([
      'id',
      'agent_id',
      'opened_at',
      'closed_at',
      'owners',
      'group_id',
      'group_name',
      'rating',
      'filed',
    ])
    .where('workspace_id', '=', workspaceId)
    .where('closed_at', '>=', from)
    .where('closed_at', '<', to)
    .where('status', '=', 'closed')
    .where('agent_id', 'is not', null)
    .$if(agents.length > 0, (q) => q.where('agent_id', 'in', agents))
    .$if(groups.length > 0, (q) => q.where('group_id', 'in', groups))
    .$if(led !== null, (q) => q.where(ofGroups('group_id', led)))
    .orderBy('closed_at')
    .limit(mostLookedAt)
    .execute();

  const byRow = rows.filter((row) => {
    const score = row.rating === null ? null : (JSON.parse(row.rating) as Rating).score;
    if (ratedAtMost !== null && (score === null || score > ratedAtMost)) return false;
    if (lastedAtLeast !== null && (row.closed_at ?? 0) - row.opened_at < lastedAtLeast) return false;
    const codes = row.filed === null ? [] : ((JSON.parse(row.filed) as Filed).disposition ?? []);
    return dispositions.length === 0 || codes.some((code) => dispositions.includes(code));
  });

  const kept: typeof byRow = [];
  for (let i = 0; i < byRow.length; i += atOnce) {
    const some = byRow.slice(i, i + atOnce);
    let ids = new Set(some.map(({ id }) => id));
    if (rule.alerted) ids = await alertedOf([...ids]);
    if (rule.unreviewed) ids = without(ids, await reviewedOf([...ids]));
    if (transfersAtLeast !== null) ids = await transferredOf([...ids], transfersAtLeast);
    if (words.length > 0) ids = await sayingOf([...ids], words);
    kept.push(...some.filter(({ id }) => ids.has(id)));
  }
  return kept.map((row) => ({
    id: row.id,
    agentId: row.agent_id ?? '',
    closedAt: row.closed_at ?? 0,
    owners: [...row.owners.split(',').filter((id) => id !== ''), row.agent_id ?? ''],
    group: row.group_id === null ? null : { id: row.group_id, name: row.group_name ?? '' },
  }));

  async function alertedOf(ids: readonly string[]): Promise<Set<string>> {
    if (ids.length === 0) return new Set();
    const found = await kysely
      .selectFrom('alert')
      .select('conversation_id')
      .distinct()
      .where('conversation_id', 'in', ids)
      .where('what', '=', 'raised')
      .execute();
    return new Set(found.map((row) => row.conversation_id));
  }

  async function reviewedOf(ids: readonly string[]): Promise<Set<string>> {
    if (ids.length === 0) return new Set();
    const found = await kysely
      .selectFrom('review')
      .select('conversation_id')
      .distinct()
      .where('conversation_id', 'in', ids)
      .where('card_id', '=', cardId)
      .where('state', '<>', 'cancelled')
      .execute();
    return new Set(found.map((row) => row.conversation_id));
  }

  async function transferredOf(ids: readonly string[], atLeast: number): Promise<Set<string>> {
    const counts = new Map<string, number>();
    for (const { conversation_id, body } of await bodiesOf(ids, 'assigned'))
      if ((JSON.parse(body) as { reason?: string }).reason === 'transferred')
        counts.set(conversation_id, (counts.get(conversation_id) ?? 0) + 1);
    return new Set([...counts].filter(([, n]) => n >= atLeast).map(([id]) => id));
  }

  async function sayingOf(ids: readonly string[], wanted: readonly string[]): Promise<Set<string>> {
    const lower = wanted.map((word) => word.trim().toLowerCase());
    const found = new Set<string>();
    for (const { conversation_id, body } of await bodiesOf(ids, 'message')) {
      const text = ((JSON.parse(body) as { text?: string }).text ?? '').toLowerCase();
      if (lower.some((word) => text.includes(word))) found.add(conversation_id);
    }
    return found;
  }

  async function bodiesOf(ids: readonly string[], kind: 'assigned' | 'message') {
    if (ids.length === 0) return [];
    return kysely
      .selectFrom('transcript')
      .select(['conversation_id', 'body'])
      .where('conversation_id', 'in', ids)
      .where('kind', '=', kind)
      .execute();
  }
}

function without(all: ReadonlySet<string>, gone: ReadonlySet<string>): Set<string> {
  return new Set([...all].filter((id) => !gone.has(id)));
}

import type { Selectable } from 'kysely';
import type { BothNames } from '#shared/domain/customer/handbook.ts';
import type { RuleKind } from '#shared/domain/watch/rule.ts';
import type { WatchAlert, WatchLine } from '#shared/protocol/watch.ts';
import type { Tables } from '../platform/database/index.ts';

export type AlertRow = Selectable<Tables['watch_alert']>;

const ref = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? '' });

export function toAlert(row: AlertRow): WatchAlert {
  const name = JSON.parse(row.rule_name) as BothNames;
  const by = ref(row.acked_by, row.acked_name);
  return {
    id: row.id,
    rule: { id: row.rule_id, name, kind: row.kind as RuleKind },
    severity: row.severity,
    conversationId: row.conversation_id,
    person: ref(row.person_id, row.person_name),
    group: ref(row.group_id, row.group_name),
    customer: row.customer,
    value: row.value,
    limit: row.threshold,
    word: row.word,
    count: row.count,
    raisedAt: row.raised_at,
    acknowledged:
      row.acked_at === null || by === null ? null : { by, at: row.acked_at, note: row.acked_note },
    resolved:
      row.resolved_at === null
        ? null
        : {
            how: row.resolved_how ?? 'over',
            by: ref(row.resolved_by, row.resolved_name),
            at: row.resolved_at,
          },
    rung: row.rung,
    changedAt: row.changed_at,
  };
}

export function toLine(row: Selectable<Tables['watch_line']>): WatchLine {
  return {
    what: row.what as WatchLine['what'],
    at: row.at,
    person: ref(row.person_id, row.person_name),
    note: row.note,
    value: row.value,
    because: row.because as WatchLine['because'],
  };
}

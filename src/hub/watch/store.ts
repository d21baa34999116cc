import type { ExpressionBuilder } from 'kysely';
import type { PersonRef } from '#shared/domain/entry.ts';
import { newId } from '#shared/domain/key.ts';
import type { Finding, Subject } from '#shared/domain/watch/judge.ts';
import { subjectKey } from '#shared/domain/watch/judge.ts';
import type { Severity, WatchRule } from '#shared/domain/watch/rule.ts';
import type { WatchAlert, WatchLine } from '#shared/protocol/watch.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Tables } from '../platform/database/index.ts';
import { type AlertRow, toAlert, toLine } from './rows.ts';

/** What is known of a subject when something of it is raised. */
export type Named = {
  readonly customer: string | null;
  readonly person: { readonly id: string; readonly name: string } | null;
};

export type Happened = {
  readonly rule: WatchRule;
  readonly subject: Subject;
  readonly group: Finding['group'];
  readonly value: number;
  readonly limit: number;
  readonly severity: Severity;
  readonly word: string | null;
  /** Of what has happened once: what it was. */
  readonly cause: string | null;
} & Named;

type LineOf = Partial<WatchLine> & Pick<WatchLine, 'what'> & { readonly cause?: string | null };

/** Most lines of one alert that are read. */
const mostLines = 300;

export type WatchStore = ReturnType<typeof createWatchStore>;

/**
 * The alerts, in the database. Every change is a compare-and-set, so that of two nodes that find the same, and of two people
 * who do the same, one is first; and each has its line in the alert's history, in the same transaction.
 */
export function createWatchStore(options: {
  readonly database: Database;
  readonly workspaceId: string;
  readonly clock: Pick<Clock, 'now'>;
}) {
  const { database, workspaceId, clock } = options;
  const { kysely } = database;
  type On = Pick<typeof kysely, 'insertInto' | 'updateTable' | 'selectFrom'>;

  /** Later than the change before, also within one millisecond: by it desks are told of each. */
  const later = (eb: ExpressionBuilder<Tables, 'watch_alert'>) => {
    const now = clock.now();
    return eb
      .case()
      .when('changed_at', '>=', now)
      .then(eb('changed_at', '+', 1))
      .else(now)
      .end();
  };

  const line = async (on: On, alertId: string, one: LineOf, at = clock.now()): Promise<boolean> => {
    const { numInsertedOrUpdatedRows } = await on
      .insertInto('watch_line')
      .values({
        id: newId(),
        alert_id: alertId,
        at,
        what: one.what,
        person_id: one.person?.id ?? null,
        person_name: one.person?.name ?? null,
        note: one.note ?? null,
        value: one.value ?? null,
        because: one.because ?? null,
        cause: one.cause ?? null,
      })
      .onConflict((oc) => oc.doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows === 1n;
  };

  const rowOf = (on: On, id: string): Promise<AlertRow | undefined> =>
    on
      .selectFrom('watch_alert')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', id)
      .executeTakeFirst();

  const find = async (id: string): Promise<WatchAlert | null> => {
    const row = await rowOf(kysely, id);
    return row === undefined ? null : toAlert(row);
  };

  /** Changes one that is still as `is` says; null when it is not. Its history has the line. */
  const change = (
    id: string,
    is: { readonly acked?: false; readonly resolved?: false; readonly rung?: number; readonly over?: false },
    to: Partial<Omit<AlertRow, 'id' | 'workspace_id' | 'rule_id' | 'subject'>>,
    one: LineOf | null,
  ): Promise<WatchAlert | null> =>
    kysely.transaction().execute(async (on) => {
      const row = await on
        .updateTable('watch_alert')
        .set((eb) => ({ ...to, changed_at: later(eb) }))
        .where('workspace_id', '=', workspaceId)
        .where('id', '=', id)
        .$if(is.acked === false, (q) => q.where('acked_at', 'is', null))
        .$if(is.resolved === false, (q) => q.where('resolved_at', 'is', null))
        .$if(is.over === false, (q) => q.where('over_at', 'is', null))
        .$if(is.rung !== undefined, (q) => q.where('rung', '=', is.rung ?? 0))
        .returningAll()
        .executeTakeFirst();
      if (row === undefined) return null;
      if (one !== null) await line(on, id, one);
      return toAlert(row);
    });

  return {
    find,
    /**
     * Raises it, once: null where one of that rule and subject is open already, here or on another node. Of what has happened
     * that one counts on.
     */
    raise: (one: Happened): Promise<WatchAlert | null> =>
      kysely.transaction().execute(async (on) => {
        const { rule, subject, group, person, customer, cause } = one;
        if (cause !== null) {
          const known = await on
            .selectFrom('watch_line')
            .select('id')
            .where('cause', '=', cause)
            .executeTakeFirst();
          if (known !== undefined) return null;
        }
        const now = clock.now();
        const id = newId();
        const row = await on
          .insertInto('watch_alert')
          .values({
            id,
            workspace_id: workspaceId,
            rule_id: rule.id,
            kind: rule.when.kind,
            rule_name: JSON.stringify(rule.name),
            subject: subjectKey(subject),
            severity: one.severity,
            conversation_id: subject.kind === 'conversation' ? subject.id : null,
            person_id: person?.id ?? null,
            person_name: person?.name ?? null,
            group_id: group?.id ?? null,
            group_name: group?.name ?? null,
            customer,
            value: one.value,
            threshold: one.limit,
            word: one.word,
            count: 1,
            rung: 0,
            rung_at: now,
            raised_at: now,
            changed_at: now,
          })
          .onConflict((oc) => oc.doNothing())
          .returningAll()
          .executeTakeFirst();
        if (row !== undefined) {
          await line(on, id, { what: 'raised', value: one.value, cause }, now);
          return toAlert(row);
        }
        if (cause === null) return null;
        const open = await on
          .selectFrom('watch_alert')
          .select('id')
          .where('workspace_id', '=', workspaceId)
          .where('rule_id', '=', rule.id)
          .where('subject', '=', subjectKey(subject))
          .where('over_at', 'is', null)
          .executeTakeFirst();
        if (open === undefined || !(await line(on, open.id, { what: 'again', value: one.value, cause }, now)))
          return null;
        await on
          .updateTable('watch_alert')
          .set((eb) => ({ count: eb('count', '+', 1), changed_at: later(eb) }))
          .where('id', '=', open.id)
          .execute();
        return null;
      }),
    /** Those whose cause is not known to be over, and those that nobody has done with. */
    pending: async () => {
      const rows = await kysely
        .selectFrom('watch_alert')
        .selectAll()
        .where('workspace_id', '=', workspaceId)
        .where((eb) => eb.or([eb('over_at', 'is', null), eb('resolved_at', 'is', null)]))
        .orderBy('raised_at')
        .execute();
      return rows.map((row) => ({ alert: toAlert(row), row }));
    },
    /** What has changed since then, also what is over. */
    changedSince: async (since: number): Promise<WatchAlert[]> => {
      const rows = await kysely
        .selectFrom('watch_alert')
        .selectAll()
        .where('workspace_id', '=', workspaceId)
        .where('changed_at', '>=', since)
        .orderBy('changed_at')
        .execute();
      return rows.map(toAlert);
    },
    open: async (): Promise<WatchAlert[]> => {
      const rows = await kysely
        .selectFrom('watch_alert')
        .selectAll()
        .where('workspace_id', '=', workspaceId)
        .where('resolved_at', 'is', null)
        .orderBy('raised_at', 'desc')
        .execute();
      return rows.map(toAlert);
    },
    past: async (
      before: number | null,
      limit: number,
      /** Null: all; else what was of these groups, or of one of these people. */
      of: { readonly groups: readonly string[]; readonly people: readonly string[] } | null,
    ): Promise<{ alerts: WatchAlert[]; complete: boolean }> => {
      const rows = await kysely
        .selectFrom('watch_alert')
        .selectAll()
        .where('workspace_id', '=', workspaceId)
        .where('resolved_at', 'is not', null)
        .$if(before !== null, (q) => q.where('resolved_at', '<', before))
        .$if(of !== null, (q) =>
          q.where((eb) =>
            eb.or([
              eb('group_id', 'in', [...(of?.groups ?? []), '']),
              eb.and([
                eb('group_id', 'is', null),
                eb('conversation_id', 'is', null),
                eb('person_id', 'in', [...(of?.people ?? []), '']),
              ]),
            ]),
          ),
        )
        .orderBy('resolved_at', 'desc')
        .limit(limit + 1)
        .execute();
      return { alerts: rows.slice(0, limit).map(toAlert), complete: rows.length <= limit };
    },
    lines: async (alertId: string): Promise<WatchLine[]> => {
      const rows = await kysely
        .selectFrom('watch_line')
        .selectAll()
        .where('alert_id', '=', alertId)
        .orderBy('at')
        .orderBy('id')
        .limit(mostLines)
        .execute();
      return rows.map(toLine);
    },
    worsen: (id: string, severity: Severity, value: number) =>
      change(id, { over: false }, { severity, value, rung_at: clock.now() }, { what: 'worse', value }),
    /** The cause is over: it may be raised again. `how`: `rule` where there is no such rule any more. */
    over: async (id: string, how: 'over' | 'rule'): Promise<WatchAlert | null> => {
      const now = clock.now();
      const done = await change(
        id,
        { over: false, resolved: false },
        { over_at: now, resolved_at: now, resolved_how: how },
        { what: 'over' },
      );
      // Somebody had done with it by hand.
      return done ?? change(id, { over: false }, { over_at: now }, { what: 'over' });
    },
    climb: (id: string, from: number, because: 'time' | 'nobody') =>
      change(
        id,
        { rung: from, acked: false, resolved: false },
        { rung: from + 1, rung_at: clock.now() },
        { what: 'climbed', value: from + 1, because },
      ),
    acknowledge: (id: string, by: PersonRef, note: string | null) =>
      change(
        id,
        { acked: false, resolved: false },
        { acked_at: clock.now(), acked_by: by.id, acked_name: by.name, acked_note: note },
        { what: 'acknowledged', person: by, note },
      ),
    /** `isOver`: it has happened, and there is nothing that could be over later. */
    resolve: (id: string, by: PersonRef, note: string | null, isOver: boolean) => {
      const now = clock.now();
      return change(
        id,
        { resolved: false },
        {
          resolved_at: now,
          resolved_how: 'hand',
          resolved_by: by.id,
          resolved_name: by.name,
          ...(isOver && { over_at: now }),
        },
        { what: 'resolved', person: by, note },
      );
    },
    /** Which of these alerts they were told of. */
    toldTo: async (personId: string, ids: readonly string[]): Promise<ReadonlySet<string>> => {
      const rows = await kysely
        .selectFrom('watch_line')
        .select('alert_id')
        .where('alert_id', 'in', ids)
        .where('what', '=', 'told')
        .where('person_id', '=', personId)
        .execute();
      return new Set(rows.map((row) => row.alert_id));
    },
    told: (id: string, person: PersonRef): Promise<boolean> => line(kysely, id, { what: 'told', person }),
    sent: (id: string, value: number): Promise<boolean> => line(kysely, id, { what: 'webhook', value }),
  };
}

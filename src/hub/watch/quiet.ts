import type { PersonRef } from '#shared/domain/entry.ts';
import type { QuietRule } from '#shared/protocol/watch.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';

/** Empty: everybody. */
const everybody = '';

export type Quiets = ReturnType<typeof createQuiets>;

/** Rules that are quiet for a while, for everybody or for one person. In the database, and known here a second later. */
export function createQuiets(database: Database, clock: Pick<Clock, 'now'>) {
  const { kysely } = database;
  let known = new Map<string, { readonly until: number; readonly by: string }>();
  const keyOf = (ruleId: string, personId: string) => `${ruleId} ${personId}`;
  const until = (ruleId: string, personId: string): number => known.get(keyOf(ruleId, personId))?.until ?? 0;

  const look = async (): Promise<boolean> => {
    const rows = await kysely
      .selectFrom('watch_quiet')
      .selectAll()
      .where('until', '>', clock.now())
      .execute();
    const next = new Map(
      rows.map((row) => [keyOf(row.rule_id, row.person_id), { until: row.until, by: row.by }]),
    );
    const isSame = JSON.stringify([...next].sort()) === JSON.stringify([...known].sort());
    known = next;
    return !isSame;
  };

  return {
    /** Answers whether anything is another than before. */
    look,
    isSnoozed: (ruleId: string): boolean => until(ruleId, everybody) > clock.now(),
    isMuted: (ruleId: string, personId: string): boolean => until(ruleId, personId) > clock.now(),
    /** As one person is to see them. */
    of: (personId: string): QuietRule[] =>
      [...known].flatMap(([key, { until, by }]) => {
        const [ruleId = '', whose = ''] = key.split(' ');
        if (until <= clock.now() || (whose !== everybody && whose !== personId)) return [];
        return [{ ruleId, until, for: whose === everybody ? 'all' : 'me', by }];
      }),
    set: async (ruleId: string, by: PersonRef, whose: 'all' | 'me', minutes: number): Promise<void> => {
      const row = {
        rule_id: ruleId,
        person_id: whose === 'all' ? everybody : by.id,
        until: clock.now() + minutes * 60_000,
        by: by.name,
        at: clock.now(),
      };
      await kysely
        .insertInto('watch_quiet')
        .values(row)
        .onConflict((oc) =>
          oc.columns(['rule_id', 'person_id']).doUpdateSet({ until: row.until, by: row.by, at: row.at }),
        )
        .execute();
      await look();
    },
  };
}

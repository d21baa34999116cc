import { problemsOfRules } from '#shared/domain/watch/problems.ts';
import type { KeptWatchRules, WatchRules } from '#shared/domain/watch/rule.ts';
import { usualRules } from '#shared/domain/watch/usual.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import type { Plans } from '../routing/index.ts';

export type RulesVersion = Omit<KeptWatchRules, 'rules'>;
export type WatchRuleBook = Awaited<ReturnType<typeof createWatchRules>>;

/** The rules of the workspace; the usual ones until somebody writes others. */
export async function createWatchRules(options: {
  readonly database: Database;
  readonly workspaceId: string;
  readonly clock: Pick<Clock, 'now'>;
  readonly plans: Pick<Plans, 'current'>;
}) {
  const { database, workspaceId, clock, plans } = options;
  const { kysely } = database;
  const listeners: (() => void)[] = [];

  const rows = () =>
    kysely
      .selectFrom('watch_rules')
      .select(['version', 'at', 'by', 'rules'])
      .where('workspace_id', '=', workspaceId);

  const toKept = (row: RulesVersion & { readonly rules: string }): KeptWatchRules => ({
    ...row,
    rules: JSON.parse(row.rules) as WatchRules,
  });

  const latest = async (after: number): Promise<KeptWatchRules | null> => {
    const row = await rows()
      .where('version', '>', after)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? null : toKept(row);
  };

  let known: KeptWatchRules = (await latest(0)) ?? { version: 0, at: 0, by: '', rules: usualRules };

  const take = (kept: KeptWatchRules) => {
    if (kept.version <= known.version) return;
    known = kept;
    for (const listener of listeners) listener();
  };

  /** What another node has changed; asked every second. */
  const look = async (): Promise<void> => {
    const kept = await latest(known.version);
    if (kept !== null) take(kept);
  };

  return {
    /** What is in force, as this node knows it: never older than a second. */
    current: () => known,
    look,
    /** `version` is the one it was made from: refused with `conflict` when another is in force by now. */
    save: async (version: number, rules: WatchRules, by: string): Promise<KeptWatchRules> => {
      const [wrong] = problemsOfRules(rules, plans.current().plan);
      if (wrong !== undefined) throw new RefusalError({ code: 'bad_request', field: wrong.path });
      await look();
      if (known.version !== version) throw new RefusalError('conflict');
      const kept = { version: version + 1, at: clock.now(), by, rules };
      const row = await kysely
        .insertInto('watch_rules')
        .values({ ...kept, workspace_id: workspaceId, rules: JSON.stringify(rules) })
        // Each version is there once: of two who save at once one is first.
        .onConflict((oc) => oc.doNothing())
        .returning('version')
        .executeTakeFirst();
      if (row === undefined) throw new RefusalError('conflict');
      take(kept);
      return kept;
    },
    /** The latest versions, newest first. */
    history: (limit: number): Promise<RulesVersion[]> =>
      kysely
        .selectFrom('watch_rules')
        .select(['version', 'at', 'by'])
        .where('workspace_id', '=', workspaceId)
        .orderBy('version', 'desc')
        .limit(limit)
        .execute(),
    /** Null when there never was such a version. */
    version: async (version: number): Promise<KeptWatchRules | null> => {
      const row = await rows().where('version', '=', version).executeTakeFirst();
      return row === undefined ? null : toKept(row);
    },
    /** Called after every change, here or on another node. */
    onChange: (listener: () => void): void => void listeners.push(listener),
  };
}

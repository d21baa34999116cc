import type { lookup } from 'node:dns';
import { newId } from '#shared/domain/key.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import {
  type HookOutcome,
  type HookSettings,
  hookSettings,
  type KeptHook,
  type WatchAlert,
} from '#shared/protocol/watch.ts';
import { fetchJson } from '../orders/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import type { Log } from '../platform/log/index.ts';
import type { Secrets } from '../platform/secrets.ts';
import { newHookSecret, signed } from './sign.ts';

/** What has failed is tried again after so long; then it is given up. Milliseconds. */
export const backOff = [5_000, 30_000, 120_000, 600_000, 1_800_000, 7_200_000, 21_600_000] as const;
/** How long the receiver may take, and so long a node has for one before another may try. Milliseconds. */
const patience = 10_000;
const claim = 60_000;
/** Deliveries at once, and how long they are kept. */
const most = 8;
const keepFor = 7 * 24 * 3600_000;
const mostLogged = 30;

export type HookType = 'raised' | 'worse' | 'climbed' | 'acknowledged' | 'resolved' | 'test';
export type Hook = ReturnType<typeof createHook>;

/** Nothing that anybody has written or is called: ids, numbers, and the house's own names of its rules and groups. */
function bodyOf(id: string, type: HookType, at: number, workspace: object, alert: WatchAlert | null) {
  return JSON.stringify({
    id,
    type: `watch.${type}`,
    at: new Date(at).toISOString(),
    workspace,
    alert: alert && {
      id: alert.id,
      rule: alert.rule,
      severity: alert.severity,
      conversation: alert.conversationId,
      person: alert.person?.id ?? null,
      group: alert.group,
      value: alert.value,
      limit: alert.limit,
      count: alert.count,
      raisedAt: new Date(alert.raisedAt).toISOString(),
      acknowledged: alert.acknowledged && { by: alert.acknowledged.by.id },
      resolved: alert.resolved && { how: alert.resolved.how },
      rung: alert.rung,
    },
  });
}

/** Alerts for the house's own systems: signed, at least once, each under an id by which a double is known. */
export function createHook(options: {
  readonly database: Database;
  readonly workspace: { readonly id: string; readonly name: string };
  readonly clock: Pick<Clock, 'now'>;
  readonly secrets: Secrets;
  readonly log: Log;
  /** How names become addresses; the system's where it is not given. */
  readonly resolve?: typeof lookup;
}) {
  const { database, workspace, clock, secrets, log, resolve } = options;
  const { kysely } = database;
  const about = { id: workspace.id, name: workspace.name };

  const place = async () => {
    const row = await kysely
      .selectFrom('workspace')
      .select(['watch_hook', 'watch_secret'])
      .where('id', '=', workspace.id)
      .executeTakeFirstOrThrow();
    const read = hookSettings.safeParse(JSON.parse(row.watch_hook ?? 'null'));
    return {
      settings: read.success ? read.data : null,
      secret: secrets.open('watch_secret', row.watch_secret),
    };
  };

  const set = (to: { watch_hook?: string | null; watch_secret?: string }) =>
    kysely.updateTable('workspace').set(to).where('id', '=', workspace.id).execute();

  const post = async (settings: HookSettings, secret: string, id: string, body: string) => {
    const { url, internal } = settings;
    const headers = signed(secret, id, clock.now(), body);
    return fetchJson({ url, internal, headers, patience, post: body, ...(resolve && { resolve }) });
  };

  const logged = async (): Promise<HookOutcome[]> => {
    const rows = await kysely
      .selectFrom('watch_delivery')
      .select(['at', 'type', 'tries', 'next_at', 'done_at', 'fault', 'status'])
      .where('workspace_id', '=', workspace.id)
      .orderBy('id', 'desc')
      .limit(mostLogged)
      .execute();
    return rows.map(({ at, type, tries, next_at, done_at, fault, status }) => ({
      ...{ at, type, tries, status },
      state: done_at !== null ? 'sent' : next_at !== null ? 'tried' : 'given_up',
      fault: fault as HookOutcome['fault'],
    }));
  };

  const tryOne = async (
    row: { id: string; body: string; tries: number },
    kept: Awaited<ReturnType<typeof place>>,
  ) => {
    const now = clock.now();
    // Of two nodes one has it.
    const { numUpdatedRows } = await kysely
      .updateTable('watch_delivery')
      .set({ next_at: now + claim, tries: row.tries + 1 })
      .where('id', '=', row.id)
      .where('tries', '=', row.tries)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) return;
    const { settings, secret } = kept;
    if (settings === null || secret === null) {
      // Nobody wants it any more.
      await kysely.updateTable('watch_delivery').set({ next_at: null }).where('id', '=', row.id).execute();
      return;
    }
    const got = await post(settings, secret, row.id, row.body);
    const wait = backOff[row.tries];
    const failed = 'fault' in got;
    await kysely
      .updateTable('watch_delivery')
      .set(
        failed
          ? { fault: got.fault, status: got.status, next_at: wait === undefined ? null : clock.now() + wait }
          : { fault: null, status: null, next_at: null, done_at: clock.now() },
      )
      .where('id', '=', row.id)
      .execute();
    if (failed)
      log.warn({ event: 'watch.webhook', code: got.fault, status: got.status }, 'an alert was not taken');
  };

  return {
    /** To be sent; answers whether there is anywhere to send it. */
    add: async (type: HookType, alert: WatchAlert | null): Promise<boolean> => {
      if ((await place()).settings === null) return false;
      const id = newId();
      const at = clock.now();
      const body = bodyOf(id, type, at, about, alert);
      await kysely
        .insertInto('watch_delivery')
        .values({ id, workspace_id: workspace.id, type: `watch.${type}`, body, at, tries: 0, next_at: at })
        .execute();
      return true;
    },
    /** Sends what is due. */
    look: async (): Promise<void> => {
      const due = await kysely
        .selectFrom('watch_delivery')
        .select(['id', 'body', 'tries'])
        .where('workspace_id', '=', workspace.id)
        .where('next_at', '<=', clock.now())
        .orderBy('next_at')
        .limit(most)
        .execute();
      if (due.length === 0) return;
      const kept = await place();
      await Promise.all(due.map((row) => tryOne(row, kept)));
    },
    sweep: async (): Promise<void> => {
      await kysely
        .deleteFrom('watch_delivery')
        .where('workspace_id', '=', workspace.id)
        .where('at', '<', clock.now() - keepFor)
        .execute();
    },
    read: async (): Promise<KeptHook> => ({ ...(await place()), log: await logged() }),
    /** A secret is made with the first address, and stays until another is asked for. */
    save: async (settings: HookSettings | null, newSecret: boolean): Promise<KeptHook> => {
      const { secret } = await place();
      await set({
        watch_hook: settings && JSON.stringify(settings),
        ...((newSecret || (secret === null && settings !== null)) && {
          watch_secret: secrets.seal('watch_secret', newHookSecret()),
        }),
      });
      return { ...(await place()), log: await logged() };
    },
    /** Sends one of no alert, once, with what is kept, and answers what came of it. */
    tryOut: async (): Promise<HookOutcome> => {
      const { settings, secret } = await place();
      if (settings === null || secret === null)
        throw new RefusalError({ code: 'bad_request', field: 'settings' });
      const id = newId();
      const at = clock.now();
      const got = await post(settings, secret, id, bodyOf(id, 'test', at, about, null));
      const failed = 'fault' in got;
      return {
        ...{ at, type: 'watch.test', tries: 1, state: failed ? 'given_up' : 'sent' },
        ...(failed ? { fault: got.fault, status: got.status } : { fault: null, status: null }),
      };
    },
  };
}

import { statfs } from 'node:fs/promises';
import { sql } from 'kysely';
import { type Database, knowsSchema } from '../platform/database/index.ts';
import type { Log } from '../platform/log/index.ts';

/** What has to be well for the hub to take work. */
export const healthChecks = ['open', 'database', 'schema', 'disk'] as const;
export type HealthCheck = (typeof healthChecks)[number];
export type Health = {
  readonly ready: boolean;
  readonly checks: Readonly<Record<HealthCheck, 'ok' | 'failed'>>;
};

/** However many ask, and however often, the database is asked once in so long. Milliseconds. */
const freshFor = 5000;
/** What has not answered by then does not. Milliseconds. */
const patience = 5000;
/** Below it the next commits may find no room. Bytes. */
export const leastRoom = 100 * 1024 * 1024;

export type Room = (folder: string) => Promise<number>;
/** Bytes that are free for whoever runs this. */
export const roomIn: Room = async (folder) => {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
};

/** Whether the hub can do its work now: it can write, its tables are those it knows, there is room, and it is not about to go. */
export function createHealth(options: {
  readonly database: Database;
  readonly workspaceId: string;
  /** Where the database or the files lie; null: neither is on this machine. */
  readonly folder: string | null;
  readonly isOpen: () => boolean;
  readonly log: Log;
  readonly now: () => number;
  readonly room?: Room;
}): () => Promise<Health> {
  const { database, workspaceId, folder, isOpen, log, now, room = roomIn } = options;
  type Looked = Omit<Health['checks'], 'open'>;
  let looked: { readonly at: number; readonly what: Promise<Looked> } | null = null;

  const works: Readonly<Record<keyof Looked, () => Promise<boolean>>> = {
    database: async () => {
      // Read, written and on the disk, by the way that messages take; nothing is another by it.
      const { created_at: at } = await database.kysely
        .selectFrom('workspace')
        .select('created_at')
        .where('id', '=', workspaceId)
        .executeTakeFirstOrThrow();
      await database.transaction((bulk) =>
        bulk.update('workspace', { id: 'text', created_at: 'bigint' }, [[workspaceId, at]]),
      );
      return true;
    },
    schema: async () => {
      // A later hub on the same database may have brought it further than this one knows.
      const found = await sql<{ name: string }>`select max(name) as name from kysely_migration`.execute(
        database.kysely,
      );
      return knowsSchema(found.rows[0]?.name ?? '');
    },
    disk: async () => folder === null || (await room(folder)) >= leastRoom,
  };

  const check = async (name: keyof Looked): Promise<'ok' | 'failed'> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`${name} does not answer`)), patience);
    });
    try {
      return (await Promise.race([works[name](), late])) ? 'ok' : 'failed';
    } catch (error) {
      log.error({ err: error }, `health check failed: ${name}`);
      return 'failed';
    } finally {
      clearTimeout(timer);
    }
  };

  const look = async (): Promise<Looked> => {
    const [ofDatabase, schema, disk] = await Promise.all([check('database'), check('schema'), check('disk')]);
    return { database: ofDatabase, schema, disk };
  };

  return async () => {
    // Not kept for anybody: a hub that goes is left alone at once, and its database is closed soon.
    if (!isOpen())
      return { ready: false, checks: { open: 'failed', database: 'ok', schema: 'ok', disk: 'ok' } };
    if (looked === null || now() - looked.at >= freshFor) looked = { at: now(), what: look() };
    const checks = { open: 'ok', ...(await looked.what) } as const;
    return { ready: Object.values(checks).every((one) => one === 'ok'), checks };
  };
}

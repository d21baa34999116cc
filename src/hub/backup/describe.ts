import { programVersion } from '../program.ts';
import type { Manifest } from './manifest.ts';
import type { Snapshot } from './snapshot.ts';

/** What the records say of themselves: when a backup is made, and once more when it is restored. */
export async function describe(snapshot: Snapshot, hasKey: boolean): Promise<Manifest> {
  const one = async (sql: string) => (await snapshot.rows(sql))[0] ?? {};
  const count = async (of: string) => Number((await one(`select count(*) as n from ${of}`)).n);
  const workspace = await one('select id, name, epoch, feed_head from workspace order by created_at limit 1');
  const schema = await one('select max(name) as name from kysely_migration');
  return {
    format: 1,
    program: programVersion(),
    at: snapshot.at,
    database: snapshot.kind,
    schema: String(schema.name),
    workspace: { id: String(workspace.id), name: String(workspace.name), epoch: String(workspace.epoch) },
    hasKey,
    counts: {
      people: await count('person'),
      visitors: await count('visitor'),
      conversations: await count('conversation'),
      entries: await count('entry'),
      auditLines: await count('audit'),
      feedHead: Number(workspace.feed_head),
      files: await count('file where type is not null'),
    },
  };
}

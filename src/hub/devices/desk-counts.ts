import { type DeskCount, latelyWithin } from '#shared/domain/update/desks-here.ts';
import { versionIn } from '#shared/domain/update/required.ts';
import { compareVersions } from '#shared/domain/update/version.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';

export type DeskCounts = () => Promise<DeskCount[]>;

/** Which versions the desks run at which somebody is signed in, the newest first. A desk is a device, whoever is signed in there. */
export function createDeskCounts(
  { kysely }: Database,
  workspaceId: string,
  clock: Pick<Clock, 'now'>,
): DeskCounts {
  return async () => {
    const now = clock.now();
    const rows = await kysely
      .selectFrom('desk_session as s')
      .innerJoin('person as p', 'p.id', 's.person_id')
      .leftJoin('device_wipe as w', 'w.session_id', 's.id')
      .select(['s.device', 's.app', 's.created_at as since', 's.seen_at as seen'])
      .where('p.workspace_id', '=', workspaceId)
      .where('p.disabled_at', 'is', null)
      .where('s.revoked_at', 'is', null)
      .where('s.expires_at', '>', now)
      .where('w.session_id', 'is', null)
      .execute();
    const latest = new Map<string, { readonly app: string; readonly at: number }>();
    for (const { device, app, since, seen } of rows) {
      const at = Math.max(since, seen ?? 0);
      // Of several people at one desk, whoever was there last came with what it runs now.
      if ((latest.get(device)?.at ?? -1) < at) latest.set(device, { app, at });
    }
    const counts = new Map<string, { desks: number; lately: number }>();
    for (const { app, at } of latest.values()) {
      const version = versionIn(app);
      const of = counts.get(version) ?? { desks: 0, lately: 0 };
      const lately = of.lately + Number(at > now - latelyWithin);
      counts.set(version, { desks: of.desks + 1, lately });
    }
    return [...counts]
      .map(([version, of]) => ({ version, ...of }))
      .sort((a, b) => compareVersions(b.version, a.version));
  };
}

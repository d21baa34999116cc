import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { latelyWithin } from '#shared/domain/update/desks-here.ts';
import { leaveTime } from '#shared/protocol/sign-in.ts';
import { createDeskCounts, type DeskCounts } from '../../src/hub/devices/index.ts';
import { createPeople, openWorkspace } from '../../src/hub/people/index.ts';
import { createSessions, type Sessions } from '../../src/hub/platform/access/index.ts';
import { type Database, openDatabase } from '../../src/hub/platform/database/index.ts';
import { createSecrets } from '../../src/hub/platform/secrets.ts';
import { createHints, type Hints } from '../../src/hub/sign-in/index.ts';
import { type Place, places } from './stores.ts';

/** Which versions desks run, and what is kept of the provider's word for signing out there, on either database. */
describe.each(places)('desks and hints on $name', (place) => {
  let opened: Awaited<ReturnType<Place['open']>>;
  let database: Database;
  let counts: DeskCounts;
  let sessions: Sessions;
  let hints: Hints;
  let ann: string;
  let workspaceId: string;
  let now = 1_000_000_000_000;
  const clock = { now: () => now, every: () => () => undefined };

  beforeAll(async () => {
    opened = await place.open();
    database = await openDatabase(await opened.location());
    workspaceId = (await openWorkspace(database, clock, 'House')).id;
    counts = createDeskCounts(database, workspaceId, clock);
    sessions = createSessions(database, clock);
    hints = createHints(database, clock, createSecrets(randomBytes(32), workspaceId));
    const person = { name: 'Ann', email: 'ann@example.test', role: 'agent', password: 'x' } as const;
    ann = (await createPeople(database, workspaceId, clock).create(person)).id;
  });
  afterAll(async () => {
    await database?.close();
    await opened?.close();
  });

  const begin = (app: string, device = newId()) =>
    sessions.begin(ann, { ...{ device, app, address: '127.0.0.1', method: 'provider' } });
  const rows = () => database.kysely.selectFrom('desk_session').select(['id_token', 'leave_hash']).execute();
  const kept = async () => (await rows()).filter(({ id_token }) => id_token !== null);

  test('a desk counts once, by what it came with last, and lately for a week', async () => {
    const { token } = await begin('desk/1.0.0');
    await begin('desk/1.1.0');
    now += latelyWithin;
    await sessions.find(token, 'desk/1.2.0');
    expect(await counts()).toEqual([
      { version: '1.2.0', desks: 1, lately: 1 },
      { version: '1.1.0', desks: 1, lately: 0 },
    ]);
    await sessions.endAllOf(ann, 'admin');
    expect(await counts()).toEqual([]);
  });

  test('a hint is sealed, and given away once, to who has just signed out', async () => {
    const { id, token } = await begin('desk/1.0.0');
    await hints.keep(token, hints.seal('a token of somebody'));
    expect(JSON.stringify(await rows())).not.toContain('somebody');
    await sessions.end(token);
    const code = (await hints.leave(id)) ?? '';
    const taken = await Promise.all([hints.take(code), hints.take(code)]);
    expect(taken.filter((one) => one !== null)).toEqual(['a token of somebody']);
    expect(await kept()).toEqual([]);
    expect(await hints.leave(id)).toBeNull();
  });

  test('not later than ten minutes, nor with another key, nor one that fits into no address', async () => {
    const { id, token } = await begin('desk/1.0.0');
    await hints.keep(token, hints.seal('late'));
    await sessions.end(token);
    const code = (await hints.leave(id)) ?? '';
    now += leaveTime;
    expect(await hints.take(code)).toBeNull();

    const next = await begin('desk/1.0.0');
    await hints.keep(next.token, hints.seal('other'));
    const other = createHints(database, clock, createSecrets(randomBytes(32), workspaceId));
    expect(await other.take((await hints.leave(next.id)) ?? '')).toBeNull();
    expect(hints.seal('x'.repeat(6001))).toBeNull();
  });

  test('what a session leaves that ended otherwise goes with the next sign-in; who may still leave keeps it', async () => {
    const [over, leaving] = [await begin('desk/1.0.0'), await begin('desk/1.0.0')];
    for (const { token } of [over, leaving]) {
      await hints.keep(token, hints.seal('kept'));
      await sessions.end(token);
    }
    const code = (await hints.leave(leaving.id)) ?? '';
    await hints.keep('nobody', null);
    expect(await kept()).toHaveLength(1);
    expect(await hints.take(code)).toBe('kept');
  });
});

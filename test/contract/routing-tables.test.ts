import { Migrator, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/hub/platform/database/index.ts';
import { migrations } from '../../src/hub/platform/database/migrations/index.ts';
import { openPostgres } from '../../src/hub/platform/database/postgres.ts';
import { openSqlite } from '../../src/hub/platform/database/sqlite.ts';
import { openStore, places } from './stores.ts';

/** What 0004 does with a database of before there was routing, and that its indexes are found. */
describe.each(places)('[B1] tables of routing on $name', ({ open }) => {
  let place: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    place = await open();
  });
  afterAll(() => place.close());

  /** A database as 0003 left it, with one conversation in each status. */
  const older = async () => {
    const location = await place.location();
    const database = /^postgres/u.test(location) ? openPostgres(location) : openSqlite(location);
    const known = Object.entries(migrations).filter(([name]) => name < '0004');
    const provider = { getMigrations: async () => Object.fromEntries(known) };
    const { error } = await new Migrator({ db: database.kysely, provider }).migrateToLatest();
    expect(error).toBeUndefined();
    // Rows as they were: without the columns that the types know now.
    const insert = (table: Parameters<typeof database.kysely.insertInto>[0], row: object) =>
      database.kysely
        .insertInto(table)
        .values(row as never)
        .execute();
    await insert('workspace', {
      id: 'w',
      name: 'Old',
      feed_head: 3,
      epoch: 'e',
      feed_oldest: 0,
      created_at: 1,
    });
    await insert('person', {
      id: 'p',
      workspace_id: 'w',
      email: 'ann@example.test',
      name: 'Ann',
      role: 'agent',
      password_hash: 'h',
      created_at: 1,
    });
    for (const [n, status] of (['queued', 'active', 'closed'] as const).entries()) {
      await insert('visitor', {
        id: `v${n}`,
        workspace_id: 'w',
        token_hash: `t${n}`,
        locale: 'en',
        origin: 'https://shop.example.test',
        created_at: 1,
      });
      await insert('conversation', {
        id: `c${n}`,
        workspace_id: 'w',
        visitor_id: `v${n}`,
        status,
        agent_id: status === 'queued' ? null : 'p',
        version: 1,
        last_seq: 1,
        last_public_seq: 1,
        last_feed_seq: n + 1,
        opened_at: 1000 + n,
        owners: status === 'queued' ? '' : 'p',
      });
    }
    await database.close();
    return location;
  };

  test('who waited goes on waiting since they came; all else is as it was, with nothing of the new', async () => {
    const store = await openStore(await older());
    const rows = await store.database.kysely
      .selectFrom('conversation')
      .select(['id', 'status', 'kind', 'group_id', 'priority', 'queued_at', 'waited', 'guests', 'owners'])
      .select(['offer', 'offer_until', 'wrap_up_until', 'needs', 'group_name', 'waited', 'contact'])
      .orderBy('id')
      .execute();
    const fresh = {
      kind: 'live',
      group_id: null,
      priority: 0,
      guests: '',
      offer: null,
      offer_until: null,
      wrap_up_until: null,
      needs: null,
      group_name: null,
      waited: 0,
      contact: null,
    };
    expect(rows).toEqual([
      { ...fresh, id: 'c0', status: 'queued', queued_at: 1000, waited: 0, owners: '' },
      { ...fresh, id: 'c1', status: 'active', queued_at: null, waited: 0, owners: 'p' },
      { ...fresh, id: 'c2', status: 'closed', queued_at: null, waited: 0, owners: 'p' },
    ]);
    const person = await store.database.kysely.selectFrom('person').selectAll().executeTakeFirstOrThrow();
    expect(person).toMatchObject({ name: 'Ann', password_hash: 'h', routing: null });
    const visitor = await store.database.kysely.selectFrom('visitor').selectAll().executeTakeFirstOrThrow();
    expect(visitor).toMatchObject({ token_hash: 't0', customer_sub: null, attributes: null });
    expect(await store.conversations.reads.held('c1')).toMatchObject({
      conversation: { id: 'c1', status: 'active', agent: { id: 'p', name: 'Ann' } },
    });
    expect(await store.conversations.reads.head()).toBe(3);
    await store.close();
  });

  /** How the database would answer, as text. PostgreSQL is told not to read small tables whole. */
  const planOf = async (database: Database, query: ReturnType<typeof sql>): Promise<string> => {
    const explain = database.kind === 'sqlite' ? sql`explain query plan ` : sql`explain `;
    return database.kysely.transaction().execute(async (t) => {
      if (database.kind === 'postgres') await sql`set local enable_seqscan = off`.execute(t);
      return JSON.stringify((await sql`${explain}${query}`.execute(t)).rows);
    });
  };

  test('the queue of a group, offers that ran out and wrap-ups are found by their indexes', async () => {
    const database = await openDatabase(await place.location());
    const status = 'queued';
    const now = 5;
    expect(
      await planOf(
        database,
        sql`select id from conversation where status = ${status} and group_id = ${'g'} order by queued_at limit 10`,
      ),
    ).toContain('conversation_queue');
    expect(await planOf(database, sql`select id from conversation where offer_until <= ${now}`)).toContain(
      'conversation_offer',
    );
    expect(
      await planOf(
        database,
        sql`select agent_id from conversation where agent_id = ${'p'} and wrap_up_until > ${now}`,
      ),
    ).toContain('conversation_wrap_up');
    expect(
      await planOf(
        database,
        sql`select decision from routing_decision where conversation_id = ${'c'} order by seq`,
      ),
    ).toContain('routing_decision_conversation');
    await database.close();
  });
});

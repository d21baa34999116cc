import { Migrator } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createWayOut } from '../../src/hub/people/index.ts';
import { migrations } from '../../src/hub/platform/database/migrations/index.ts';
import { openPostgres } from '../../src/hub/platform/database/postgres.ts';
import { openSqlite } from '../../src/hub/platform/database/sqlite.ts';
import { openStore, places, type Store } from './stores.ts';

describe.each(places)('ways out on $name', ({ open }) => {
  let place: Awaited<ReturnType<typeof open>>;
  let store: Store;

  beforeAll(async () => {
    place = await open();
  });
  afterAll(() => place.close());
  beforeEach(async () => {
    store = await openStore(await place.location());
  });
  afterEach(() => store.close());

  const at = (now: () => number) =>
    createWayOut(store.database, store.workspace.id, { now, every: () => () => undefined });

  test('[C8] are remembered, each for itself, until they are taken away', async () => {
    const one = at(() => 0);
    expect(await one.current()).toEqual({ hotline: null, email: null, form: null });
    await one.set({ hotline: '400-800-8800', email: 'help@shop.example' });
    await one.set({});
    await one.set({ form: 'https://shop.example/contact', email: null });
    const expected = { hotline: '400-800-8800', email: null, form: 'https://shop.example/contact' };
    expect(await one.current()).toEqual(expected);
    await store.close();
    store = await openStore(store.location);
    expect(await at(() => 0).current()).toEqual(expected);
  });

  test('[C8] that one node is given are told by another within seconds', async () => {
    let now = 1000;
    const one = at(() => now);
    const other = at(() => now);
    await other.current();
    await one.set({ hotline: '110' });
    now += 5000;
    expect((await other.current()).hotline).toBe('110');
  });

  test('come to a database that has none, with what is in it kept', async () => {
    const location = await place.location();
    const before = /^postgres/u.test(location) ? openPostgres(location) : openSqlite(location);
    const older = Object.entries(migrations).filter(([name]) => name < '0003');
    const provider = { getMigrations: async () => Object.fromEntries(older) };
    const { error } = await new Migrator({ db: before.kysely, provider }).migrateToLatest();
    expect(error).toBeUndefined();
    const row = { id: 'w', name: 'Old', feed_head: 7, epoch: 'e', feed_oldest: 0, created_at: 1 };
    // As it was before: without the columns that the types know now.
    await before.kysely
      .insertInto('workspace')
      .values(row as never)
      .execute();
    await before.close();
    const after = await openStore(location);
    expect(after.workspace).toEqual({ id: 'w', name: 'Old', epoch: 'e' });
    const clock = { now: () => 0, every: () => () => undefined };
    expect(await createWayOut(after.database, 'w', clock).current()).toEqual({
      hotline: null,
      email: null,
      form: null,
    });
    expect(await after.conversations.reads.head()).toBe(7);
    await after.close();
  });
});

import Sqlite from 'better-sqlite3';
import { Migrator } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrations } from '../../src/hub/platform/database/migrations/index.ts';
import { openPostgres } from '../../src/hub/platform/database/postgres.ts';
import { openSqlite } from '../../src/hub/platform/database/sqlite.ts';
import { openStore, places } from './stores.ts';
import { by, editing, from, taking } from './writes.ts';

/** What 0008 does with a database of before it, and that a transcript is whole wherever its places are. */
describe.each(places)('[P1] places of entries on $name', ({ name, open }) => {
  let place: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    place = await open();
  });
  afterAll(() => place.close());

  const author = { kind: 'visitor', id: 'v', name: '' } as const;
  const lastMessages = [
    { entryId: 'e3', text: 'changed', author, at: 12 },
    { entryId: 'e6', text: 'text 6', author, at: 15 },
  ];

  /** Two conversations whose entries alternate, as they were before; what was said last in the first was edited. */
  const older = async () => {
    const location = await place.location();
    const database = /^postgres/u.test(location) ? openPostgres(location) : openSqlite(location);
    const known = Object.entries(migrations).filter(([key]) => key < '0008-places');
    const provider = { getMigrations: async () => Object.fromEntries(known) };
    const { error } = await new Migrator({ db: database.kysely, provider }).migrateToLatest();
    expect(error).toBeUndefined();
    // Rows as they were: not of the types that there are now.
    const insert = (table: string, row: object) =>
      database.kysely
        .insertInto(table as 'entry')
        .values(row as never)
        .execute();
    const workspace_id = 'w';
    await insert('workspace', {
      id: 'w',
      name: 'Old',
      feed_head: 6,
      epoch: 'e',
      feed_oldest: 0,
      created_at: 1,
    });
    const visitor = { workspace_id, locale: 'en', origin: 'https://shop.example.test', created_at: 1 };
    for (const [n, last] of lastMessages.entries()) {
      const visitor_id = n === 0 ? 'v' : 'v1';
      await insert('visitor', { ...visitor, id: visitor_id, token_hash: `t${n}` });
      await insert('conversation', {
        id: `c${n}`,
        workspace_id,
        visitor_id,
        status: 'queued',
        version: 1,
        last_seq: 3,
        last_public_seq: 3,
        last_feed_seq: 5 + n,
        opened_at: 1000,
        waiting_since: 1000 + n,
        last_message: JSON.stringify(last),
        owners: '',
      });
    }
    for (const [feed_seq, conversation_id, seq] of [
      [1, 'c0', 1],
      [2, 'c1', 1],
      [3, 'c0', 2],
      [4, 'c1', 2],
      [5, 'c0', 3],
      [6, 'c1', 3],
    ] as const) {
      const body =
        feed_seq === 5
          ? { kind: 'edited', entryId: 'e3', text: 'changed' }
          : { kind: 'message', text: `text ${feed_seq}` };
      await insert('entry', {
        ...{ id: `e${feed_seq}`, workspace_id, conversation_id, seq, feed_seq, public_seq: seq },
        ...{ author_kind: 'visitor', author_id: 'v', author_name: '', audience: 'everyone' },
        ...{ key: `k${feed_seq}`, at: 9 + feed_seq, kind: body.kind, body: JSON.stringify(body) },
      });
    }
    await database.close();
    return location;
  };

  test('every entry stays where it was, and the row says what it said; what is written goes on from there', async () => {
    const store = await openStore(await older());
    const { reads } = store.conversations;
    for (const [n, lastMessage] of lastMessages.entries()) {
      const entries = await reads.entries(`c${n}`, 0, null, 10);
      expect(entries.map(({ seq, feedSeq }) => [seq, feedSeq])).toEqual(
        [1, 2, 3].map((s) => [s, 2 * s - 1 + n]),
      );
      expect((await reads.held(`c${n}`))?.conversation).toMatchObject({
        lastSeq: 3,
        lastFeedSeq: 5 + n,
        waitingSince: 1000 + n,
        lastMessage,
      });
    }
    const said = await store.conversations.write(from({ id: 'v', name: null, locale: 'en' }, 'and now'));
    expect(said).toMatchObject({ conversationId: 'c0', seq: 4, feedSeq: 7, publicSeq: 4 });
    expect((await reads.entries('c0', 1, null, 10)).map(({ seq }) => seq)).toEqual([2, 3, 4]);
    expect((await reads.held('c0'))?.conversation.lastMessage?.text).toBe('and now');
    // Written under the same key it is found, not written again.
    await expect(
      store.conversations.write(from({ id: 'v', name: null, locale: 'en' }, 'text 1', 'k1')),
    ).resolves.toMatchObject({ id: 'e1', seq: 1 });
    await store.close();
  });

  test('what the row says of the last message is read as it was kept, also when that was edited', async () => {
    const store = await openStore(await place.location());
    const { reads, write } = store.conversations;
    const visitor = await store.visitor();
    const ann = await store.person('ann');
    const { conversationId } = await write(from(visitor, 'first'));
    const kept = async () => {
      const conversation = (await reads.held(conversationId))?.conversation;
      // As it was told when it was committed, which nobody read from the tables.
      expect(conversation).toEqual(store.committed.at(-1)?.conversation);
      return conversation;
    };
    expect((await kept())?.lastMessage?.text).toBe('first');
    await write(taking(ann, (await kept()) as NonNullable<Awaited<ReturnType<typeof kept>>>));
    const answer = await write(by(ann, conversationId, 'x'.repeat(500)));
    expect((await kept())?.lastMessage?.entryId).toBe(answer.id);
    await write(editing(ann, answer, 'better'));
    expect((await kept())?.lastMessage?.text).toBe('better');
    await write(from(visitor, 'thanks'));
    expect((await kept())?.lastMessage?.text).toBe('thanks');
    await store.close();
  });

  test('a transcript is whole however many of its places are put down', async () => {
    if (name !== 'SQLite') return;
    const store = await openStore(await place.location());
    const { reads, write } = store.conversations;
    const [one, two] = [await store.visitor(), await store.visitor()];
    for (let n = 0; n < 12; n += 1) await write(from(n % 3 === 0 ? two : one, `${n}`));
    const head = await reads.head();
    const id = (await write(from(one, 'last'))).conversationId;
    const whole = await reads.entries(id, 0, null, 100);
    expect(whole.map(({ seq }) => seq)).toEqual(whole.map((_, i) => i + 1));
    const file = new Sqlite(store.location);
    for (let through = 0; through <= head + 1; through += 1) {
      file.exec(`begin; delete from entry_place; update entry_placed set through = ${through};
        insert into entry_place select conversation_id, seq, feed_seq from entry where feed_seq <= ${through}; commit`);
      expect(await reads.entries(id, 0, null, 100)).toEqual(whole);
      expect(await reads.entries(id, 2, 7, 3)).toEqual(whole.slice(3, 6));
      expect((await reads.publicEntries(id, 4, 2)).entries.map(({ publicSeq }) => publicSeq)).toEqual([5, 6]);
    }
    file.close();
    await store.close();
  });
});

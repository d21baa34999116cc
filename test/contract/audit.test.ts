import { Migrator, sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { verify } from '#shared/domain/audit/verify.ts';
import { newId } from '#shared/domain/key.ts';
import { createListed, createPages } from '../../src/hub/admin/trail.ts';
import { openWorkspace } from '../../src/hub/people/index.ts';
import { createAudit } from '../../src/hub/platform/access/index.ts';
import { hashOfLine, sha256 } from '../../src/hub/platform/audit-chain.ts';
import { type Database, openDatabase } from '../../src/hub/platform/database/index.ts';
import { migrations } from '../../src/hub/platform/database/migrations/index.ts';
import { openPostgres } from '../../src/hub/platform/database/postgres.ts';
import { openSqlite } from '../../src/hub/platform/database/sqlite.ts';
import { createLog } from '../../src/hub/platform/log/index.ts';
import { places } from './stores.ts';

const quiet = createLog({ write: () => undefined });
const clock = { now: () => 1_700_000_000_000, every: () => () => undefined };

describe.each(places)('the audit trail on $name', ({ name, open }) => {
  let place: Awaited<ReturnType<typeof open>>;
  let location: string;
  let database: Database;
  let workspaceId: string;

  beforeAll(async () => {
    place = await open();
  });
  afterAll(() => place.close());
  beforeEach(async () => {
    location = await place.location();
    database = await openDatabase(location);
    ({ id: workspaceId } = await openWorkspace(database, clock, 'Test'));
    return () => database.close();
  });

  const node = (on: Database = database) => createAudit({ database: on, workspaceId, clock, log: quiet });
  const line = (subject: string | null) => ({
    ...{ event: 'admin.people.change', actor: { kind: 'person', id: newId() } as const, address: '::1' },
    subject,
  });
  const rows = () => database.kysely.selectFrom('audit').selectAll().orderBy('seq').orderBy('id').execute();
  const verdict = () => {
    const pages = createPages(database, workspaceId, 4);
    return verify((after) => pages({ after, from: null, to: null }), sha256);
  };
  const write = async (count: number) => {
    const audit = node();
    for (let n = 1; n <= count; n += 1) await audit.changed(line(`${n}`));
  };
  /** What somebody does who has the database and takes the guards away. */
  const unguarded = async () => {
    const { kysely } = database;
    if (database.kind === 'postgres') await sql`drop trigger audit_kept on audit`.execute(kysely);
    else
      for (const one of ['audit_no_update', 'audit_no_delete', 'audit_no_replace'])
        await sql`drop trigger ${sql.id(one)}`.execute(kysely);
    return kysely;
  };

  test('many who write at once, on several nodes, make one chain', async () => {
    const others: Database[] = [];
    // One process has an SQLite file; PostgreSQL has a node each.
    if (name === 'PostgreSQL') {
      for (const _ of [1, 2]) others.push(await openDatabase(location));
      onTestFinished(async () => void (await Promise.all(others.map((one) => one.close()))));
    }
    const nodes = [node(), node(), ...others.map((one) => node(one))];
    const wanted = nodes.flatMap((_, n) => Array.from({ length: 30 }, (__, i) => `${n}-${i}`));
    await Promise.all(
      nodes.map((audit, n) =>
        Promise.all(Array.from({ length: 30 }, (_, i) => audit.changed(line(`${n}-${i}`)))),
      ),
    );
    const kept = await rows();
    expect(kept.map(({ subject }) => subject).sort()).toEqual(wanted.sort());
    expect(kept.map(({ seq }) => seq)).toEqual(wanted.map((_, n) => n + 1));
    expect(kept.map(({ prev_hash }) => prev_hash)).toEqual([
      '0'.repeat(64),
      ...kept.slice(0, -1).map(({ hash }) => hash),
    ]);
    expect(await verdict()).toEqual({
      whole: true,
      head: { number: wanted.length, hash: kept.at(-1)?.hash },
    });
  });

  test('an empty one is whole, and so are those that end with a page and behind it', async () => {
    expect(await verdict()).toMatchObject({ whole: true, head: { number: 0 } });
    await write(4);
    expect(await verdict()).toMatchObject({ whole: true, head: { number: 4 } });
    await write(1);
    expect(await verdict()).toMatchObject({ whole: true, head: { number: 5 } });
  });

  test('what is in it can be neither changed nor taken out nor replaced', async () => {
    await write(3);
    const before = await rows();
    const { kysely } = database;
    await expect(sql`update audit set subject = 'x' where seq = 2`.execute(kysely)).rejects.toThrow(
      'append-only',
    );
    await expect(sql`delete from audit where seq = 2`.execute(kysely)).rejects.toThrow('append-only');
    if (database.kind === 'postgres')
      await expect(sql`truncate audit`.execute(kysely)).rejects.toThrow('append-only');
    else
      await expect(
        sql`insert or replace into audit select * from audit where seq = 2`.execute(kysely),
      ).rejects.toThrow('append-only');
    expect(await rows()).toEqual(before);
  });

  test('texts that a database would keep as others are kept as they come back', async () => {
    await node().changed(line('half a letter \ud83d'));
    await node().changed(line(`${'x'.repeat(299)}🙂`));
    await node().changed({ ...line('a\0b'), address: '\udc00' });
    expect((await rows()).map(({ subject }) => subject)).toEqual([
      'half a letter �',
      `${'x'.repeat(299)}�`,
      'a�b',
    ]);
    expect(await verdict()).toMatchObject({ whole: true, head: { number: 3 } });
  });

  describe('what somebody does to it who has the database is found', () => {
    beforeEach(() => write(5));
    const found = async () => {
      const { whole, ...rest } = (await verdict()) as { whole: boolean; number: number; what: string };
      expect(whole).toBe(false);
      return [rest.number, rest.what];
    };

    test.each([
      ['subject', 'other'],
      ['at', 1_600_000_000_000],
      ['code', 'forbidden'],
      ['event', 'admin.people.enable'],
      ['actor_kind', 'operator'],
      ['actor_id', null],
      ['address', '10.0.0.1'],
      ['id', newId()],
      ['hash', 'f'.repeat(64)],
      ['prev_hash', 'f'.repeat(64)],
    ])('%s of a line is another', async (column, value) => {
      const on = await unguarded();
      await sql`update audit set ${sql.id(column)} = ${value} where seq = 3`.execute(on);
      expect(await found()).toEqual([3, 'changed']);
    });

    test('a line is changed, and its hash made anew', async () => {
      const on = await unguarded();
      const [row] = (await rows()).slice(2);
      if (row === undefined) throw new Error('no line');
      const hash = hashOfLine(row.prev_hash, {
        ...{ workspace: workspaceId, number: 3, id: row.id, at: row.at, code: row.code, event: row.event },
        ...{ actorKind: row.actor_kind, actorId: row.actor_id, address: row.address, subject: 'other' },
      });
      await sql`update audit set subject = 'other', hash = ${hash} where seq = 3`.execute(on);
      expect(await found()).toEqual([4, 'loose']);
    });

    test.each([1, 3, 5])('line %i of 5 is taken out', async (number) => {
      await sql`delete from audit where seq = ${number}`.execute(await unguarded());
      expect(await found()).toEqual([number, 'missing']);
    });

    test('all are', async () => {
      await sql`delete from audit`.execute(await unguarded());
      expect(await found()).toEqual([1, 'missing']);
    });

    test('the last is taken out, and the count of them set back', async () => {
      await sql`delete from audit where seq = 5`.execute(await unguarded());
      await sql`update audit_head set seq = 4`.execute(database.kysely);
      expect(await found()).toEqual([4, 'changed']);
    });

    const put = (seq: number) => {
      const id = newId();
      return sql`insert into audit (id, workspace_id, at, code, event, actor_kind, actor_id, address, subject, seq, prev_hash, hash)
        select ${id}, workspace_id, at, code, event, actor_kind, actor_id, address, 'put in', ${seq}, prev_hash, hash
        from audit where seq = 3`.execute(database.kysely);
    };

    test('a line is put in at the end', async () => {
      await put(6);
      expect(await found()).toEqual([6, 'added']);
    });

    test('a line is put in between, with a number that there is already', async () => {
      await expect(put(3)).rejects.toThrow();
      await unguarded();
      await expect(put(3)).rejects.toThrow();
      await sql`drop index audit_seq`.execute(database.kysely);
      await put(3);
      expect(await found()).toEqual([3, 'twice']);
    });

    test('a line is put in before all', async () => {
      await put(0);
      expect(await found()).toEqual([0, 'added']);
    });

    test('the others are moved on to make room for one', async () => {
      const on = await unguarded();
      await sql`update audit set seq = 6 where seq = 5`.execute(on);
      await sql`update audit set seq = 5 where seq = 4`.execute(on);
      await put(4);
      expect(await found()).toEqual([4, 'changed']);
    });

    test('two change places', async () => {
      const on = await unguarded();
      await sql`update audit set seq = 60 where seq = 2`.execute(on);
      await sql`update audit set seq = 2 where seq = 3`.execute(on);
      await sql`update audit set seq = 3 where seq = 60`.execute(on);
      expect(await found()).toEqual([2, 'changed']);
    });
  });

  test('a line that is written while it is looked at is not taken for one put in', async () => {
    await write(3);
    const pages = createPages(database, workspaceId);
    const audit = node();
    let asked = 0;
    const read = async (after: Parameters<typeof pages>[0]['after']) => {
      const page = await pages({ after, from: null, to: null });
      asked += 1;
      // Once between the first page and the next.
      if (asked === 1) await audit.changed(line('meanwhile'));
      return page;
    };
    expect(await verify(read, sha256)).toMatchObject({ whole: true, head: { number: 3 } });
    expect(asked).toBeGreaterThan(2);
  });

  describe('as a list for people', () => {
    const wanted = { before: null, who: null, kind: null, from: null, to: null };
    const list = (asked: object = {}, limits = { lines: 3, looks: 5 }) =>
      createListed(database, workspaceId, limits)({ ...wanted, ...asked });
    const numbers = async (asked: object, limits?: { lines: number; looks: number }) => {
      const { lines, next } = await list(asked, limits);
      return [lines.map(({ number }) => number), next];
    };

    test('the latest first, page by page, to the first line; an empty trail has none', async () => {
      expect(await list()).toMatchObject({ head: { number: 0 }, lines: [], next: null });
      await write(7);
      expect(await numbers({})).toEqual([[7, 6, 5], 5]);
      expect(await numbers({ before: 5 })).toEqual([[4, 3, 2], 2]);
      expect(await numbers({ before: 2 })).toEqual([[1], null]);
      // What is written meanwhile moves no page.
      await write(2);
      expect(await numbers({ before: 5 })).toEqual([[4, 3, 2], 2]);
    });

    test('no page looks at more lines than it may: where none was found it says from where to look on', async () => {
      await node().changed({ ...line('x'), event: 'sign-in.password' });
      await write(8);
      expect(await numbers({ kind: 'signIn' })).toEqual([[], 5]);
      expect(await numbers({ kind: 'signIn', before: 5 })).toEqual([[1], null]);
    });

    test('by whom, of which kind, what was refused, and of which days; with names where there are any', async () => {
      const audit = node();
      const [ann, ben] = [newId(), newId()];
      for (const [id, name] of [
        [ann, 'Ann'],
        [ben, 'Ben'],
      ] as const)
        await database.kysely
          .insertInto('person')
          .values({
            ...{ id, name, workspace_id: workspaceId, email: `${name}@example.test`, role: 'agent' },
            ...{ password_hash: 'x', disabled_at: null, created_at: 0, routing: null },
          })
          .execute();
      const by = { kind: 'person', id: ann } as const;
      await audit.changed({ ...line(ann), event: 'admin.people.change', actor: { kind: 'operator' } });
      await audit.changed({ ...line('d'), event: 'sign-in.password', actor: by });
      await audit.changed({ ...line('c'), event: 'supervise.watch', actor: by });
      audit.report({ code: 'wrong_credentials', event: '/api/desk/sign-in', actor: null, address: '::1' });
      await audit.flush();
      await audit.changed({ ...line('c'), event: 'supervise.join', actor: { kind: 'person', id: ben } });
      // Its name has that of the administration in it, and somebody was kept from it.
      audit.report({ code: 'forbidden', event: 'api.desk.admin.people', actor: by, address: '::1' });
      await audit.flush();
      // A visitor whose id is a person's: by whom is more than an id.
      audit.report({ code: 'forbidden', event: 'x', actor: { kind: 'visitor', id: ann }, address: '::1' });
      await audit.flush();
      const all = { lines: 10, looks: 10 };
      expect(await numbers({ who: ann }, all)).toEqual([[6, 3, 2], null]);
      expect(await numbers({ who: ben }, all)).toEqual([[5], null]);
      expect(await numbers({ who: 'visitor' }, all)).toEqual([[7], null]);
      expect(await numbers({ kind: 'supervision' }, all)).toEqual([[5, 3], null]);
      expect(await numbers({ who: 'operator' }, all)).toEqual([[1], null]);
      expect(await numbers({ who: 'nobody' }, all)).toEqual([[4], null]);
      expect(await numbers({ kind: 'administration' }, all)).toEqual([[1], null]);
      expect(await numbers({ kind: 'supervision', who: ann }, all)).toEqual([[3], null]);
      expect(await numbers({ kind: 'refused' }, all)).toEqual([[7, 6, 4], null]);
      expect(await numbers({ kind: 'refused', who: ann }, all)).toEqual([[6], null]);
      expect(await numbers({ from: clock.now() + 1 }, all)).toEqual([[], null]);
      expect(await numbers({ to: clock.now() }, all)).toEqual([[], null]);
      expect(await numbers({ from: clock.now(), to: clock.now() + 1 }, all)).toEqual([
        [7, 6, 5, 4, 3, 2, 1],
        null,
      ]);
      const { lines } = await list({}, all);
      expect(lines.map(({ actorName, subjectName }) => [actorName, subjectName])).toEqual([
        [null, null],
        ['Ann', null],
        ['Ben', null],
        [null, null],
        ['Ann', null],
        ['Ann', null],
        [null, 'Ann'],
      ]);
    });
  });

  test('lines of before are chained when the database is brought up to date', async () => {
    const old = name === 'PostgreSQL' ? openPostgres : openSqlite;
    const at = await place.location();
    const before = old(at);
    const until = new Migrator({
      db: before.kysely,
      provider: { getMigrations: async () => ({ ...migrations }) },
    });
    const { error } = await until.migrateTo('0021-file-names');
    expect(error).toBeUndefined();
    const workspace = await openWorkspace(before, clock, 'Old');
    for (const [id, when] of [
      ['b', 20],
      ['a', 20],
      ['c', 10],
    ] as const)
      await sql`insert into audit (id, workspace_id, at, code, event, actor_kind, actor_id, address, subject)
        values (${id}, ${workspace.id}, ${when}, 'changed', 'x', 'operator', null, '', null)`.execute(
        before.kysely,
      );
    await before.close();

    await database.close();
    database = await openDatabase(at);
    workspaceId = workspace.id;
    await node().changed(line('new'));
    expect((await rows()).map(({ id, seq }) => [seq, id])).toEqual([
      [1, 'c'],
      [2, 'a'],
      [3, 'b'],
      [4, expect.any(String)],
    ]);
    expect(await verdict()).toMatchObject({ whole: true, head: { number: 4 } });
  });
});

import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '#shared/domain/key.ts';
import { lastMoment } from '#shared/domain/reports/fact.ts';
import { factOf, type Line } from '#shared/domain/reports/fact-of.ts';
import { houseOf } from '#shared/domain/reports/house.ts';
import { pack } from '#shared/domain/reports/pack.ts';
import { noFilters, type ReportQuestion } from '#shared/domain/reports/question.ts';
import { defaultPlan } from '#shared/domain/routing/default-plan.ts';
import type { Group } from '#shared/domain/routing/plan.ts';
import type { Report } from '#shared/protocol/reports.ts';
import { openWorkspace } from '../../src/hub/people/index.ts';
import { openDatabase } from '../../src/hub/platform/database/index.ts';
import { createReports } from '../../src/hub/reports/index.ts';
import { type Random, randomFrom } from './cache-seed.ts';
import { figure, median, must, note, option, round } from './live/figure.ts';

/**
 * Reports of a house with a million conversations of one year, 200 agents and 20 groups with opening hours, on SQLite, asked as the hub
 * is asked.
 *
 * `node test/bench/reports.ts [--seed 1] [--conversations 1000000] [--entries 100000]`
 *
 * Facts are made by the product's own rules from made-up entries, and written by its writer; what filling from the feed costs is
 * measured apart, on real rows of entries. A month by agent and day has a limit; the first time it is asked for, its thread has yet to start.
 */
const seed = option('seed', 1);
const conversations = option('conversations', 1_000_000);
const entries = option('entries', 100_000);
const rounds = 5;
const limit = 2000;
const together = 2000;
const different = 20_000;

const minute = 60_000;
const day = 24 * 60 * minute;
const year = { from: Date.UTC(2026, 0, 1), days: 365 };
const random: Random = randomFrom(seed);
const below = (n: number) => Math.floor(random() * n);

const folder = mkdtempSync(join(tmpdir(), 'yingke-reports-'));
const path = join(folder, 'hub.sqlite');
const database = await openDatabase(path);
const clock = { now: () => year.from + year.days * day, every: () => () => undefined };
const workspace = await openWorkspace(database, clock, 'Bench');
const agents = Array.from({ length: 200 }, () => newId());
const base = defaultPlan(newId, 'en');
const office = {
  id: newId(),
  name: 'Office',
  timeZone: 'Europe/Berlin',
  week: Array.from({ length: 7 }, (_, n) => (n < 6 ? [{ from: 480, to: 1200 }] : [])),
  exceptions: [],
};
const groups: Group[] = Array.from({ length: 20 }, (_, n) => ({
  ...(base.groups[0] as Group),
  id: newId(),
  name: `Group ${n}`,
  hours: office.id,
}));
const plan = {
  ...base,
  groups,
  hours: [office],
  settings: { ...base.settings, defaultGroup: groups[0]?.id ?? '' },
};
const house = houseOf([{ at: 0, plan }]);

/** A conversation as most are: a dozen lines, one agent, sometimes two. */
function linesOf(opened: number): Line[] {
  const lines: Line[] = [];
  let at = opened;
  const add = (kind: string, author: string, id: string | null, body: object | null = null, gap = 0) => {
    at += gap;
    lines.push({ seq: lines.length + 1, at, author: { kind: author, id }, kind, body: body as Line['body'] });
  };
  const group = groups[below(groups.length)] as Group;
  let agent = agents[below(agents.length)] as string;
  const of = (id: string) => ({ id, name: 'x' });
  add('opened', 'visitor', null);
  add('message', 'visitor', null);
  add(
    'routed',
    'system',
    null,
    { kind: 'routed', group: of(group.id), priority: 0, needs: {}, rule: null },
    5,
  );
  if (random() < 0.05) {
    add('closed', 'agent', agent, { kind: 'closed' }, below(10 * minute));
    return lines;
  }
  add(
    'assigned',
    'system',
    null,
    { kind: 'assigned', from: null, to: of(agent), reason: 'least_loaded' },
    below(90_000),
  );
  for (let n = 1 + below(6); n > 0; n -= 1) {
    add('message', 'agent', agent, null, 5000 + below(120_000));
    add('message', 'visitor', null, null, 5000 + below(120_000));
  }
  if (random() < 0.15) {
    const to = agents[below(agents.length)] as string;
    add(
      'assigned',
      'agent',
      agent,
      { kind: 'assigned', from: of(agent), to: of(to), reason: 'transferred' },
      5000,
    );
    agent = to;
  }
  add('message', 'agent', agent, null, 5000 + below(60_000));
  add('closed', 'agent', agent, { kind: 'closed', wrapUpUntil: at + 3 * minute }, below(minute));
  const filed = {
    disposition: ['after_sale', `case_${below(12)}`],
    tags: [],
    summary: '',
    nextContactAt: null,
  };
  add('wrapped', 'agent', agent, { kind: 'wrapped', filed }, below(2 * minute));
  if (random() < 0.3)
    add(
      'rated',
      'visitor',
      null,
      { kind: 'rated', score: 1 + below(5), comment: null, about: of(agent) },
      below(minute),
    );
  return lines;
}

const columns = { opened_at: 'bigint', conversation_id: 'text', last_at: 'bigint', fact: 'text' } as const;
const rowOf = (opened: number, id: string) => {
  const fact = factOf(id, linesOf(opened), house);
  if (fact === null) throw new Error('it has begun');
  return [fact.opened.at, id, lastMoment(fact), pack(fact)] as const;
};

try {
  const { kysely } = database;
  await kysely
    .insertInto('person')
    .values(
      agents.map((id, n) => ({
        ...{
          id,
          workspace_id: workspace.id,
          email: `a${n}@example.test`,
          name: `Agent ${n}`,
          role: 'agent' as const,
        },
        ...{ password_hash: '', disabled_at: null, created_at: 0, routing: null },
      })),
    )
    .execute();
  await kysely
    .insertInto('routing_plan')
    .values({ workspace_id: workspace.id, version: 1, at: 0, by: 'x', plan: JSON.stringify(plan) })
    .execute();

  const began = performance.now();
  // Times in a fact are counted from its opening: the same ones are written again and again for other days.
  const pool = Array.from({ length: Math.min(different, conversations) }, () => rowOf(year.from, newId()));
  const making = performance.now() - began;
  for (let done = 0; done < conversations; done += together) {
    const rows = Array.from({ length: Math.min(together, conversations - done) }, (_, n) => {
      // In the order of time, in the hours in which people write.
      const at = year.from + ((done + n) / conversations) * year.days * day;
      const opened = Math.floor(at / day) * day + 6 * 60 * minute + below(14 * 60 * minute);
      const [, , last, fact] = pool[below(pool.length)] as ReturnType<typeof rowOf>;
      return [opened, newId(), opened + last - year.from, fact];
    });
    await database.transaction((bulk) => bulk.upsert('report_fact', columns, 2, rows));
  }
  const writing = performance.now() - began - making;
  note(
    `${round(conversations)} facts: ${round(pool.length / (making / 1000))} a second made, ${round(conversations / (writing / 1000))} a second written`,
  );

  for (let n = 0; n < year.days; n += 1) {
    const start = year.from + n * day + 7 * 60 * minute;
    await database.transaction(async (bulk) => {
      const here = { id: 'text', person_id: 'text', since: 'bigint', until: 'bigint' } as const;
      await bulk.insert(
        'agent_presence_log',
        here,
        agents.map((id) => [newId(), id, start, start + 9 * 60 * minute]),
      );
      const said = { person_id: 'text', since: 'bigint', status: 'text' } as const;
      const rows = agents.flatMap((id) =>
        Array.from(
          { length: 6 },
          (_, i) => [id, start + i * 90 * minute, i % 3 === 2 ? 'away' : 'online'] as const,
        ),
      );
      await bulk.insert('agent_status_log', said, rows);
    });
  }

  note(`the file has ${round(statSync(path).size / 1e6)} MB`);
  const reports = createReports({
    ...{ database, location: path, workspaceId: workspace.id, clock },
    plan: () => plan,
    scopeOf: () => null,
    tellTimes: async () => undefined,
    people: async () => [],
  });
  const bench = { id: 'bench', role: 'admin' } as const;
  const ask = async (question: ReportQuestion): Promise<Report> => {
    const key = newId();
    for (;;) {
      const answer = await reports.ask(bench, { key, question, compare: null });
      if (answer.state === 'done') return answer.report;
    }
  };
  const question = (by: ReportQuestion['by'], from: string, to: string): ReportQuestion => ({
    period: { from, to },
    by,
    filters: noFilters,
    inHours: false,
  });
  const timed = async <T>(work: () => Promise<T>): Promise<[T, number]> => {
    const from = performance.now();
    const value = await work();
    return [value, performance.now() - from];
  };
  const often = async <T>(name: string, work: () => Promise<T>, most: number | null): Promise<T> => {
    const times: number[] = [];
    let last: T | undefined;
    for (let n = 0; n < rounds; n += 1) {
      const [value, time] = await timed(work);
      times.push(time);
      last = value;
    }
    const value = median(times);
    if (most === null) note(`${name}: ${round(value)} ms`);
    else figure(name, value, 'ms', { ratio: value / most, atMost: 1 });
    return last as T;
  };

  const month = question(['agent', 'day'], '2026-03-01', '2026-03-31');
  const [, first] = await timed(() => ask(month));
  note(`a month by agent and day, with the start of the thread: ${round(first)} ms`);
  const made = await often('a month by agent and day', () => ask(month), limit);
  const share = conversations / 12;
  must(
    'it is a month of them',
    Math.abs((made.total[0] ?? 0) / share - 1) < 0.1,
    `${made.total[0]} conversations, ${made.rows.length} rows`,
  );
  await often('a month by hour', () => ask({ ...month, by: ['hour'] }), limit);
  await often(
    'a month by group and disposition, waits in opening hours',
    () => ask({ ...month, by: ['group', 'disposition'], inHours: true }),
    limit,
  );
  const cell = {
    question: month,
    keys: made.rows[0]?.keys ?? [],
    figure: 'firstResponse90' as const,
    offset: 0,
    limit: 50,
  };
  await often('behind a number of it', () => reports.behind(bench, cell), limit);
  const [whole, time] = await timed(() => ask(question(['month'], '2026-01-01', '2026-12-31')));
  note(`the whole year by month: ${round(time)} ms, ${whole.total[0]} conversations`);
  note(`memory of the process with its threads: ${round(process.memoryUsage().rss / 1e6)} MB`);

  // What filling costs, on rows of entries.
  const each = entries / 14;
  const [{ feed }] = await timed(async () => {
    let feed = 0;
    await kysely
      .insertInto('visitor')
      .values({
        id: 'v',
        workspace_id: workspace.id,
        token_hash: 'v',
        locale: 'en',
        origin: '',
        created_at: 0,
      } as never)
      .execute();
    for (let n = 0; n < each; n += 1) {
      const id = newId();
      const lines = linesOf(year.from + n * minute);
      await database.transaction(async (bulk) => {
        await bulk.insert(
          'conversation',
          {
            id: 'text',
            workspace_id: 'text',
            visitor_id: 'text',
            status: 'text',
            version: 'bigint',
            opened_at: 'bigint',
            owners: 'text',
          },
          [[id, workspace.id, 'v', 'closed', 1, year.from, '']],
        );
        await bulk.insert(
          'entry',
          {
            id: 'text',
            workspace_id: 'text',
            conversation_id: 'text',
            seq: 'bigint',
            feed_seq: 'bigint',
            author_kind: 'text',
            author_id: 'text',
            author_name: 'text',
            audience: 'text',
            at: 'bigint',
            kind: 'text',
            body: 'text',
          },
          lines.map((line) => {
            feed += 1;
            return [
              newId(),
              workspace.id,
              id,
              line.seq,
              feed,
              line.author.kind,
              line.author.id,
              'x',
              'everyone',
              line.at,
              line.kind,
              JSON.stringify(line.body ?? { kind: line.kind, text: 'hello' }),
            ];
          }),
        );
        await bulk.update('workspace', { id: 'text', feed_head: 'bigint' }, [[workspace.id, feed]]);
      });
    }
    return { feed };
  });
  const [, filling] = await timed(() => reports.filling.run());
  note(
    `filling: ${round(feed / (filling / 1000))} entries a second, ${round(each / (filling / 1000))} facts a second`,
  );
  await reports.stop();
} finally {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
}

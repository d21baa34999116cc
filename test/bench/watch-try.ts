import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { newId } from '#shared/domain/key.ts';
import { noFilters } from '#shared/domain/reports/question.ts';
import { defaultPlan } from '#shared/domain/routing/default-plan.ts';
import type { RuleWhen, WatchRule } from '#shared/domain/watch/rule.ts';
import { openWorkspace } from '../../src/hub/people/index.ts';
import { type Columns, openDatabase } from '../../src/hub/platform/database/index.ts';
import { createReports } from '../../src/hub/reports/index.ts';
import { randomFrom } from './cache-seed.ts';
import { figure, median, must, note, option, quantile, round } from './live/figure.ts';

/**
 * A rule tried on the last week of a house with very much of it (decision 42), on SQLite, as the hub is asked: how long one waits for the
 * number, and who waits because of it.
 *
 * `node test/bench/watch-try.ts [--conversations 100000] [--rounds 3]`
 *
 * Beside it the process that takes messages is looked at, by how late its own beat of 5 ms comes, and its writer, by
 * transactions of one row each; and somebody else asks for a report. Each against the same without a trial, in turn.
 */
const conversations = option('conversations', 100_000);
const rounds = option('rounds', 3);
const lines = 12;
const together = 500;
/** What somebody waits for at their desk. Milliseconds. */
const mostTrial = 5000;
const mostReport = 2000;

const minute = 60_000;
const day = 24 * 60 * minute;
const now = Date.UTC(2026, 10, 30, 12);
const from = now - 7 * day;
const random = randomFrom(option('seed', 1));
const below = (n: number) => Math.floor(random() * n);

const folder = mkdtempSync(join(tmpdir(), 'yingke-watch-try-'));
const location = join(folder, 'hub.sqlite');
const database = await openDatabase(location);
const { kysely } = database;
const clock = { now: () => now, every: () => () => undefined };
const workspace = await openWorkspace(database, clock, 'Bench');
const plan = defaultPlan(newId, 'en');
const group = { id: plan.settings.defaultGroup, name: 'Group' };
const agents = Array.from({ length: 200 }, (_, n) => ({ id: newId(), name: `Agent ${n}` }));

const conversation: Columns = {
  ...{ id: 'text', workspace_id: 'text', visitor_id: 'text', status: 'text', version: 'bigint' },
  ...{ opened_at: 'bigint', owners: 'text' },
};
const entry: Columns = {
  ...{ id: 'text', workspace_id: 'text', conversation_id: 'text', seq: 'bigint', feed_seq: 'bigint' },
  ...{ author_kind: 'text', author_id: 'text', author_name: 'text', audience: 'text', at: 'bigint' },
  ...{ kind: 'text', body: 'text' },
};
const said = [
  '你好，我上周买的蓄电池装上以后还是打不着火',
  'where is my order 20261114-0312',
  '我要投 诉',
  'ok, thank you',
];
let feed = 0;

/** A conversation as most are: a dozen lines, a minute or so apart. */
function rowsOf(id: string, opened: number) {
  const agent = agents[below(agents.length)] ?? { id: '', name: '' };
  let at = opened;
  let seq = 0;
  const line = (kind: string, by: string, author: string | null, body: object, gap: number) => {
    at += gap;
    seq += 1;
    feed += 1;
    const content = JSON.stringify({ kind, ...body });
    return [newId(), workspace.id, id, seq, feed, by, author, 'x', 'everyone', at, kind, content] as const;
  };
  const text = () => said[below(said.length)] ?? '';
  return [
    line('opened', 'visitor', 'v', { page: null }, 0),
    line('message', 'visitor', 'v', { text: text() }, 5),
    line('routed', 'system', null, { group, priority: 0, needs: {}, rule: null }, 5),
    line('assigned', 'system', null, { from: null, to: agent, reason: 'least_loaded' }, below(90_000)),
    ...Array.from({ length: lines - 6 }, (_, n) =>
      n % 2 === 0
        ? line('message', 'agent', agent.id, { text: text() }, 5000 + below(2 * minute))
        : line('message', 'visitor', 'v', { text: text() }, 5000 + below(2 * minute)),
    ),
    line('closed', 'agent', agent.id, {}, below(minute)),
    line('rated', 'visitor', 'v', { score: 1 + below(5), comment: null, about: agent }, below(minute)),
  ];
}

const rule = (when: RuleWhen): WatchRule => ({
  ...{ id: newId(), name: { zh: '规则', en: 'Rule' }, on: true, when, groups: [], hours: null },
  ...{ severity: 'warn', receivers: { to: 'all' }, notify: true, webhook: false },
  ...{ perHour: 20, climbAfter: null },
});

/** Milliseconds that this process's beat came late, and that its transactions took, while `work` goes on. */
async function beside(work: () => Promise<unknown>): Promise<{ late: number[]; writes: number[] }> {
  const late: number[] = [];
  const writes: number[] = [];
  let isOver = false;
  const beat = async () => {
    while (!isOver) {
      const due = performance.now() + 5;
      await wait(5);
      late.push(Math.max(0, performance.now() - due));
    }
  };
  const write = async () => {
    while (!isOver) {
      const began = performance.now();
      await database.transaction(async (bulk) => {
        await bulk.update('workspace', { id: 'text', feed_head: 'bigint' }, [[workspace.id, feed]]);
      });
      writes.push(performance.now() - began);
      await wait(2);
    }
  };
  const going = [beat(), write()];
  await work();
  isOver = true;
  await Promise.all(going);
  return { late, writes };
}

try {
  await kysely
    .insertInto('person')
    .values(
      agents.map(({ id, name }, n) => ({
        ...{ id, workspace_id: workspace.id, email: `a${n}@example.test`, name, role: 'agent' as const },
        ...{ password_hash: '', disabled_at: null, created_at: 0, routing: null },
      })),
    )
    .execute();
  await kysely
    .insertInto('routing_plan')
    .values({ workspace_id: workspace.id, version: 1, at: 0, by: 'x', plan: JSON.stringify(plan) })
    .execute();
  await kysely
    .insertInto('visitor')
    .values({
      ...{ id: 'v', workspace_id: workspace.id, token_hash: 'v', locale: 'en', origin: '', created_at: 0 },
    } as never)
    .execute();
  for (let done = 0; done < conversations; done += together) {
    const some = Array.from({ length: Math.min(together, conversations - done) }, (_, n) => {
      const opened = Math.floor(from + ((done + n) / conversations) * (7 * day - 30 * minute));
      return { id: newId(), opened };
    });
    await database.transaction(async (bulk) => {
      await bulk.insert(
        'conversation',
        conversation,
        some.map(({ id, opened }) => [id, workspace.id, 'v', 'closed', 1, opened, '']),
      );
      await bulk.insert(
        'entry',
        entry,
        some.flatMap(({ id, opened }) => rowsOf(id, opened)),
      );
      await bulk.update('workspace', { id: 'text', feed_head: 'bigint' }, [[workspace.id, feed]]);
    });
  }
  const reports = createReports({
    ...{ database, location, workspaceId: workspace.id, clock },
    plan: () => plan,
    scopeOf: () => null,
    tellTimes: async () => undefined,
    people: async () => [],
  });
  const began = performance.now();
  await reports.filling.run();
  note(
    `${round(conversations)} conversations, ${round(feed)} entries; facts made in ${round(performance.now() - began)} ms`,
  );

  const asker = { id: 'bench', role: 'admin' } as const;
  const period = { from: '2026-11-24', to: '2026-11-29' };
  const report = async () => {
    const key = newId();
    const asked = performance.now();
    const question = { period, by: ['agent', 'day'] as const, filters: noFilters, inHours: false };
    for (;;) {
      const answer = await reports.ask(asker, {
        key,
        question: { ...question, by: [...question.by] },
        compare: null,
      });
      if (answer.state === 'done') return performance.now() - asked;
    }
  };
  await report();
  const alone: number[] = [];
  for (let n = 0; n < rounds; n += 1) alone.push(await report());

  const tries = {
    'an agent is silent': rule({ kind: 'agent_silent', over: 120, worse: null }),
    'words of customers': rule({ kind: 'customer_words', words: ['投诉', 'lawyer'] }),
    'a service level': rule({
      kind: 'service_level',
      below: 80,
      minutes: 30,
      least: 5,
      clear: 85,
      worse: null,
    }),
  };
  const quiet: number[] = [];
  const busy: number[] = [];
  const writesQuiet: number[] = [];
  const writesBusy: number[] = [];
  const withTrial: number[] = [];
  for (const [name, one] of Object.entries(tries)) {
    const times: number[] = [];
    let found = '';
    for (let n = 0; n < rounds; n += 1) {
      const without = await beside(() => wait(1500));
      quiet.push(quantile(without.late, 0.99));
      writesQuiet.push(quantile(without.writes, 0.99));
      const during = await beside(async () => {
        const asked = performance.now();
        const trial = await reports.tryRule(one);
        times.push(performance.now() - asked);
        found = `${trial.raised} alerts, ${trial.subjects} subjects, since ${new Date(trial.from).toISOString()}`;
      });
      busy.push(quantile(during.late, 0.99));
      writesBusy.push(quantile(during.writes, 0.99));
    }
    note(`${name}: ${found}`);
    figure(`tried, ${name}`, median(times), 'ms', { ratio: median(times) / mostTrial, atMost: 1 });
  }
  for (let n = 0; n < rounds; n += 1) {
    const trying = reports.tryRule(tries['an agent is silent']);
    await wait(50);
    withTrial.push(await report());
    await trying;
  }
  must('what messages wait for was seen', busy.length === 3 * rounds, `${busy.length} rounds`);
  note(`beat late p99: ${round(median(quiet))} ms without, ${round(median(busy))} ms with a trial`);
  figure('the beat of the process that takes messages, p99, with a trial', median(busy), 'ms late', {
    ratio: median(busy) / 50,
    atMost: 1,
  });
  note(
    `one row written, p99: ${round(median(writesQuiet))} ms without, ${round(median(writesBusy))} ms with a trial`,
  );
  figure('a report asked for while a rule is tried', median(withTrial), 'ms', {
    ratio: median(withTrial) / mostReport,
    atMost: 1,
  });
  note(`the same report alone: ${round(median(alone))} ms`);
  await reports.stop();
} finally {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
}

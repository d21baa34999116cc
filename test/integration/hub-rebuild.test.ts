import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { figureIds } from '#shared/domain/reports/figures.ts';
import { noFilters } from '#shared/domain/reports/question.ts';
import { runAdminCommand } from '../../src/hub/admin-command/index.ts';
import { leaveOperator, removeOperator } from '../../src/hub/operator.ts';
import { openDatabase } from '../../src/hub/platform/database/index.ts';
import {
  type DeskClient,
  deskClient,
  say,
  startTestHub,
  type TestHub,
  testPeople,
  visitorClient,
} from '../support/hub.ts';

/** `hub admin reports rebuild` beside a hub where customers write, and on the records of one that does not run. */

const operatorToken = randomBytes(32).toString('base64url');
let hub: TestHub;
let folder: string;
let sue: DeskClient;

beforeEach(async () => {
  hub = await startTestHub({ operatorToken });
  // As the data folder of a hub is.
  folder = hub.folder;
  sue = await deskClient(hub.url, testPeople.sue);
});
afterEach(() => hub.stop());

async function rebuild(...more: string[]) {
  const said = { out: '', error: '' };
  const code = await runAdminCommand(
    ['reports', 'rebuild', '--data', folder, ...more],
    { YINGKE_DATABASE_URL: join(folder, 'hub.sqlite') },
    {
      out: (text) => {
        said.out += text;
      },
      error: (text) => {
        said.error += text;
      },
    },
  );
  return { code, ...said };
}
async function customers(n: number): Promise<void> {
  for (let i = 0; i < n; i++) {
    const visitor = await visitorClient(hub.url);
    await say(visitor, `question ${i}`);
    visitor.close();
  }
}
async function offered(): Promise<number | null | undefined> {
  const day = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10);
  const question = { period: { from: day(-1), to: day(1) }, by: [], filters: noFilters, inHours: false };
  const key = newId();
  for (;;) {
    const answer = await sue.get('reports.ask', { key, question, compare: null });
    if (answer.state === 'done') return answer.report.total[figureIds.indexOf('offered')];
  }
}
const facts = (database = hub.hub.database) =>
  database.kysely.selectFrom('report_fact').selectAll().orderBy('conversation_id').execute();

test('[E3] beside the hub, while customers write: what was wiped and damaged is there again, and what came meanwhile', async () => {
  await customers(12);
  expect(await offered()).toBe(12);
  const before = await facts();
  await hub.hub.database.kysely.deleteFrom('report_fact').execute();
  await hub.hub.database.kysely
    .insertInto('report_fact')
    .values(before.slice(0, 3).map((fact) => ({ ...fact, conversation_id: newId() })))
    .execute();
  expect(await offered()).toBe(3);

  await mkdir(join(folder, 'hub'));
  await leaveOperator(join(folder, 'hub'), { hub: hub.url, token: operatorToken });
  const [done] = await Promise.all([rebuild(), customers(5)]);
  expect(done).toMatchObject({ code: 0, error: '' });
  expect(done.out).toMatch(/Made anew: the facts of \d+ conversations\.\n$/u);
  expect(await offered()).toBe(17);
  const after = await facts();
  const ids = new Set(before.map(({ conversation_id }) => conversation_id));
  expect(after.filter(({ conversation_id }) => ids.has(conversation_id))).toHaveLength(12);
  expect(after).toHaveLength(17);

  // Its line is on the trail, and with --json there is nothing else.
  const again = await rebuild('--json');
  expect(JSON.parse(again.out)).toEqual({ facts: 17 });
  const trail = await hub.hub.database.kysely
    .selectFrom('audit')
    .select('event')
    .where('event', '=', 'admin.reports.rebuild')
    .execute();
  expect(trail).toHaveLength(2);
  await removeOperator(join(folder, 'hub'), operatorToken);
});

test('[E3] on the records of a hub that does not run', async () => {
  await customers(4);
  await offered();
  await hub.hub.stop();
  const database = await openDatabase(join(folder, 'hub.sqlite'));
  const before = await facts(database);
  await database.kysely.deleteFrom('report_fact').execute();
  await database.close();
  expect(await rebuild('--json')).toMatchObject({
    code: 0,
    out: `${JSON.stringify({ facts: 4 }, null, 2)}\n`,
  });
  const opened = await openDatabase(join(folder, 'hub.sqlite'));
  expect(await facts(opened)).toEqual(before);
  await opened.close();
});

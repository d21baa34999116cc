import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HeldClock, heldClock } from '../support/held-clock.ts';
import {
  type DeskClient,
  deskClient,
  say,
  startTestHub,
  type TestHub,
  testPeople,
  visitorClient,
} from '../support/hub.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { haveRules, watching } from '../support/watch.ts';

/** Alert rules on two nodes on one PostgreSQL: each alert is there once, and each desk is told once. */

const tom = {
  name: 'Tom',
  email: 'tom@example.test',
  password: 'correct horse tom',
  role: 'supervisor',
} as const;

let postgres: TestPostgres;
let clock: HeldClock;
let nodes: readonly [TestHub, TestHub];
let sue: DeskClient;
let tomsDesk: DeskClient;

beforeAll(async () => {
  postgres = await startPostgres();
  clock = heldClock();
  const database = await postgres.newDatabase();
  nodes = [await startTestHub({ database, clock }), await startTestHub({ database, clock })];
  await nodes[0].hub.people.create(tom);
  sue = await deskClient(nodes[0].url, testPeople.sue);
  tomsDesk = await deskClient(nodes[1].url, tom);
});
afterAll(async () => {
  for (const node of nodes) await node.stop();
  await postgres.stop();
});

/** Seconds go by until it is so. */
const passUntil = (isSo: () => Promise<boolean> | boolean) =>
  expect
    .poll(async () => {
      clock.leap(1000);
      await sue.get('watch.open', {});
      await tomsDesk.get('watch.open', {});
      return isSo();
    })
    .toBe(true);

test('[E5] on two nodes: one alert, each desk told once; acknowledged on the one it is so on the other', async () => {
  const waits = watching({ kind: 'waiting', over: 30, worse: null });
  const says = watching({ kind: 'customer_words', words: ['投诉'] });
  await haveRules(nodes[0].hub, waits, says);
  await passUntil(() => nodes[1].hub.watch.rules.current().version === 1);
  await passUntil(() => sue.news('watch_rules').length > 0 && tomsDesk.news('watch_rules').length > 0);
  const visitor = await visitorClient(nodes[1].url);
  await say(visitor, '我要投诉');
  clock.leap(31_000);
  const both = (desk: DeskClient) =>
    new Set(desk.news('watch_call').flatMap(({ alerts }) => alerts.map(({ id }) => id))).size === 2;
  await passUntil(() => both(sue) && both(tomsDesk));
  for (let s = 0; s < 20; s += 1) {
    clock.leap(1000);
    await sue.get('watch.open', {});
  }
  const { alerts } = await sue.get('watch.open', {});
  expect(alerts.map(({ rule, count }) => `${rule.kind} ${count}`).sort()).toEqual([
    'customer_words 1',
    'waiting 1',
  ]);
  for (const desk of [sue, tomsDesk]) expect(desk.news('watch_call')).toHaveLength(2);

  const alertId = alerts[0]?.id ?? '';
  const answers = await Promise.all([
    sue.ask('watch.acknowledge', { alertId, note: null }),
    tomsDesk.ask('watch.acknowledge', { alertId, note: null }),
  ]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  const first = answers[0]?.ok ? 'Sue' : 'Tom';
  const knows = (desk: DeskClient) =>
    desk
      .news('watch')
      .some((news) => news.alerts.some((one) => one.id === alertId && one.acknowledged?.by.name === first));
  await passUntil(() => knows(sue) && knows(tomsDesk));
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import type { WatchRule } from '#shared/domain/watch/rule.ts';
import { adminAs } from '../support/admin.ts';
import { type HeldClock, heldClock } from '../support/held-clock.ts';
import {
  type DeskClient,
  deskClient,
  say,
  signIn,
  startTestHub,
  type TestHub,
  testPeople,
  visitorClient,
} from '../support/hub.ts';
import { haveRules, watching } from '../support/watch.ts';

/** A rule that is tried (E5): what it says of the past is what the hub has raised in that past, by sockets. */

const adam = {
  name: 'Adam',
  email: 'adam@example.test',
  password: 'correct horse adam',
  role: 'admin',
} as const;

let hub: TestHub;
let clock: HeldClock;
let sue: DeskClient;

beforeEach(async () => {
  clock = heldClock();
  hub = await startTestHub({ clock });
  await hub.hub.people.create(adam);
  sue = await deskClient(hub.url, testPeople.sue);
});
afterEach(() => hub.stop());

async function pass(seconds: number): Promise<void> {
  for (let s = 0; s < seconds; s += 5) {
    clock.leap(5000);
    await sue.get('watch.open', {});
    await sue.get('watch.open', {});
  }
}

/** How many alerts of each rule there have been. */
async function raised(rules: readonly WatchRule[]): Promise<number[]> {
  const past = await sue.get('watch.past', { before: null, limit: 100 });
  const all = [...(await sue.get('watch.open', {})).alerts, ...past.alerts];
  return rules.map(({ id }) => all.filter(({ rule }) => rule.id === id).length);
}

test('[E5] every kind of rule, tried afterwards, would have raised what it has raised', async () => {
  const rules = [
    watching({ kind: 'waiting', over: 30, worse: null }),
    watching({ kind: 'agent_silent', over: 20, worse: null }),
    watching({ kind: 'customer_silent', over: 20, worse: null }),
    watching({ kind: 'customer_words', words: ['投诉'] }),
    watching({ kind: 'agent_words', words: ['stupid'] }),
    watching({ kind: 'queue', over: 1, clear: 0, worse: null }),
    watching({ kind: 'away', status: 'away', over: 20, worse: null }),
  ] as const;
  await haveRules(hub.hub, ...rules);
  const visitors = await Promise.all([1, 2, 3].map(() => visitorClient(hub.url)));
  const said = [];
  for (const visitor of visitors) said.push(await say(visitor, '我要投 诉'));
  await pass(45);
  const ann = await deskClient(hub.url, testPeople.ann);
  for (const { conversationId } of said)
    await ann.until(
      'entry',
      ({ entry }) => entry.body.kind === 'assigned' && entry.conversationId === conversationId,
    );
  await pass(30);
  const [first] = said;
  await ann.get('message.send', {
    conversationId: first?.conversationId ?? '',
    key: crypto.randomUUID(),
    text: 'that is a stupid question',
  });
  await pass(30);
  // A second word in the same conversation counts on with the first.
  await say(visitors[1] as (typeof visitors)[number], '投诉!');
  await ann.get('status.set', { status: 'away', reason: null });
  await pass(30);

  await expect
    .poll(async () => {
      await pass(1);
      return raised(rules);
    })
    .toEqual([3, 3, 1, 3, 1, 1, 1]);

  const call = await adminAs(hub.url, (await signIn(hub.url, adam)).token);
  const tried = [];
  for (const rule of rules) tried.push(await call('watch.try', { rule }));
  expect(tried.map((one) => one.raised)).toEqual([3, 3, 1, 3, 1, 1, 1]);
  expect(tried.map((one) => one.subjects)).toEqual([3, 3, 1, 3, 1, 1, 1]);
  for (const { from, to } of tried) expect(to).toBeGreaterThan(from);

  // Other marks, other groups, and what has not been in force: nothing of it is kept.
  const [waiting] = rules;
  const longer = { ...waiting, when: { ...waiting.when, over: 300 } };
  expect(await call('watch.try', { rule: longer })).toMatchObject({ raised: 0, subjects: 0 });
  const elsewhere = { ...waiting, groups: [crypto.randomUUID()] };
  expect(await call('watch.try', { rule: elsewhere })).toMatchObject({ raised: 0 });
  expect((await call('watch.read', null)).rules.rules.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
  ann.close();
});

test('[E5] a house that is new says that there is nothing to try it on', async () => {
  const call = await adminAs(hub.url, (await signIn(hub.url, adam)).token);
  for (const rule of [
    watching({ kind: 'rating', atMost: 2 }),
    watching({ kind: 'service_level', below: 70, clear: 80, minutes: 60, least: 1, worse: null }),
  ]) {
    const { from, to, ...rest } = await call('watch.try', { rule });
    expect([to - from, rest]).toEqual([0, { raised: 0, subjects: 0 }]);
  }
});

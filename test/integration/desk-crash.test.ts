import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import {
  type DeskClient,
  deskClient,
  say,
  startTestHub,
  type TestHub,
  testPeople,
  type VisitorClient,
  visitorClient,
} from '../support/hub.ts';
import { type Life, startLife } from './desk-crash/life.ts';
import { type CrashPlan, sayPlan } from './desk-crash/plan.ts';
import { newFolder, removeFolder } from './desk-support.ts';

/**
 * A desk that dies by SIGKILL between any two steps of a message's way, its own and a customer's: kept,
 * under way, with the hub, acknowledged, here. One desk, one folder, one life after the other.
 */

const unlimited = { points: 1_000_000, duration: 10_000 };
const { email, password } = testPeople.ann;
const device = randomUUID();

let hub: TestHub;
let dir: string;
let visitor: VisitorClient;
let supervisor: DeskClient;
let conversationId: string;
let life: Life | null = null;

beforeAll(async () => {
  hub = await startTestHub({
    limits: { visitorMessages: unlimited, visitorEvents: unlimited, addressMessages: unlimited },
  });
  dir = await newFolder();
  supervisor = await deskClient(hub.url, testPeople.sue);
});
afterAll(async () => {
  await life?.kill();
  visitor.close();
  supervisor.close();
  await hub.stop();
  await removeFolder(dir);
});

/** The first life: signs in, and hears of the conversation. */
async function begin(plan: CrashPlan): Promise<Life> {
  const first = startLife(dir, device, plan);
  await first.signIn({ hub: hub.url, email, password });
  await first.connected();
  visitor = await visitorClient(hub.url);
  conversationId = (await say(visitor, 'first')).conversationId;
  await first.arrived();
  return first;
}

/** All that the hub has of the conversation. */
async function atHub() {
  const limit = 500;
  const page = await supervisor.get('conversation.pull', { conversationId, after: 0, before: null, limit });
  return page.entries;
}

const step = (call: string, nth = 1): CrashPlan[] => [
  { call, when: 'before', nth },
  { call, when: 'after', nth },
];
const plans: readonly CrashPlan[] = [
  ...step('setDraft'),
  ...step('send'),
  ...step('send', 3),
  ...step('setJob sending'),
  ...step('setJob sending', 2),
  ...step('acknowledge'),
  ...step('acknowledge', 3),
  ...step('apply'),
  ...step('apply', 2),
  ...step('apply', 3),
];

test.each(plans.map((plan, n) => [sayPlan(plan), plan, plans[n + 1] ?? null] as const))(
  '[P3] [P6] [P7] killed %s: nothing lost, nothing twice, in order',
  async (name, plan, nextPlan) => {
    if (life === null) life = await begin(plan);
    const written = ['one', 'two', 'three'].map((text) => ({ key: newId(), text: `${name}: ${text}` }));
    const kept: string[] = [];
    await life.arm();
    // The draft is what is sent first: until it is kept as a message it must not be gone as a draft.
    const draft = written[0]!.text;
    const isDraftKept = await told(life.call('conversations.setDraft', { conversationId, text: draft }));
    const sends = written.map(async ({ key, text }) => {
      if (await told(life!.call('conversations.send', { conversationId, key, text }))) kept.push(key);
    });
    const says = ['a', 'b'].map((text) => say(visitor, `${name}: ${text}`));
    await Promise.all([...sends, ...says]);
    expect(await life.over).toBe('SIGKILL');

    life = startLife(dir, device, nextPlan);
    await life.connected();
    await life.settled();
    const { row } = await life.call('conversations.open', { conversationId, limit: 1 });
    const entries = await atHub();
    const mine = entries.flatMap(({ key, author }) => (author.kind === 'agent' && key !== null ? [key] : []));
    // Whatever a person was told is kept stands there once, in the order it was written.
    expect(mine.filter((key) => kept.includes(key))).toEqual(
      written.map(({ key }) => key).filter((key) => kept.includes(key)),
    );
    expect(new Set(mine).size).toBe(mine.length);
    if (isDraftKept) expect(row.draft === draft || mine.includes(written[0]!.key)).toBe(true);
    // And the desk has what the hub has.
    const ids = entries.map((entry) => entry.id);
    await life.holds(conversationId, ids.length);
    expect((await life.transcript(conversationId)).map((entry) => entry.id)).toEqual(ids);
    expect(entries.map((entry) => entry.seq)).toEqual(ids.map((_, n) => n + 1));
    const after = await life.call('conversations.open', { conversationId, limit: 1 });
    expect(after.outgoing).toEqual([]);
  },
  30_000,
);

/** Whether it was answered; the process may die before. */
async function told(asked: Promise<unknown>): Promise<boolean> {
  return asked.then(
    () => true,
    () => false,
  );
}

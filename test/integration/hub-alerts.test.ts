import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AlertLine } from '#shared/protocol/alerts.ts';
import { type HeldClock, heldClock } from '../support/held-clock.ts';
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

/** The hub's rungs of the ladder (P18), with the house's usual times. Time passes only where the tests say so. */

let hub: TestHub;
let clock: HeldClock;
let ann: DeskClient;
let ben: DeskClient;
let sue: DeskClient;
let visitor: VisitorClient;
let conversationId: string;
let since: number;

beforeEach(async () => {
  clock = heldClock();
  hub = await startTestHub({ clock });
  ann = await deskClient(hub.url, testPeople.ann);
  visitor = await visitorClient(hub.url);
  ({ conversationId } = await say(visitor, 'hello'));
  await ann.until('entry', ({ entry }) => entry.body.kind === 'assigned');
  since = (await rowOf()).waitingSince ?? 0;
  [ben, sue] = await Promise.all([deskClient(hub.url, testPeople.ben), deskClient(hub.url, testPeople.sue)]);
});
afterEach(() => hub.stop());

async function rowOf() {
  const pulled = await ann.get('conversation.pull', { conversationId, after: 0, before: null, limit: 1 });
  return pulled.conversation;
}

/** Second by second: as long as a line is there its lease is renewed. What a look began is over when both have asked again. */
async function pass(seconds: number): Promise<void> {
  for (let s = 0; s < seconds; s += 5) {
    clock.leap(5000);
    await sue.get('alerts.open', {});
    await ann.get('alerts.open', {});
  }
}

const ledger = async (): Promise<string[]> => {
  const { lines } = await sue.get('alerts.pull', { conversationId });
  return lines.map(lineText);
};
const lineText = ({ rung, what, person, at }: AlertLine) =>
  `${Math.round((at - since) / 1000)} ${rung} ${what}${person === null ? '' : ` ${person.name}`}`;
const until = (line: string) =>
  expect.poll(async () => (await ledger()).map((l) => l.replace(/^\d+ /, ''))).toContain(line);

test('[P18] a customer whom nobody looks at: colleagues hear after 120 s, supervisors after 240 s, each once', async () => {
  await pass(115);
  expect(ben.news('alert')).toEqual([]);
  await pass(10);
  await ben.until('alert');
  await until('colleague told Ben');
  expect(ben.news('alert')).toMatchObject([
    { conversationId, since, rung: 'colleague', agent: { name: 'Ann' }, customer: null },
  ]);
  expect([...ann.news('alert'), ...sue.news('alert')]).toEqual([]);
  await pass(125);
  await sue.until('alert', ({ rung }) => rung === 'supervisor');
  await pass(300);
  expect(ben.news('alert')).toHaveLength(1);
  expect(sue.news('alert')).toHaveLength(1);
  const lines = await ledger();
  expect(lines.map((line) => line.replace(/^\d+ /, ''))).toEqual([
    'colleague raised',
    'colleague told Ben',
    'supervisor raised',
    'supervisor told Sue',
  ]);
  const [colleague, , supervisor] = lines.map((line) => Number.parseInt(line, 10));
  expect(colleague).toBeGreaterThanOrEqual(120);
  expect(colleague).toBeLessThanOrEqual(130);
  expect(supervisor).toBeGreaterThanOrEqual(240);
  expect(supervisor).toBeLessThanOrEqual(250);
});

test('[P18] opening it ends the alert; what is written after that, and not looked at, counts from then', async () => {
  await pass(125);
  await ben.until('alert');
  const { lastSeq } = await rowOf();
  await ann.get('mark.set', { conversationId, seq: lastSeq });
  await pass(5);
  await ben.until('alert_over', (over) => over.since === since);
  await until('colleague opened Ann');
  await pass(300);
  expect(sue.news('alert')).toEqual([]);
  await say(visitor, 'hello??');
  await pass(110);
  expect(ben.news('alert')).toHaveLength(1);
  expect(sue.news('alert')).toEqual([]);
});

test('[P18] an answer ends it, by whomever; who was told hears so', async () => {
  await pass(125);
  await ben.until('alert');
  expect(await ben.get('alerts.open', {})).toMatchObject({ calls: [{ conversationId, since }] });
  await ann.get('message.send', { conversationId, key: crypto.randomUUID(), text: 'sorry!' });
  await pass(5);
  await ben.until('alert_over');
  await until('colleague answered Ann');
  expect(await ben.get('alerts.open', {})).toEqual({ calls: [] });
});

test('[P18] a restart of the hub forgets nothing and repeats nothing', async () => {
  await pass(125);
  await ben.until('alert');
  const before = await ledger();
  await hub.restart();
  [ann, ben, sue] = await Promise.all([
    deskClient(hub.url, testPeople.ann),
    deskClient(hub.url, testPeople.ben),
    deskClient(hub.url, testPeople.sue),
  ]);
  await pass(60);
  expect(ben.news('alert')).toEqual([]);
  expect(await ledger()).toEqual(before);
  // Who was told is told again what is open, when they ask.
  expect(await ben.get('alerts.open', {})).toMatchObject({ calls: [{ conversationId, rung: 'colleague' }] });
  await pass(70);
  await sue.until('alert', ({ rung }) => rung === 'supervisor');
  await ann.get('message.send', { conversationId, key: crypto.randomUUID(), text: 'here I am' });
  await pass(5);
  await ben.until('alert_over');
  await until('supervisor answered Ann');
});

test('[P18] where no colleague could hear of it, supervisors do in their place', async () => {
  await ben.get('status.set', { status: 'busy', reason: null });
  await pass(125);
  await sue.until('alert');
  expect(ben.news('alert')).toEqual([]);
  expect((await ledger()).map((line) => line.replace(/^\d+ /, ''))).toEqual([
    'colleague raised',
    'supervisor raised',
    'supervisor told Sue',
  ]);
});

test('[P18] what became of it at a desk is in the ledger, of one’s own alone, and once', async () => {
  const report = { conversationId, since, rung: 'toast', what: 'shown', ago: 2000 } as const;
  expect(await ann.ask('alert.report', report)).toMatchObject({ ok: true });
  expect(await ann.ask('alert.report', { ...report, ago: 0 })).toMatchObject({ ok: true });
  for (const other of [ben, sue])
    expect(await other.ask('alert.report', report)).toMatchObject({
      ok: false,
      error: { code: 'not_found' },
    });
  const ofBen = { ...report, rung: 'colleague' } as const;
  expect(await ben.ask('alert.report', ofBen)).toMatchObject({ ok: false });
  await pass(125);
  await ben.until('alert');
  expect(await ben.ask('alert.report', ofBen)).toMatchObject({ ok: true });
  expect(await ben.ask('alerts.pull', { conversationId })).toMatchObject({ error: { code: 'not_found' } });
  const lines = await ledger();
  expect(lines.filter((line) => line.endsWith('toast shown Ann'))).toHaveLength(1);
  expect(lines.at(-1)).toMatch(/colleague shown Ben$/);
});

import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { systemClock } from '../../src/hub/platform/clock.ts';
import {
  type DeskClient,
  deskClient,
  say,
  testPeople,
  type VisitorClient,
  visitorClient,
  type WholeNews,
} from '../support/hub.ts';
import { type RoutingHouse, routingHouse } from '../support/routing-house.ts';
import { startLife } from './desk-crash/life.ts';
import { newFolder, removeFolder } from './desk-support.ts';

/** What several do at the same moment, and what happens when one of them is gone. Real sockets, real processes. */

let house: RoutingHouse;
afterEach(() => house.stop());

const unlimited = { points: 1_000_000, duration: 10_000 };
const limits = {
  visitorMessages: unlimited,
  visitorEvents: unlimited,
  addressMessages: unlimited,
  deskEvents: unlimited,
  registrations: unlimited,
};
const atOnce = 20;
const races = 1000;

type Answered = Awaited<ReturnType<DeskClient['ask']>>;
const body = (n: WholeNews) => n.entry.body as { kind: string; to?: { name: string } | null };
/** The last row that a desk was told of each conversation. */
function rowsOf(desk: DeskClient): Map<string, WholeNews['conversation']> {
  return new Map(desk.news('entry').map(({ conversation }) => [conversation.id, conversation]));
}

test(`[P12] two agents take one conversation at the same moment, ${races} times: one wins, the other is told who`, async () => {
  house = await routingHouse({ limits });
  const desks = {
    Ann: await deskClient(house.url, testPeople.ann),
    Ben: await deskClient(house.url, testPeople.ben),
  };
  const sue = await deskClient(house.url, testPeople.sue);
  const visitors: VisitorClient[] = [];
  while (visitors.length < atOnce) visitors.push(await visitorClient(house.url));
  for (const desk of Object.values(desks)) await desk.get('status.set', { status: 'busy', reason: null });
  const wins: Record<string, number> = { Ann: 0, Ben: 0 };
  let told = 0;

  const race = async (ways: readonly ['conversation.take' | 'offer.accept', 'conversation.take']) => {
    const ids = await Promise.all(visitors.map(async (one) => (await say(one, 'hello')).conversationId));
    const ready = ways[0] === 'offer.accept' ? 'offered' : 'routed';
    for (const id of ids)
      await sue.until('entry', (n) => n.entry.conversationId === id && body(n).kind === ready);
    const rows = rowsOf(sue);
    await Promise.all(
      ids.map(async (conversationId, n) => {
        const version = rows.get(conversationId)?.version ?? 0;
        const asked = () => ({ conversationId, key: newId(), version });
        const both = [
          { name: 'Ann', take: () => desks.Ann.ask(ways[0], asked()) },
          { name: 'Ben', take: () => desks.Ben.ask(ways[1], asked()) },
        ];
        // Of two lines the hub reads the same one first each time: the other has a turn of the loop ahead, now and then.
        if (n % 2 === 1) both.reverse();
        const [first, second] = both.map(({ take }) => take) as [
          () => Promise<Answered>,
          () => Promise<Answered>,
        ];
        const asking = first();
        if (n % 2 === 1) await turn();
        const answers = await Promise.all([asking, second()]);
        const [winner, loser] = answers[0]?.ok ? [0, 1] : [1, 0];
        expect(answers[winner]).toMatchObject({ ok: true, value: { conversationId } });
        const { name } = both[winner] ?? { name: '' };
        expect(answers[loser]).toEqual({ ok: false, error: { code: 'taken', owner: name } });
        wins[name] = (wins[name] ?? 0) + 1;
        told += 1;
        const done = await sue.until(
          'entry',
          (one) => one.entry.conversationId === conversationId && body(one).kind === 'assigned',
        );
        expect(body(done).to?.name).toBe(name);
        const close = { conversationId, key: newId(), version: done.conversation.version };
        await desks[name as 'Ann' | 'Ben'].get('conversation.close', close);
      }),
    );
  };

  for (let n = 0; n < races - 200; n += atOnce) await race(['conversation.take', 'conversation.take']);
  // And who is asked by routing against who takes it by hand.
  await house.group({ offerFor: 60_000 });
  await desks.Ann.get('status.set', { status: 'online', reason: null });
  for (let n = 0; n < 200; n += atOnce) await race(['offer.accept', 'conversation.take']);

  expect(told).toBe(races);
  const { assigned } = await house.hub.database.kysely
    .selectFrom('entry')
    .select((e) => e.fn.countAll<number>().as('assigned'))
    .where('kind', '=', 'assigned')
    .executeTakeFirstOrThrow();
  expect(assigned).toBe(races);
  expect(Math.min(wins.Ann ?? 0, wins.Ben ?? 0)).toBeGreaterThan(0);
  process.stdout.write(
    `[P12] ${races} times two at once: Ann ${wins.Ann}, Ben ${wins.Ben}; ${told} were told who has it\n`,
  );
}, 120_000);

test('[P13] an agent’s app is killed: the customer is told, and somebody else has them within lease + 5 s', async () => {
  const leaseTime = 3000;
  // Real time: what is promised is seconds.
  house = await routingHouse({ leaseTime, clock: systemClock });
  const folder = await newFolder();
  const life = startLife(folder, randomUUID(), null);
  try {
    const { email, password } = testPeople.ann;
    await life.signIn({ hub: house.url, email, password });
    await life.connected();
    const visitor = await visitorClient(house.url);
    const { conversationId } = await say(visitor, 'hello');
    await life.arrived();
    await visitor.until('entry', (n) => n.conversation.agent === 'Ann');
    const ben = await deskClient(house.url, testPeople.ben);

    const from = performance.now();
    await life.kill();
    const gone = (n: { entry: { body: { kind: string } }; conversation: { agent: string | null } }) =>
      n.entry.body.kind === 'assigned' && n.conversation.agent === null;
    await visitor.until('entry', gone);
    const told = performance.now() - from;
    await ben.until('entry', (n) => n.entry.conversationId === conversationId && body(n).to?.name === 'Ben');
    const had = performance.now() - from;
    await visitor.until('entry', (n) => n.conversation.agent === 'Ben');
    expect(told).toBeLessThan(leaseTime + 5000);
    expect(had).toBeLessThan(leaseTime + 5000);
    process.stdout.write(
      `[P13] app killed: the customer told after ${Math.round(told)} ms, with the next agent after ` +
        `${Math.round(had)} ms of ${leaseTime + 5000} (lease ${leaseTime} ms)\n`,
    );
  } finally {
    await life.kill();
    await removeFolder(folder);
  }
});

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Me } from '#shared/protocol/handshake.ts';
import { type Committed, createConversations, createStanding } from '../../src/hub/conversations/index.ts';
import { createProfiles } from '../../src/hub/people/index.ts';
import { openDatabase } from '../../src/hub/platform/database/index.ts';
import { createLog } from '../../src/hub/platform/log/index.ts';
import { createPlans, createRouting } from '../../src/hub/routing/index.ts';
import { openStore, places, type Store } from './stores.ts';
import { from } from './writes.ts';

/** Several nodes route at once on one PostgreSQL, which is all they know of each other. */

const quiet = createLog({ write: () => undefined });
const capacity = 3;
const postgres = places.find(({ name }) => name === 'PostgreSQL');
if (postgres === undefined) throw new Error('no PostgreSQL');

let place: Awaited<ReturnType<typeof postgres.open>>;
let store: Store;
let agents: Me[];
const ends: (() => Promise<void>)[] = [];

beforeAll(async () => {
  place = await postgres.open();
});
afterAll(() => place.close());
beforeEach(async () => {
  store = await openStore(await place.location());
  agents = await Promise.all(['Ann', 'Ben', 'Cho'].map((name) => store.person(name)));
});
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
  await store.close();
});

/** A node of its own, on connections of its own, to which every agent has a desk. */
async function startNode(committed: Committed[]) {
  const database = await openDatabase(store.location);
  const clock = { now: Date.now, every: () => () => undefined };
  const { workspace } = store;
  const common = { database, workspaceId: workspace.id, clock, log: quiet };
  const plans = await createPlans({ database, workspace, clock });
  const routing = await createRouting({
    ...common,
    plans,
    profiles: createProfiles(database, workspace.id),
    standing: createStanding(database, workspace.id, clock),
    write: (write) => conversations.write(write),
    tellDesks: () => undefined,
  });
  const conversations = createConversations({
    ...common,
    house: routing.house,
    onCommitted: (all) => {
      committed.push(...all);
      routing.committed(all);
    },
    onMark: () => undefined,
  });
  ends.push(async () => {
    await Promise.all([routing.stop(), conversations.drain()]);
    await database.close();
  });
  await routing.begin();
  for (const agent of agents) routing.joined(agent);
  return { routing, conversations, plans };
}

test('[P12] two nodes that give to the same agents at once give each conversation once, and nobody too much', async () => {
  const committed: Committed[] = [];
  const nodes = [await startNode(committed), await startNode(committed)] as const;
  const { version, plan } = nodes[0].plans.current();
  const settings = { ...plan.settings, capacity };
  await nodes[0].plans.save(version, { ...plan, settings }, 'test');
  await nodes[1].plans.look();

  const visitors = await Promise.all(Array.from({ length: 40 }, () => store.visitor()));
  await Promise.all(
    visitors.map((visitor, n) => nodes[n % 2 === 0 ? 0 : 1].conversations.write(from(visitor))),
  );
  const rows = async () => {
    const held = await createStanding(store.database, store.workspace.id, {
      now: Date.now,
      every: () => () => undefined,
    }).all();
    return held.map(({ conversation }) => conversation);
  };
  const look = async () => {
    for (const { routing } of nodes) {
      routing.foreign();
      await routing.look();
    }
    const all = await rows();
    return all.every(({ group }) => group !== null) && all.filter(({ agent }) => agent !== null).length;
  };
  await expect.poll(look, { timeout: 15_000 }).toBeGreaterThanOrEqual(agents.length * capacity);
  // Both have heard of everything, and want nothing more.
  for (let n = 0; n < 3; n += 1) await look();

  const active = (await rows()).filter(({ status }) => status === 'active');
  for (const { id } of agents) expect(active.filter(({ agent }) => agent?.id === id)).toHaveLength(capacity);
  // Each was said to be somebody's queue once, and given once.
  const kinds = (kind: string) =>
    committed.filter(({ entry }) => entry.body.kind === kind).map(({ entry }) => entry.conversationId);
  expect(new Set(kinds('routed')).size).toBe(40);
  expect(kinds('routed')).toHaveLength(40);
  expect(new Set(kinds('assigned')).size).toBe(kinds('assigned').length);

  // And at no moment had anybody more: as the feed has it.
  const has = new Map<string, number>();
  for (const { entry } of [...committed].sort((a, b) => a.entry.feedSeq - b.entry.feedSeq)) {
    if (entry.body.kind !== 'assigned' || entry.body.to === null) continue;
    const { id } = entry.body.to;
    has.set(id, (has.get(id) ?? 0) + 1);
    expect(has.get(id)).toBeLessThanOrEqual(capacity);
  }
});

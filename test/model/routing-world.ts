import type { Conversation, Visitor } from '#shared/domain/conversation.ts';
import { newId } from '#shared/domain/key.ts';
import type { RoutingPlan } from '#shared/domain/routing/plan.ts';
import { type RoutingProfile, usualProfile } from '#shared/domain/routing/profile.ts';
import type { AgentStatus } from '#shared/domain/routing/status.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import { type Committed, createConversations, createStanding } from '../../src/hub/conversations/index.ts';
import { createProfiles } from '../../src/hub/people/index.ts';
import type { Database } from '../../src/hub/platform/database/index.ts';
import { createLog } from '../../src/hub/platform/log/index.ts';
import { createFront, createPlans, createRouting, type Plans } from '../../src/hub/routing/index.ts';

/** How long who is away keeps what they have, as in a real hub. */
export const leaseTime = 90_000;

export type World = Awaited<ReturnType<typeof createWorld>>;

/** A house whose hub can die at any moment, on a real database, with time in the hands of the test. */
export async function createWorld(shared: Database, first: (plan: RoutingPlan) => RoutingPlan) {
  let now = 1_700_000_000_000;
  let pending = 0;
  let life = 0;
  const faults: string[] = [];
  const listeners: ((committed: readonly Committed[]) => void)[] = [];
  const statuses = new Map<string, AgentStatus>();
  const workspaceId = newId();
  const people = [
    ...['Ann', 'Ben', 'Cho', 'Dee'].map((name) => person(name, 'agent')),
    person('Sue', 'supervisor'),
  ];
  const visitors = Array.from(
    { length: 6 },
    (_, n): Visitor => ({
      id: newId(),
      name: null,
      locale: n % 2 === 0 ? 'en' : 'zh-CN',
    }),
  );
  const profiles = new Map(people.map(({ id }) => [id, usualProfile]));
  /** How many desks each has connected. */
  const desks = new Map<string, number>();
  /** Since when they have none; who was never there has gone at the beginning. */
  const away = new Map(people.map(({ id }) => [id, now]));
  await insert(shared, workspaceId, people, visitors);

  /** What a hub that has died still had in its hands never comes to an end. */
  const databaseOf = (mine: number): Database => ({
    ...shared,
    transaction: async (run) => {
      if (mine !== life) return new Promise<never>(() => undefined);
      pending += 1;
      try {
        return await shared.transaction(run);
      } finally {
        pending -= 1;
      }
    },
  });
  const log = createLog({ write: (line) => void faults.push(`log: ${line}`) }, 'error');
  const clock = { now: () => now, every: () => () => undefined };
  const start = () => {
    life += 1;
    const mine = life;
    return startHub({
      database: databaseOf(mine),
      workspaceId,
      clock,
      log,
      onCommitted: (all) => {
        for (const listener of listeners) listener(all);
      },
      onStatus: (personId, status) => void (mine === life && statuses.set(personId, status)),
    });
  };
  let hub = await start();
  await hub.plans.save(hub.plans.current().version, first(hub.plans.current().plan), 'test');

  /** Until nothing is on its way any more. */
  const settle = async () => {
    for (let quiet = 0; quiet < 4; quiet = pending === 0 ? quiet + 1 : 0)
      await new Promise((resolve) => setImmediate(resolve));
  };
  let renewedAt = now;
  const tick = async () => {
    if (now - renewedAt >= hub.routing.renewInterval) {
      renewedAt = now;
      hub.routing.renew();
      await settle();
    }
    await Promise.all([hub.routing.look(), hub.front.look(), hub.plans.look()]);
    await settle();
  };
  await settle();

  return {
    workspaceId,
    database: shared,
    people,
    agents: people.filter(({ role }) => role === 'agent'),
    visitors,
    profiles,
    desks,
    statuses,
    /** Told of every commit when it is, in the order of the feed. */
    onCommitted: (listener: (committed: readonly Committed[]) => void) => void listeners.push(listener),
    faults,
    now: () => now,
    awaySince: (id: string): number | null => away.get(id) ?? null,
    hub: () => hub,
    settle,
    /** As a second passes in a hub: also when many have. */
    tick,
    /** So many milliseconds, looked at in between as often as a lease has to be renewed. */
    pass: async (milliseconds: number) => {
      const end = now + milliseconds;
      while (now < end) {
        now = Math.min(end, now + Math.min(10_000, Math.max(1000, milliseconds / 4)));
        await tick();
      }
    },
    setProfile: async (id: string, profile: RoutingProfile) => {
      profiles.set(id, profile);
      await hub.profiles.setProfile(id, profile);
      await settle();
    },
    connect: async (me: Me) => {
      desks.set(me.id, (desks.get(me.id) ?? 0) + 1);
      away.delete(me.id);
      hub.routing.joined(me);
      await settle();
    },
    disconnect: async (me: Me) => {
      const count = desks.get(me.id) ?? 0;
      if (count === 0) return;
      desks.set(me.id, count - 1);
      if (count === 1) away.set(me.id, now);
      hub.routing.left(me);
      await settle();
    },
    /** As when the power goes: another begins on what is on disk, and desks come back or do not. */
    restart: async (stay: (me: Me) => boolean) => {
      life += 1;
      await hub.abandon();
      while (pending > 0) await new Promise((resolve) => setImmediate(resolve));
      hub = await start();
      for (const me of people) {
        const count = desks.get(me.id) ?? 0;
        desks.set(me.id, stay(me) ? count : 0);
        // Whoever holds something has the whole time from the start.
        if ((desks.get(me.id) ?? 0) === 0) away.set(me.id, now);
        for (let n = 0; n < (desks.get(me.id) ?? 0); n += 1) hub.routing.joined(me);
      }
      await settle();
    },
    rows: async (): Promise<Conversation[]> => {
      const held = await hub.standing.all();
      return held.map(({ conversation }) => conversation);
    },
    end: async () => {
      life += 1;
      await hub.abandon();
      while (pending > 0) await new Promise((resolve) => setImmediate(resolve));
      await shared.kysely
        .updateTable('conversation')
        .set({ status: 'closed', wrap_up_until: null, offer: null, offer_to: null, offer_until: null })
        .where('workspace_id', '=', workspaceId)
        .execute();
    },
  };
}

/** Records and routing as `src/hub/hub.ts` wires them, without sockets. */
async function startHub(options: {
  readonly database: Database;
  readonly workspaceId: string;
  readonly clock: { readonly now: () => number; readonly every: () => () => void };
  readonly log: ReturnType<typeof createLog>;
  readonly onCommitted: (committed: readonly Committed[]) => void;
  readonly onStatus: (personId: string, status: AgentStatus) => void;
}) {
  const { database, workspaceId, clock, onCommitted, onStatus } = options;
  const profiles = createProfiles(database, workspaceId);
  const standing = createStanding(database, workspaceId, clock);
  const plans: Plans = await createPlans({ database, workspace: { id: workspaceId, name: 'Model' }, clock });
  const routing = await createRouting({
    ...options,
    plans,
    profiles,
    standing,
    leaseTime,
    write: (write) => conversations.write(write),
    tellDesks: ([room], event, news) => {
      if (event === 'status') onStatus((room ?? '').slice('person:'.length), news as AgentStatus);
    },
  });
  const conversations = createConversations({
    ...options,
    house: routing.house,
    onCommitted: (committed) => {
      onCommitted(committed);
      routing.committed(committed);
    },
    onMark: () => undefined,
  });
  const front = await createFront({
    ...options,
    routing,
    plans,
    isVisitorHere: () => true,
    tellDesks: () => undefined,
    tellVisitors: () => undefined,
    move: () => undefined,
  });
  await routing.begin();
  return {
    plans,
    profiles,
    standing,
    routing,
    front,
    conversations,
    /** It is dead: nothing of it does anything any more. */
    abandon: async () => {
      front.stop();
      // What it waits for never comes.
      void routing.stop();
    },
  };
}

function person(name: string, role: Me['role']): Me {
  const id = newId();
  return { id, name, role, email: `${id}@example.test` };
}

async function insert(
  { kysely }: Database,
  workspaceId: string,
  people: readonly Me[],
  visitors: readonly Visitor[],
): Promise<void> {
  const created_at = 1_600_000_000_000;
  // An SQLite file has one feed: each workspace goes on where the last one ended.
  const { head } = await kysely
    .selectFrom('entry')
    .select((e) => e.fn.coalesce(e.fn.max('feed_seq'), e.lit(0)).as('head'))
    .executeTakeFirstOrThrow();
  const none = { hotline: null, contact_email: null, contact_form: null };
  await kysely
    .insertInto('workspace')
    .values({
      id: workspaceId,
      name: 'Model',
      epoch: newId(),
      feed_head: head,
      feed_oldest: head,
      created_at,
      ...none,
    })
    .execute();
  await kysely
    .insertInto('person')
    .values(people.map((one) => ({ ...one, workspace_id: workspaceId, password_hash: '', created_at })))
    .execute();
  await kysely
    .insertInto('visitor')
    .values(
      visitors.map(({ id, name, locale }) => ({
        id,
        name,
        locale,
        workspace_id: workspaceId,
        token_hash: id,
        origin: 'https://shop.example.test',
        created_at,
      })),
    )
    .execute();
}

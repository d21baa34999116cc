import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Visitor } from '#shared/domain/conversation.ts';
import type { GroupRef } from '#shared/domain/entry.ts';
import { newId } from '#shared/domain/key.ts';
import { defaultPlan } from '#shared/domain/routing/default-plan.ts';
import type { Group, RoutingPlan } from '#shared/domain/routing/plan.ts';
import type { Answer } from '#shared/protocol/errors.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import { type Database, openDatabase } from '../../src/hub/platform/database/index.ts';

/** What somebody asked of the hub, and what it answered, whether that arrived or not. */
export type Asked = {
  /** Id of the person or visitor. */
  readonly by: string;
  readonly event: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly answer: Answer<Readonly<Record<string, unknown>>>;
  /** The feed's end when it came, and when it was answered: the decision was made in between. */
  readonly from: number;
  to: number;
  readonly at: number;
  readonly until: number;
};

/** What outlives a hub: its database, the people, and the record of what was asked. */
export type House = {
  readonly database: Database;
  readonly workspaceId: string;
  readonly people: readonly Me[];
  readonly groups: readonly GroupRef[];
  readonly visitors: readonly {
    readonly visitor: Visitor;
    readonly token: string;
    readonly device: string;
  }[];
  readonly asked: Asked[];
  /** Asked of a hub that may have died before it answered. */
  readonly unanswered: Omit<Asked, 'answer' | 'to' | 'until'>[];
  /** What must never happen, whatever a schedule does. */
  readonly faults: string[];
  /** Where the feed of this workspace begins. */
  readonly feedStart: number;
  head: number;
  epoch: string;
};

/** Sales gives what waits at once; Care offers it, and there is something to wrap up. */
function somePlan() {
  const usual = defaultPlan(newId, 'en');
  const [general] = usual.groups;
  if (general === undefined) throw new Error('a plan without a group');
  const sales: Group = { ...general, name: 'Sales', stickyFor: 0 };
  const care: Group = {
    ...sales,
    id: newId(),
    name: 'Care',
    publicName: 'Help',
    offerFor: 20_000,
    wrapUpFor: 60_000,
  };
  return {
    plan: { ...usual, groups: [sales, care] } satisfies RoutingPlan,
    groups: [sales, care].map(({ id, name }): GroupRef => ({ id, name })),
  };
}

/** One real SQLite database for all schedules; each has a workspace of its own in it. */
export async function openHouses() {
  // In memory where there is such a folder: thousands of schedules are not to wait for a disk.
  const folder = await mkdtemp(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'yingke-model-'));
  const database = await openDatabase(join(folder, 'hub.sqlite'));
  return {
    build: () => build(database),
    close: async () => {
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function build(database: Database): Promise<House> {
  const { kysely } = database;
  const workspaceId = newId();
  const epoch = newId();
  const at = 1_600_000_000_000;
  const people = (['Ann', 'Ben', 'Sue'] as const).map((name): Me => {
    const id = newId();
    return { id, name, email: `${id}@example.test`, role: name === 'Sue' ? 'supervisor' : 'agent' };
  });
  const visitors = [1, 2].map((n) => ({
    visitor: { id: newId(), name: null, locale: 'en' as const },
    device: newId(),
    token: `${newId().replaceAll('-', '')}_visitor_${n}`.padEnd(43, '0'),
  }));
  // An SQLite file has one feed: each workspace goes on where the last one ended.
  const { head } = await kysely
    .selectFrom('entry')
    .select((e) => e.fn.coalesce(e.fn.max('feed_seq'), e.lit(0)).as('head'))
    .executeTakeFirstOrThrow();
  await kysely
    .insertInto('workspace')
    .values({
      id: workspaceId,
      name: 'Model',
      epoch,
      feed_head: head,
      feed_oldest: head,
      created_at: at,
      hotline: null,
      contact_email: null,
      contact_form: null,
    })
    .execute();
  await kysely
    .insertInto('person')
    .values(
      people.map((person) => ({
        ...person,
        workspace_id: workspaceId,
        password_hash: '',
        disabled_at: null,
        created_at: at,
      })),
    )
    .execute();
  await kysely
    .insertInto('visitor')
    .values(
      visitors.map(({ visitor, token }) => ({
        ...visitor,
        workspace_id: workspaceId,
        token_hash: token,
        origin: 'https://shop.example.test',
        created_at: at,
      })),
    )
    .execute();
  const { plan, groups } = somePlan();
  await kysely
    .insertInto('routing_plan')
    .values({ workspace_id: workspaceId, version: 1, at, by: 'Model', plan: JSON.stringify(plan) })
    .execute();
  const records = { asked: [], unanswered: [], faults: [] };
  return { database, workspaceId, people, groups, visitors, ...records, feedStart: head, head, epoch };
}

import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '#shared/domain/key.ts';
import { usualProfile } from '#shared/domain/routing/profile.ts';
import { type Hub as RunningHub, startHub } from '../../../src/hub/hub.ts';
import { hashToken, mintToken } from '../../../src/hub/platform/access/index.ts';
import { createLog } from '../../../src/hub/platform/log/index.ts';
import type { RoundReport } from '../../../src/hub/routing/index.ts';
import { origin } from './people.ts';
import { serve, usage } from './worker.ts';

/** The hub as it is shipped, with a house full of agents, who are signed in already: passwords are not measured here. */

const unlimited = { points: Number.MAX_SAFE_INTEGER, duration: 10_000 };
const hour = 3600_000;
let hub: RunningHub | null = null;
let folder = '';
let rounds: RoundReport[] = [];

const running = () => {
  if (hub === null) throw new Error('not started');
  return hub;
};

/** Somebody who works here, and a token of theirs. */
async function hire(name: string, role: 'agent' | 'supervisor', capacity: number): Promise<string> {
  const { database, workspace } = running();
  const id = newId();
  const token = mintToken();
  const now = Date.now();
  await database.kysely
    .insertInto('person')
    .values({
      id,
      workspace_id: workspace.id,
      email: `${id}@bench.test`,
      name,
      role,
      password_hash: '',
      created_at: now,
      routing: JSON.stringify({ ...usualProfile, capacity }),
    })
    .execute();
  await database.kysely
    .insertInto('desk_session')
    .values({
      id: newId(),
      person_id: id,
      token_hash: hashToken(token),
      device: randomUUID(),
      app: 'bench/0',
      created_at: now,
      expires_at: now + hour,
    })
    .execute();
  return token;
}

const calls = {
  start: async ({ agents, capacity }: { agents: number; capacity: number }) => {
    folder = await mkdtemp(join(tmpdir(), 'yingke-bench-'));
    hub = await startHub({
      database: join(folder, 'hub.sqlite'),
      log: createLog({ write: (line) => void process.stderr.write(line) }, 'warn'),
      onRound: (report) => void rounds.push(report),
      limits: {
        visitorMessages: unlimited,
        visitorEvents: unlimited,
        addressMessages: unlimited,
        deskEvents: unlimited,
        registrations: unlimited,
      },
    });
    await hub.origins.allow(origin);
    const tokens: string[] = [];
    for (let n = 1; n <= agents; n += 1) tokens.push(await hire(`Agent ${n}`, 'agent', capacity));
    return { url: hub.url, agents: tokens, supervisor: await hire('Supervisor', 'supervisor', capacity) };
  },
  /** Rounds since the last call. */
  rounds: async () => {
    const all = rounds;
    rounds = [];
    return all;
  },
  /** How many wait, and the most that any agent has. */
  state: async () => {
    const { kysely } = running().database;
    const of = (status: 'queued' | 'active') =>
      kysely.selectFrom('conversation').where('status', '=', status);
    const { waiting } = await of('queued')
      .select((e) => e.fn.countAll<number>().as('waiting'))
      .executeTakeFirstOrThrow();
    const held = await of('active')
      .select((e) => ['agent_id', e.fn.countAll<number>().as('count')])
      .groupBy('agent_id')
      .execute();
    return { waiting, most: Math.max(0, ...held.map(({ count }) => count)) };
  },
  ...usage(),
};
export type RoutingHub = typeof calls;

serve(calls, async () => {
  await hub?.stop();
  await rm(folder, { recursive: true, force: true });
});

import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { usualProfile } from '#shared/domain/routing/profile.ts';
import { type Database, openDatabase } from '../../src/hub/platform/database/index.ts';
import { anyStep, planOf, play, type Step, skill } from './routing-steps.ts';
import { createTruth } from './routing-truth.ts';
import { createWorld } from './routing-world.ts';

/**
 * Random histories of a house against the real routing and the real records: customers come, agents come and go and answer or
 * do not, the hub dies, the plan changes. `YINGKE_MODEL_RUNS` says how many, `YINGKE_MODEL_SEED` which (the same ones in every `npm test`).
 */
const runs = Number(process.env.YINGKE_MODEL_RUNS ?? 200);
const seed = Number(process.env.YINGKE_MODEL_SEED ?? 20_261_129);

/** A database for so many histories: a larger one is slower. */
const perDatabase = 200;

const anyHistory = fc.record({
  plan: fc.record({ a: fc.nat(11), b: fc.nat(11), c: fc.nat(11), d: fc.nat(11) }),
  steps: fc.array(anyStep, { minLength: 1, maxLength: 60, size: 'max' }),
});

let database: Database | null = null;
let folder = '';
let used = 0;

async function shared(): Promise<Database> {
  used += 1;
  if (database !== null && used % perDatabase !== 0) return database;
  await close();
  // In memory where there is such a folder: it is not the disk that is tried here.
  folder = await mkdtemp(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'yingke-routing-'));
  database = await openDatabase(join(folder, 'hub.sqlite'));
  return database;
}
async function close() {
  await database?.close();
  database = null;
  if (folder !== '') await rm(folder, { recursive: true, force: true });
}
afterAll(close);

const total = { given: 0, offered: 0, noAnswer: 0, declined: 0, overflow: 0, chosen: 0, sticky: 0, gone: 0 };

async function run({ plan, steps }: { plan: Parameters<typeof planOf>[0]; steps: readonly Step[] }) {
  const world = await createWorld(await shared(), (before) => planOf(plan, before));
  try {
    const truth = createTruth(world);
    const groups = world
      .hub()
      .plans.current()
      .plan.groups.map(({ id }) => id);
    for (const [n, agent] of world.agents.entries()) {
      // Of both groups, of all there will ever be, of one: in any order. The first can do whatever is asked for.
      const member = [groups, null, groups.slice(0, 1), groups.slice(1)][(n + plan.b) % 4] ?? null;
      const skills = n === 0 ? [{ skill, level: 90 }] : [];
      await world.setProfile(agent.id, { ...usualProfile, groups: n === 0 ? null : member, skills });
    }
    for (const agent of world.agents.slice(0, plan.a % 4)) await world.connect(agent);
    for (const step of steps) {
      await play(world, truth, step);
      if (step.does === 'pass' || step.does === 'tick') await truth.checkAfterLook();
      else await truth.check();
      if (truth.problems.length > 0) break;
    }
    if (truth.problems.length === 0) await serveAll(world, truth);
    for (const name of Object.keys(total) as (keyof typeof total)[]) total[name] += truth.seen[name];
    return truth.problems;
  } finally {
    await world.end();
  }
}

/** Nobody waits for ever: with everybody there and at work all are served, in so many rounds at most. */
async function serveAll(
  world: Awaited<ReturnType<typeof createWorld>>,
  truth: ReturnType<typeof createTruth>,
) {
  for (const agent of world.agents) {
    await world.setProfile(agent.id, { ...usualProfile, skills: [{ skill, level: 100 }] });
    if ((world.desks.get(agent.id) ?? 0) === 0) await world.connect(agent);
  }
  for (let round = 0; round < 40; round += 1) {
    if (truth.talks().every(({ status }) => status === 'closed')) return;
    for (const [n, agent] of world.agents.entries()) {
      await world.hub().routing.setStatus(agent.id, { status: 'online', reason: null });
      const act = { who: n, what: 0, how: 1 };
      await play(world, truth, { does: 'answer', ...act });
      await play(world, truth, { does: 'close', ...act });
      await play(world, truth, { does: 'wrap', ...act });
    }
    await world.pass(5000);
    await truth.checkAfterLook();
    if (truth.problems.length > 0) return;
  }
  truth.problems.push('somebody is never served');
}

test('[P12] [P13] every customer has one owner or one place in one queue, nobody more than they can, nobody waits for ever', {
  timeout: 3_600_000,
}, async () => {
  const from = performance.now();
  await fc.assert(
    fc.asyncProperty(anyHistory, async (history) => {
      expect(await run(history)).toEqual([]);
    }),
    { numRuns: runs, seed },
  );
  const seconds = Math.round((performance.now() - from) / 1000);
  const what = Object.entries(total).map(([name, count]) => `${count} ${name}`);
  process.stdout.write(`${runs} histories, seed ${seed}, ${seconds} s: ${what.join(', ')}\n`);
  // A test in which nothing happens proves nothing.
  const { given, offered, noAnswer, gone } = total;
  expect(Math.min(given, offered, noAnswer, gone)).toBeGreaterThan(runs / 20);
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { type RoutingPlan, routingPlan } from '#shared/domain/routing/plan.ts';
import { type RoutingProfile, usualProfile } from '#shared/domain/routing/profile.ts';
import { createProfiles, openWorkspace } from '../../src/hub/people/index.ts';
import { openDatabase } from '../../src/hub/platform/database/index.ts';
import { createPlans } from '../../src/hub/routing/plans.ts';
import { openStore, places, type Store } from './stores.ts';

describe.each(places)('[B1] the routing plan on $name', ({ open }) => {
  let place: Awaited<ReturnType<typeof open>>;
  let store: Store;
  let now = 1000;
  const clock = { now: () => now, every: () => () => undefined };

  beforeAll(async () => {
    place = await open();
  });
  afterAll(() => place.close());
  beforeEach(async () => {
    store = await openStore(await place.location());
    now = 1000;
  });
  afterEach(() => store.close());

  const node = () => createPlans({ database: store.database, workspace: store.workspace, clock });
  const withCapacity = (plan: RoutingPlan, capacity: number): RoutingPlan => ({
    ...plan,
    settings: { ...plan.settings, capacity },
  });

  test('a new house has the usual one, the same for every node and after every start', async () => {
    const [one, other] = await Promise.all([node(), node()]);
    const kept = one.current();
    expect(kept).toMatchObject({ version: 1, at: 1000 });
    expect(routingPlan.parse(kept.plan)).toEqual(kept.plan);
    expect(other.current()).toEqual(kept);
    expect((await node()).current()).toEqual(kept);
  });

  test('a house with a Chinese name begins with Chinese words', async () => {
    const database = await openDatabase(await place.location());
    const workspace = await openWorkspace(database, clock, '星河商城');
    const plans = await createPlans({ database, workspace, clock });
    expect(plans.current().plan.groups[0]?.name).toBe('默认组');
    await database.close();
  });

  test('what is saved is in force, told of, and known to another node at its next look', async () => {
    const [one, other] = [await node(), await node()];
    const told: string[] = [];
    one.onChange(({ version }) => told.push(`one ${version}`));
    const stop = other.onChange(({ version }) => told.push(`other ${version}`));
    now = 2000;
    const { plan } = one.current();
    const saved = await one.save(1, withCapacity(plan, 7), 'Sue');
    expect(saved).toEqual({ version: 2, at: 2000, by: 'Sue', plan: withCapacity(plan, 7) });
    expect(one.current()).toEqual(saved);
    expect(other.current().version).toBe(1);
    await other.look();
    expect(other.current()).toEqual(saved);
    await other.look();
    await one.look();
    expect(told).toEqual(['one 2', 'other 2']);
    stop();
    await one.save(2, plan, 'Sue');
    await other.look();
    expect(told).toEqual(['one 2', 'other 2', 'one 3']);
  });

  test('looks that are under way while it is saved tell of each version once, in order', async () => {
    const [one, other] = [await node(), await node()];
    const told: number[] = [];
    one.onChange(({ version }) => told.push(version));
    const { plan } = one.current();
    for (let version = 1; version < 21; version += 2) {
      await other.look();
      await other.save(version, withCapacity(plan, version), 'Ben');
      const looks = [one.look(), one.look()];
      await one.save(version + 1, withCapacity(plan, version + 1), 'Sue');
      await Promise.all([...looks, one.look()]);
      expect(one.current().version).toBe(version + 2);
    }
    expect(told).toEqual([...new Set(told)].sort((a, b) => a - b));
  });

  test('[P12] of ten who change the same version, one wins; an old version and one to come are refused', async () => {
    const nodes = await Promise.all(Array.from({ length: 10 }, node));
    const { plan } = (nodes[0] as Awaited<ReturnType<typeof node>>).current();
    const results = await Promise.allSettled(
      nodes.map((one, i) => one.save(1, withCapacity(plan, i + 1), `person ${i}`)),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason.refusal).toEqual({ code: 'conflict' });
    const one = await node();
    expect(one.current().version).toBe(2);
    for (const version of [0, 1, 3, 99])
      await expect(one.save(version, plan, 'late')).rejects.toThrow('conflict');
    expect(await one.history(10)).toHaveLength(2);
  });

  test('a plan with errors is refused with the path of the first', async () => {
    const one = await node();
    const { plan } = one.current();
    const bad = { ...plan, settings: { ...plan.settings, defaultGroup: newId() } };
    await expect(one.save(1, bad, 'Sue')).rejects.toMatchObject({
      refusal: { code: 'bad_request', field: 'settings.defaultGroup' },
    });
    expect(one.current().version).toBe(1);
  });

  test('every version can be read again, the newest first', async () => {
    const one = await node();
    const { plan } = one.current();
    for (const capacity of [5, 6, 7]) {
      now += 1000;
      await one.save(one.current().version, withCapacity(plan, capacity), `by ${capacity}`);
    }
    const history = await one.history(2);
    expect(history).toEqual([
      { version: 4, at: 4000, by: 'by 7' },
      { version: 3, at: 3000, by: 'by 6' },
    ]);
    expect((await one.history(10, 3)).map(({ version }) => version)).toEqual([2, 1]);
    expect(await one.version(3)).toMatchObject({ by: 'by 6', plan: { settings: { capacity: 6 } } });
    expect(await one.version(5)).toBeNull();
  });

  test('a person has the usual profile until another is set', async () => {
    const profiles = createProfiles(store.database, store.workspace.id);
    const ann = await store.person('Ann');
    const ben = await store.person('Ben', 'supervisor');
    const told: string[] = [];
    profiles.onChange((id) => told.push(id));
    expect(await profiles.profileOf(ann.id)).toEqual(usualProfile);
    const profile: RoutingProfile = {
      ...usualProfile,
      groups: [newId()],
      skills: [{ skill: newId(), level: 60 }],
      listed: true,
      product: '手机',
    };
    await profiles.setProfile(ann.id, profile);
    expect(await profiles.profileOf(ann.id)).toEqual(profile);
    profiles.changed(ben.id);
    expect(told).toEqual([ann.id, ben.id]);
    const record = { disabled: false, createdAt: expect.any(Number) };
    expect(await profiles.list()).toEqual([
      { ...ann, ...record, profile },
      { ...ben, ...record, profile: usualProfile },
    ]);
    expect(await profiles.find(ben.id)).toMatchObject({ name: 'Ben', role: 'supervisor' });
    expect(await profiles.find(newId())).toBeNull();
    await expect(profiles.setProfile(newId(), profile)).rejects.toThrow();
  });
});

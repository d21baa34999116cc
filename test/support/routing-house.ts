import { newId } from '#shared/domain/key.ts';
import type { Group, RoutingPlan } from '#shared/domain/routing/plan.ts';
import { type RoutingProfile, usualProfile } from '#shared/domain/routing/profile.ts';
import type { HubOptions } from '../../src/hub/hub.ts';
import { adminAs } from './admin.ts';
import { type HeldClock, heldClock } from './held-clock.ts';
import { startTestHub, type TestHub } from './hub.ts';

/** A real hub whose time the test holds, and whose plan and people an operator changes over HTTP. */
export type RoutingHouse = TestHub & {
  readonly clock: HeldClock;
  /** As its operator. */
  readonly ask: ReturnType<typeof adminAs>;
  /** Changes the plan; answers it as it is then. */
  readonly plan: (change: (plan: RoutingPlan) => RoutingPlan) => Promise<RoutingPlan>;
  /** Changes the only group of a new house. */
  readonly group: (change: Partial<Group>) => Promise<Group>;
  /** Of the person of that name. */
  readonly profile: (name: string, change: Partial<RoutingProfile>) => Promise<void>;
};

const operatorToken = 'o'.repeat(43);

export async function routingHouse(options: Partial<HubOptions> = {}): Promise<RoutingHouse> {
  const clock = heldClock();
  const hub = await startTestHub({ clock, operatorToken, ...options });
  const ask: ReturnType<typeof adminAs> = (name, request) => adminAs(hub.url, operatorToken)(name, request);
  const plan: RoutingHouse['plan'] = async (change) => {
    const { version, plan } = await ask('plan.read', null);
    return (await ask('plan.save', { version, plan: change(plan) })).plan;
  };
  return Object.assign(Object.create(hub) as TestHub, {
    clock,
    ask,
    plan,
    group: async (change: Partial<Group>) => {
      const { groups } = await plan((before) => ({
        ...before,
        groups: before.groups.map((group) => ({ ...group, ...change })),
      }));
      return groups[0] as Group;
    },
    profile: async (name: string, change: Partial<RoutingProfile>) => {
      const { people } = await ask('people.list', null);
      const id = people.find((one) => one.name === name)?.id ?? name;
      await ask('people.change', { id, profile: { ...usualProfile, ...change } });
    },
  });
}

/** Another group beside those of the plan, like the first of them but for what is said. */
export function withGroup(plan: RoutingPlan, said: Partial<Group>): RoutingPlan {
  const [first] = plan.groups;
  if (first === undefined) throw new Error('a plan has a group');
  return { ...plan, groups: [...plan.groups, { ...first, id: newId(), ...said }] };
}

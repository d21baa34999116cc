import { type Needs, noNeeds } from '#shared/domain/routing/needs.ts';
import type { EntryRule, Group, RoutingPlan, Strategy } from '#shared/domain/routing/plan.ts';
import { type RoutingProfile, usualProfile } from '#shared/domain/routing/profile.ts';

/** Plans to simulate: the example house, and pieces to make one of. */

const hour = 3_600_000;

/** An id that is the same in every run. */
export function uuidOf(name: string): string {
  let hex = '';
  for (let part = 0; hex.length < 32; part++) {
    let hash = 0x811c9dc5 ^ part;
    for (const char of `${name}${part}`) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193) >>> 0;
    hex += hash.toString(16).padStart(8, '0');
  }
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export function groupNamed(name: string, said: Partial<Group> = {}): Group {
  return {
    id: uuidOf(name),
    name,
    publicName: null,
    strategy: 'least_loaded',
    stickyFor: 24 * hour,
    offerFor: null,
    overflowAfter: null,
    overflowTo: null,
    serviceLevel: { percent: 80, within: 60_000 },
    wrapUpFor: 0,
    hours: null,
    ...said,
  };
}

export function emptyPlan(groups: readonly Group[], capacity: number): RoutingPlan {
  const [first] = groups;
  if (first === undefined) throw new Error('a plan has a group');
  return {
    groups: [...groups],
    skills: [],
    hours: [],
    rules: [],
    settings: {
      defaultGroup: first.id,
      priorityStep: 30 * 60_000,
      capacity,
      customerValues: [
        { value: 'vip', priority: 5 },
        { value: 'svip', priority: 10 },
      ],
      awayReasons: [],
      awayAfter: null,
    },
  };
}

/** A shop with two groups that help each other out, one of which offers; some questions need a skill. */
export function exampleHouse(): RoutingPlan {
  const sales = groupNamed('Sales', { overflowAfter: 60_000, overflowTo: uuidOf('Support') });
  const support = groupNamed('Support', {
    offerFor: 20_000,
    wrapUpFor: 120_000,
    overflowAfter: 90_000,
    overflowTo: sales.id,
    hours: uuidOf('By day'),
  });
  const invoices = { id: uuidOf('Invoices'), name: 'Invoices' };
  const rule = (name: string, said: Pick<EntryRule, 'group' | 'needs' | 'priority'>): EntryRule => ({
    id: uuidOf(name),
    name,
    conditions: [{ on: 'page', is: 'contains', value: name }],
    ...said,
  });
  const plan = emptyPlan([sales, support], 4);
  const day = [{ from: 8 * 60, to: 22 * 60 }];
  return {
    ...plan,
    skills: [invoices],
    hours: [
      {
        id: uuidOf('By day'),
        name: 'By day',
        timeZone: 'Asia/Shanghai',
        week: Array.from({ length: 7 }, () => day),
        exceptions: [],
      },
    ],
    rules: [
      rule('help', { group: support.id, needs: [], priority: 0 }),
      rule('invoice', { group: support.id, needs: [{ skill: invoices.id, level: 50 }], priority: 0 }),
      rule('checkout', { group: sales.id, needs: [], priority: 1 }),
    ],
  };
}

export function withStrategy(plan: RoutingPlan, strategy: Strategy): RoutingPlan {
  return { ...plan, groups: plan.groups.map((group) => ({ ...group, strategy })) };
}

/** Whence customers come: each rule as many, and where none fits as many as two rules. */
export function sourcesOf(plan: RoutingPlan) {
  const to = (share: number, groupId: string, needs: Needs['skills'], priority: number) => ({
    share,
    groupId,
    needs: { ...noNeeds, skills: needs },
    priority,
  });
  return [
    to(2, plan.settings.defaultGroup, [], 0),
    ...plan.rules.map(({ group, needs, priority }) => to(1, group, needs, priority)),
  ];
}

/**
 * Profiles for a plan whose people are not known: members of the groups by the share of customers that come
 * to them; of each group two of three have all the skills that its customers may need.
 */
export function profilesFor(plan: RoutingPlan, count: number): RoutingProfile[] {
  const sources = sourcesOf(plan);
  const shareOf = (groupId: string) =>
    sources.filter((one) => one.groupId === groupId).reduce((sum, { share }) => sum + share, 0);
  const groups = plan.groups.map(({ id }) => ({ id, share: shareOf(id), members: 0 }));
  return Array.from({ length: count }, () => {
    // To the group that is furthest from its share.
    const [group] = groups.toSorted((a, b) => a.members / a.share - b.members / b.share);
    if (group === undefined) throw new Error('a plan has a group');
    group.members += 1;
    const needed = sources.filter((one) => one.groupId === group.id).flatMap(({ needs }) => needs.skills);
    const skills = [...new Set(needed.map(({ skill }) => skill))].map((skill) => ({ skill, level: 80 }));
    return { ...usualProfile, groups: [group.id], skills: group.members % 3 !== 0 ? skills : [] };
  });
}

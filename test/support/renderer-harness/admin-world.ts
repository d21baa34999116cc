import { newId } from '../../../src/shared/domain/key.ts';
import { defaultPlan } from '../../../src/shared/domain/routing/default-plan.ts';
import type { Group, RoutingPlan } from '../../../src/shared/domain/routing/plan.ts';
import { type RoutingProfile, usualProfile } from '../../../src/shared/domain/routing/profile.ts';
import { usualRules } from '../../../src/shared/domain/watch/usual.ts';
import type { ListedLine, PersonRecord } from '../../../src/shared/protocol/admin.ts';
import type { DeviceRecord, KeptDeskPolicy } from '../../../src/shared/protocol/devices.ts';
import type { SessionRecord } from '../../../src/shared/protocol/sessions.ts';
import type { KeptSignInRules } from '../../../src/shared/protocol/sign-in.ts';
import { handbook } from './customer-world.ts';
import type { AdminWorld } from './fake-admin.ts';
import type { Scenario } from './fake-bridge.ts';
import { bootOf, me, minute, now, scenario, uuid } from './world.ts';

/** A house with everything set up, as its admin sees it. */

const hour = 60 * minute;
const base = defaultPlan(newId, 'zh-CN');
const usualGroup = base.groups[0] as Group;
const groupIds = { sale: uuid(801), after: uuid(802), night: uuid(803) } as const;
const skillIds = { battery: uuid(811), invoice: uuid(812), english: uuid(813) } as const;
const hoursIds = { day: uuid(821), night: uuid(822) } as const;

const group = (id: string, name: string, more: Partial<Group>): Group => ({
  ...usualGroup,
  id,
  name,
  ...more,
});

export const plan: RoutingPlan = {
  groups: [
    group(groupIds.sale, '售前咨询', {
      publicName: '购买咨询',
      hours: hoursIds.day,
      strategy: 'round_robin',
    }),
    group(groupIds.after, '售后', {
      offerFor: 30_000,
      overflowTo: groupIds.sale,
      overflowAfter: 2 * minute,
      wrapUpFor: 3 * minute,
      hours: hoursIds.day,
    }),
    group(groupIds.night, '夜间值班', { hours: hoursIds.night, strategy: 'longest_idle' }),
  ],
  skills: [
    { id: skillIds.battery, name: '蓄电池' },
    { id: skillIds.invoice, name: '发票与账单' },
    { id: skillIds.english, name: 'English' },
  ],
  hours: [
    {
      id: hoursIds.day,
      name: '白天',
      timeZone: 'Asia/Shanghai',
      week: Array.from({ length: 7 }, (_, i) =>
        i < 5
          ? [
              { from: 540, to: 720 },
              { from: 780, to: 1080 },
            ]
          : i === 5
            ? [{ from: 600, to: 960 }]
            : [],
      ),
      exceptions: [
        { date: '2027-01-01', name: '元旦', periods: [] },
        { date: '2027-02-05', name: '除夕', periods: [{ from: 540, to: 720 }] },
      ],
    },
    {
      id: hoursIds.night,
      name: '夜间',
      timeZone: 'Asia/Shanghai',
      week: Array.from({ length: 7 }, () => [{ from: 1320, to: 360 }]),
      exceptions: [],
    },
  ],
  rules: [
    {
      id: uuid(831),
      name: 'VIP 客户',
      conditions: [{ on: 'customer', name: 'level', value: 'vip' }],
      group: groupIds.after,
      needs: [],
      priority: 5,
    },
    {
      id: uuid(832),
      name: '电池退换',
      conditions: [
        { on: 'page', is: 'contains', value: '/orders/' },
        { on: 'field', name: '主题', value: '退换' },
      ],
      group: groupIds.after,
      needs: [{ skill: skillIds.battery, level: 60 }],
      priority: 0,
    },
    {
      id: uuid(833),
      name: 'English pages',
      conditions: [{ on: 'language', value: 'en' }],
      group: groupIds.sale,
      needs: [{ skill: skillIds.english, level: 70 }],
      priority: 0,
    },
    {
      id: uuid(834),
      name: '双十一活动',
      conditions: [{ on: 'campaign', value: '1111' }],
      group: groupIds.sale,
      needs: [],
      priority: 2,
    },
  ],
  settings: { ...base.settings, defaultGroup: groupIds.sale, capacity: 8 },
};

const person = (
  n: number,
  name: string,
  more: Partial<Omit<PersonRecord, 'profile'>> & { readonly profile?: Partial<RoutingProfile> } = {},
): PersonRecord => ({
  id: uuid(n),
  name,
  email: `p${n}@demo.yingke.test`,
  role: 'agent',
  disabled: false,
  createdAt: now - 90 * 24 * hour,
  ...more,
  profile: { ...usualProfile, ...more.profile },
});

export const people: readonly PersonRecord[] = [
  person(1, '林悦', { role: 'admin', email: 'lin@demo.yingke.test' }),
  person(2, '陈晨', {
    email: 'chenchen@demo.yingke.test',
    profile: {
      groups: [groupIds.sale, groupIds.after],
      skills: [
        { skill: skillIds.battery, level: 85 },
        { skill: skillIds.invoice, level: 40 },
      ],
      languages: ['zh-CN'],
      capacity: 10,
      listed: true,
      product: '蓄电池与启动电源',
    },
  }),
  person(3, '张磊', {
    profile: { groups: [groupIds.after], skills: [{ skill: skillIds.battery, level: 60 }] },
  }),
  person(4, 'Anna Schmidt', {
    profile: { groups: [groupIds.sale], skills: [{ skill: skillIds.english, level: 95 }], languages: ['en'] },
  }),
  person(5, '黄丽', { profile: { groups: [groupIds.after], capacity: 5 } }),
  person(6, '欧阳娜娜', { profile: { groups: [groupIds.after] } }),
  person(7, '徐静'),
  person(8, '马超', { profile: { groups: [groupIds.night] } }),
  person(9, '周敏', { role: 'supervisor' }),
  person(10, '旧同事', { disabled: true }),
];

/** The handbook as it is, with a disposition that is no longer in use, and as it was. */
const handbooks: AdminWorld['handbooks'] = [
  {
    version: 1,
    at: now - 70 * 24 * hour,
    by: '林悦',
    handbook: { ...handbook.handbook, fields: handbook.handbook.fields.slice(0, 2), checklists: [] },
  },
  { ...handbook, version: 2, at: now - 8 * 24 * hour, by: '陈晨' },
  {
    ...handbook,
    version: 3,
    at: now - 26 * hour,
    handbook: {
      ...handbook.handbook,
      fields: handbook.handbook.fields.map((field) =>
        field.key === 'car' ? { ...field, required: true } : field,
      ),
      dispositions: [
        ...handbook.handbook.dispositions,
        {
          code: 'group-buy',
          parent: 'before',
          name: { zh: '团购活动', en: 'Group buying' },
          groups: [],
          retired: true,
        },
      ],
      checklists: handbook.handbook.checklists.map((list) => ({
        ...list,
        dispositions: ['return', 'exchange'],
        groups: [groupIds.after],
      })),
    },
  },
];

const sixtyFour = (letter: string) => letter.repeat(64);
type Said = readonly [
  ago: number,
  event: string,
  who: 'person' | 'operator' | 'visitor' | 'nobody',
  name: string | null,
  subject: string | null,
  subjectName?: string | undefined,
  code?: string,
];
const saidOnTrail: readonly Said[] = [
  [20_000, 'sign-in.provider', 'person', '林悦', '019acc3e-91c8-7a4e-8a55-1d2d1f0b9a10'],
  [600_000, 'admin.people.change', 'person', '林悦', uuid(2), '陈晨'],
  [1_900_000, 'admin.devices.wipe', 'person', '林悦', '019acc3e-91c8-7a4e-8a55-1d2d1f0b9a10'],
  [2 * hour, 'supervise.takeOver', 'person', '陈晨', '019acc3e-22c8-7a4e-8a55-1d2d1f0b9a10'],
  [3 * hour, '/api/desk/sign-in', 'nobody', null, null, undefined, 'wrong_credentials'],
  [
    5 * hour,
    'conversation.pull',
    'person',
    '陈晨',
    '019acc3e-55c8-7a4e-8a55-1d2d1f0b9a10',
    undefined,
    'not_found',
  ],
  [
    6 * hour,
    'connect',
    'nobody',
    null,
    'https://an-address-that-nobody-has-allowed.example.com',
    undefined,
    'origin_refused',
  ],
  [26 * hour, 'admin.policy.save', 'operator', null, '3'],
  [27 * hour, 'reply.save', 'person', '陈晨', '019acc3e-77c8-7a4e-8a55-1d2d1f0b9a10'],
  [28 * hour, 'admin.origins.allow', 'person', '林悦', 'https://shop.example.com'],
];
/** The latest lines of a trail of some length. */
export const trail: readonly ListedLine[] = saidOnTrail.map(
  ([ago, event, actorKind, actorName, subject, subjectName, code = 'changed'], at) => ({
    ...{ number: 41_208 - at, id: uuid(900 - at), at: now - ago, code, event, actorKind, actorName, subject },
    actorId: actorName === '林悦' ? uuid(1) : actorName === null ? null : uuid(2),
    subjectName: subjectName ?? null,
    address: actorKind === 'operator' ? '127.0.0.1' : `203.0.113.${7 + at}`,
    prevHash: sixtyFour('a'),
    hash: sixtyFour('b'),
  }),
);

export const policy: KeptDeskPolicy = {
  ...{ version: 5, at: now - 3 * 24 * hour, by: '陈晨' },
  rules: {
    locked: { RetentionDays: 14, NotificationPreview: false, CacheProtection: 'passphrase' },
    recommended: { Theme: 'system', SendKey: 'ctrl-enter', FontSize: 110 },
    desk: { minimum: '1.1.0', until: now + 12 * 24 * hour, refused: null },
  },
};

const signIn: KeptSignInRules = {
  ...{ version: 3, at: now - 9 * 24 * hour, by: 'operator', hasSecret: true },
  rules: {
    passwords: true,
    provider: {
      ...{ name: '星河集团', issuer: 'https://login.example.com/realms/shop', clientId: 'yingke' },
      ...{ address: 'https://desk.example.com', scopes: ['email', 'profile', 'groups'] },
      ...{ groupsClaim: 'groups', trustsEmail: false },
      grants: [
        { group: 'service-agents', role: 'agent', groups: [groupIds.sale, groupIds.after] },
        { group: '客服主管', role: 'supervisor', groups: [] },
        { group: '7f0c2d0e-5a52-4e0e-9f8e-3a86c0d9b1aa', role: 'admin', groups: [] },
      ],
    },
  },
};
type Desk = readonly [
  who: number,
  computer: string | null,
  system: string,
  app: string,
  ago: number | 'here',
  change?: Partial<DeviceRecord>,
];
const shared = uuid(709);
const desks: readonly Desk[] = [
  [0, 'KF-DESK-014', 'Windows_NT 10.0.22631', 'desk/0.1.0', 'here'],
  [1, 'KF-DESK-021', 'Windows_NT 10.0.22631', 'desk/0.1.0', 'here', { device: shared }],
  [2, 'KF-DESK-021', 'Windows_NT 10.0.22631', 'desk/0.1.0', 3 * hour, { device: shared }],
  [3, 'wangjing-mbp', 'Darwin 24.1.0', 'desk/0.0.9', 26 * hour],
  [
    ...([1, 'LAPTOP-9Q2', 'Windows_NT 10.0.19045', 'desk/0.0.9', 50 * hour] as const),
    { isSignedIn: false, wipe: { orderedAt: now - 2 * hour, toldAt: null, wipedAt: null } },
  ],
  [
    ...([4, 'kf-spare-3', 'Linux 6.1.0-18-amd64', 'desk/0.1.0', hour] as const),
    { isSignedIn: false, wipe: { orderedAt: now - hour, toldAt: now - hour, wipedAt: null } },
  ],
  [
    ...([2, 'LAPTOP-OLD', 'Windows_NT 10.0.19045', 'desk/0.0.7', 900 * hour] as const),
    {
      isSignedIn: false,
      wipe: { orderedAt: now - 800 * hour, toldAt: now - 799 * hour, wipedAt: now - 799 * hour },
    },
  ],
  [3, null, '', 'desk/0.0.5', 1200 * hour, { isSignedIn: false }],
];
/** Accounts on desks, in every standing; one desk has two. */
export const devices: readonly DeviceRecord[] = desks.map(([who, name, system, app, ago, change], at) => {
  const { id, name: called, email, disabled } = people[who % people.length] as PersonRecord;
  return {
    device: uuid(700 + at),
    person: { id, name: called, email, disabled },
    computer: name === null ? null : { name, system },
    app,
    signedInAt: now - 1300 * hour,
    seenAt: ago === 'here' ? now : now - ago,
    isHere: ago === 'here',
    isSignedIn: true,
    wipe: null,
    ...change,
  };
});
/** Where somebody is signed in. */
const sessions: readonly SessionRecord[] = devices
  .slice(0, 3)
  .map(({ device, computer, app, seenAt }, at) => ({
    ...{ id: uuid(750 + at), device, computer, app, address: `203.0.113.${20 + at}`, seenAt },
    method: at === 1 ? 'password' : 'provider',
    since: now - (at + 1) * 70 * hour,
    isThis: false,
  }));

export const adminWorld: AdminWorld = {
  plan,
  version: 7,
  at: now - 26 * hour,
  people,
  history: [7, 6, 5, 4, 3, 2, 1].map((version) => ({
    version,
    at: now - (8 - version) * 26 * hour,
    by: version === 1 ? 'Yingke' : version === 3 ? 'operator' : version % 2 === 0 ? '林悦' : '陈晨',
  })),
  origins: [
    { origin: 'https://shop.example.com', createdAt: now - 80 * 24 * hour },
    { origin: 'https://www.example.com', createdAt: now - 3 * 24 * hour },
  ],
  orders: {
    kept: {
      settings: {
        url: 'https://erp.example.com/orders?customer={sub}',
        internal: false,
        header: 'Authorization',
        patience: 5000,
      },
      hasSecret: true,
    },
    tried: { state: 'failed', at: now, fault: 'shape', status: 200, field: 'orders.3.time' },
  },
  rules: { version: 4, at: now - 50 * hour, by: '林悦', rules: usualRules },
  hook: {
    settings: { url: 'https://alerts.example.com/yingke', internal: false },
    secret: 'whsec_bm9ib2R5IGtub3dzIHRoaXMgYnV0IGV2ZXJ5Ym9keSBzZWVzIGl0',
    log: [
      { at: now - 200_000, type: 'watch.raised', tries: 1, state: 'sent', fault: null, status: null },
      { at: now - 900_000, type: 'watch.climbed', tries: 3, state: 'tried', fault: 'status', status: 503 },
      { at: now - 26 * hour, type: 'watch.raised', tries: 8, state: 'given_up', fault: 'late', status: null },
    ],
  },
  secret: 'c29tZXRoaW5nIHRoYXQgaXMgbm8gc2VjcmV0IGF0IGFsbA',
  faster: null,
  handbooks,
  policy,
  desks: [
    { version: '1.2.0', desks: 812, lately: 790 },
    { version: '1.1.3', desks: 143, lately: 96 },
    { version: '1.0.0', desks: 17, lately: 2 },
    { version: '', desks: 1, lately: 0 },
  ],
  signIn,
  tried: {
    ...{ fault: null, detail: null, issuer: 'https://login.example.com/realms/shop', endsSessions: true },
    ...{ takesPkce: true, unknownScopes: [], clientTaken: true },
  },
  trail,
  devices,
  sessions,
  verdict: { whole: true, head: { number: 41_208, hash: sixtyFour('b') } },
};

/** The admin at their desk, and what the hub has for them. */
export function adminScenario(change: Partial<Scenario> = {}, world: Partial<AdminWorld> = {}): Scenario {
  const account = {
    state: 'signed-in',
    hub: 'http://127.0.0.1:8080',
    me: { ...me, role: 'admin' },
    workspace: { id: uuid(9), name: '星河商城' },
  } as const;
  return scenario([], { boot: bootOf({ account }), admin: { ...adminWorld, ...world }, ...change });
}

/** A new house: one group, nothing else. */
export const emptyWorld: Partial<AdminWorld> = {
  plan: base,
  version: 1,
  people: [person(1, '林悦', { role: 'admin', email: 'lin@demo.yingke.test' }), person(2, '陈晨')],
  history: [{ version: 1, at: now - hour, by: 'Yingke' }],
  origins: [],
  secret: null,
  handbooks: [],
};

/** A house whose desks nobody has ruled yet, and that has no provider. */
export const nothingRuled: Partial<AdminWorld> = {
  policy: { version: 0, at: 0, by: '', rules: { locked: {}, recommended: {} } },
  signIn: { version: 0, at: 0, by: '', hasSecret: false, rules: { provider: null, passwords: true } },
  desks: [],
};

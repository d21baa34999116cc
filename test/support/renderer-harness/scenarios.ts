import type { Account } from '../../../src/shared/ipc/account.ts';
import type { CacheLoss } from '../../../src/shared/ipc/app.ts';
import type { Outgoing } from '../../../src/shared/ipc/conversations.ts';
import type { ResultLine } from '../../../src/shared/ipc/search.ts';
import { accountScenarios } from './account-scenarios.ts';
import { alertScenarios } from './alert-scenarios.ts';
import { boardScenarios } from './board-world.ts';
import { composerScenarios } from './composer-scenarios.ts';
import { customersOf, hostile, hostileCard, ordersOf, pastOf, wayOf } from './customer-world.ts';
import type { CustomerWorld, Scenario } from './fake-bridge.ts';
import { healthScenarios } from './health-scenarios.ts';
import { linkScenarios } from './link-scenarios.ts';
import { networkScenarios } from './network-scenarios.ts';
import { policyScenarios } from './policy-scenarios.ts';
import { qualityScenarios } from './quality-scenarios.ts';
import { reportScenarios } from './report-scenarios.ts';
import { routingScenarios } from './routing-scenarios.ts';
import { updateScenarios } from './update-scenarios.ts';
import { watchScenarios } from './watch-scenarios.ts';
import {
  bootOf,
  colleague,
  make,
  me,
  mine,
  minute,
  now,
  type Said,
  scenario,
  second,
  uuid,
} from './world.ts';

const queued = { status: 'queued', agent: null } as const;
const wang = make(2, { name: '王晓雯', row: { unread: 1, readSeq: 10 } }, [
  ['opened', '', 430],
  ['v', '电池能退吗', 429],
  ['robot', '签收 7 天内可以申请退换。您是想了解退换条件，还是已经有订单需要处理？', 427],
  ['least', '', 372],
  ['v', '你好，我上周买的蓄电池装上以后还是打不着火，想退货', 330],
  ['me', '王女士您好，我是林悦。很抱歉给您添麻烦了，我先帮您查一下订单', 300],
  ['v', '订单号是 20261114-0312，照片我也拍了', 200],
  ['v', '都在这里 https://photos.example.com/album/1(一共三张)', 195],
  ['note', '这一批次有两例同类反馈，可直接走换新流程，不用再寄检', 170],
  ['me', '查到了。这一批电池我们可以直接为您退款或换新，运费由我们承担，您看哪种方便？', 120],
  ['v', '好的，那退款大概几天能到账？', 48],
]);
const chen = make(1, { name: '陈国栋', row: { unread: 3, readSeq: 2 } }, [
  ['opened', '', 400],
  ['taken', '', 380],
  ['v', '在吗', 161],
  ['v', '还没有人处理吗？已经等了很久了', 120],
  ['v', '?', 60],
]);
const maria = make(
  3,
  {
    name: 'Maria Costa',
    visitor: { id: uuid(3333), name: 'Maria Costa', locale: 'en' },
    row: { unread: 1, readSeq: 3 },
  },
  [
    ['opened', '', 300],
    ['v', 'Hi! I cannot find the invoice of my order.', 280],
    ['me', 'Hello Maria, I am looking it up for you.', 240],
    ['v', 'Could you resend the invoice, please?', 22],
  ],
);
const li = make(4, { name: '李想' }, [
  ['opened', '', 100],
  ['v', '我用的是安卓手机，付款页面一直打不开', 6],
]);
const zhao = make(5, { name: '赵敏' }, [
  ['opened', '', 600],
  ['v', '能改一下收货地址吗？', 300],
  ['me', '请稍等，我为您核实一下', 190],
]);
const zhou = make(6, { name: null, row: { draft: '您好，关于发票' } }, [
  ['opened', '', 900],
  ['v', '发票怎么开', 800],
  ['me', '请问是个人还是公司抬头？', 700],
]);
const waiting8 = make(7, { ...queued }, [
  ['opened', '', 252],
  ['v', '商品页 › 蓄电池 60Ah', 252],
]);
const waiting9 = make(8, { ...queued, name: '孙浩', row: { unread: 1, readSeq: 1 } }, [
  ['opened', '', 95],
  ['v', '订单 20261119-0457 少发一件', 45],
]);
const wu = make(9, { name: '吴倩', status: 'closed', closedAt: now - 2 * minute }, [
  ['opened', '', 900],
  ['v', '谢谢，问题解决了', 400],
  ['closed', '', 120],
]);
const hers = make(10, { name: '周一航', agent: colleague }, [
  ['opened', '', 800],
  ['v', '什么时候发货', 700],
  ['she', '今天下午发出', 650],
]);
const usual = [chen, wang, maria, li, zhao, zhou, waiting8, waiting9, hers, wu];

const names = [
  '刘洋',
  'Anna Schmidt',
  '黄丽',
  '欧阳娜娜',
  'João Silva',
  '徐静',
  '马超',
  '胡歌',
  null,
  '司马相如之孙',
];
const many = Array.from({ length: 60 }, (_, i) =>
  make(
    100 + i,
    {
      name: names[i % names.length] ?? null,
      ...(i >= 34 ? (i >= 48 ? { status: 'closed', closedAt: now - i * second } : queued) : {}),
      row: { unread: i % 4 === 0 ? i : 0, readSeq: i % 4 === 0 ? 1 : 4 },
    },
    [
      ['opened', '', 1000 + i],
      ['v', '请问这个型号还有货吗', 500 + i * 7],
      ['me', '有货，今天下单明天就能发出', 400 + i * 5],
      ...(i % 3 === 0 ? ([['v', '好的，我再看看别的颜色', 11 + i * 9]] as const) : []),
    ],
  ),
);

const longWord = 'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(6);
const long = make(
  50,
  {
    name: '一位名字特别特别长的客户先生女士大人阁下 Maximiliana Theodora',
    page: { url: `https://shop.example.com/${'a/'.repeat(80)}`, title: '很长很长的页面标题 '.repeat(12) },
  },
  [
    ['opened', '', 4000],
    ['v', '我想详细说明一下情况。'.repeat(60), 3000],
    [
      'me',
      `好的，我看到了。\n\n第一,${'请检查接线。'.repeat(30)}\n第二，重启设备。\n第三，再联系我们。`,
      2000,
    ],
    ['v', longWord, 1000],
    ['v', `https://example.com/${'very-long-path/'.repeat(20)}?q=1`, 900],
    ['v', '<img src=x onerror=alert(1)> <b>粗体</b> javascript:alert(1)', 800],
    ['v', `${'é̶̡̢̛'.repeat(20)} \u202Egnirts desrever\u202C مرحبا بالعالم`, 700],
    ['v', '😀👍🏽👨‍👩‍👧 ok?', 90],
  ],
);
const history = make(
  60,
  { name: '老客户' },
  Array.from(
    { length: 400 },
    (_, i): Said => [
      i % 3 === 1 ? 'me' : 'v',
      `第 ${i + 1} 句。${'说来话长'.repeat((i * 7) % 12)}`,
      (400 - i) * 600,
    ],
  ),
);

/** What was said, and changed or taken back later: `edits 3` is of the entry at place 3. */
const changed = make(70, { name: '何静' }, [
  ['opened', '', 900],
  ['v', '你好，我想改一下地址', 800],
  ['me', '好的，请把新的地址发给我，我马上帮您修改，改好以后会再跟您确认一次，请稍等片刻', 700],
  ['v', '上海市浦东新区世纪大到 100 号', 600],
  ['v', '密码是 hunter2', 590],
  ['me', '收到', 500],
  ['me', '已经为您改好', 480],
  ['she', '我是陈晨，接着为您处理', 400],
  ['v edits 3', '上海市浦东新区世纪大道 100 号', 390],
  ['v recalls 4', '', 380],
  ['me edits 2', '好的，请发新地址', 370],
  ['me recalls 5', '', 360],
  ['she recalls 7', '', 350],
  ['v', '谢谢', 100],
]);
const taken = make(71, { name: '何平', lastMessage: { text: null, author: mine, at: now - 70 * second } }, [
  ['opened', '', 300],
  ['v', '在吗', 200],
  ['me', '说错了', 90],
  ['me recalls 2', '', 70],
]);
const gone = make(72, { name: '郑州', row: { gone: true, draft: '您好，上次说的发票', refused: true } }, []);

const text = '退款已经提交，预计 1–3 个工作日到账，到账后会有短信提醒。';
const outgoing = (n: number, state: 'queued' | 'refused', code: string | null) =>
  ({
    key: uuid(7000 + n),
    conversationId: wang.row.conversation.id,
    kind: 'message' as 'message' | 'note',
    text,
    quote: null,
    mentions: [],
    at: now,
    heldUntil: null,
    state,
    code,
  }) satisfies Outgoing;

const fileOf = (n: number, name: string, type: string, size: number, pixels: object = {}) => ({
  ...{ id: uuid(8000 + n), name, type, size, ...pixels },
});
const photos = [
  fileOf(1, '电池照片.jpg', 'image/jpeg', 2_400_000, { width: 1600, height: 1200 }),
  fileOf(2, '包装.png', 'image/png', 830_000, { width: 900, height: 1400 }),
  fileOf(3, '铭牌.webp', 'image/webp', 120_000, { width: 1200, height: 400 }),
];
const papers = [
  fileOf(4, '退货申请表（最终版）-请打印签字后随货寄回仓库.pdf', 'application/pdf', 184_320),
  fileOf(5, 'orders-2026.csv', 'text/csv', 912),
];
const withFiles = make(82, { name: '何静', row: { unread: 0, readSeq: 5 } }, [
  ['opened', '', 300],
  ['v', '照片在这里', 200],
  ['v', '', 190],
  ['me', '收到，请填一下这张表', 120],
  ['v', '好的', 60],
]);
const filesAt: Readonly<Record<number, ReturnType<typeof fileOf>[]>> = {
  2: photos.slice(0, 1),
  3: photos,
  4: papers,
};
const givenFiles = {
  ...withFiles,
  entries: withFiles.entries.map((entry) =>
    entry.body.kind === 'message' && filesAt[entry.seq] !== undefined
      ? { ...entry, body: { ...entry.body, files: filesAt[entry.seq] } }
      : entry,
  ),
};

const lockedOf = (how: 'choose' | 'enter'): Account => ({
  state: 'locked',
  how,
  hub: 'https://hub.example.com',
  me,
  workspace: { id: uuid(9), name: '星河商城' },
});

const lossOf = (change: Partial<CacheLoss>): CacheLoss => ({
  why: 'damaged',
  messages: 0,
  drafts: 0,
  complete: true,
  ...change,
});

/** The same, by somebody who may change what is the house's. */
function asSupervisor(of: Scenario): Scenario {
  const { account } = of.boot;
  if (account.state !== 'signed-in') return of;
  return { ...of, boot: { ...of.boot, account: { ...account, me: { ...account.me, role: 'supervisor' } } } };
}
const known = customersOf(usual);
/** One of before, that she had. */
const before = make(
  70,
  { name: '王晓雯', status: 'closed', closedAt: now - 31 * 24 * 60 * minute, agent: colleague },
  [
    ['opened', '', 31 * 86400 + 900],
    ['v', '帕萨特用哪个型号的机油？', 31 * 86400 + 880],
    ['she', '您好，5W-30 全合成就可以，4 升装正好够用。', 31 * 86400 + 840],
    ['note', '客户之前在店里买过两次', 31 * 86400 + 800],
    ['v', '好的，谢谢', 31 * 86400 + 700],
    ['closed', '', 31 * 86400 + 600],
  ],
);

/** Every screen that is looked at, by name. */
const hostileWorld: CustomerWorld = {
  ...known,
  cards: { [long.row.conversation.visitor.id]: hostileCard(long) },
  orders: ordersOf({
    orders: ordersOf().orders.map((order) => ({
      ...order,
      title: hostile.slice(0, 200),
      status: hostile.slice(0, 40),
      currency: 'XXX',
      amount: 1e15,
      url: 'javascript:alert(1)',
    })),
  }),
  ways: {
    [long.row.conversation.visitor.id]: wayOf(long).map((view) => ({
      ...view,
      title: hostile.slice(0, 300),
      url: `javascript:alert(${view.id})`,
      referrer: hostile.slice(0, 60),
    })),
  },
  past: [pastOf(1, { lastLine: { text: hostile, byCustomer: true, at: now }, group: hostile })],
};

/** What only the hub has of a customer of last year. */
const oldLine: ResultLine = {
  conversation: {
    id: uuid(880_001),
    visitor: { id: uuid(880_002), name: '周一航', locale: 'zh-CN' },
    status: 'closed',
    agent: { id: uuid(880_003), name: '张磊' },
    lastAt: now - 300 * 24 * 60 * minute,
  },
  entryId: uuid(880_004),
  seq: 7,
  feedSeq: 41,
  at: now - 300 * 24 * 60 * minute,
  author: { kind: 'agent', id: uuid(880_003), name: '张磊' },
  kind: 'message',
  pieces: [
    { text: '您的', hit: false },
    { text: '退', hit: true },
    { text: '款已经原路返回，一般三个工作日到账', hit: false },
  ],
  file: [
    { text: '退', hit: true },
    { text: '款回单-20260203.pdf', hit: false },
  ],
};

export const scenarios: Readonly<Record<string, Scenario>> = {
  'sign-in': scenario([], {
    boot: bootOf({
      account: {
        state: 'signed-out',
        hub: 'https://hub.example.com',
        email: 'lin@demo.yingke.test',
        code: null,
      },
    }),
    refuse: { 'account.signIn': { code: 'wrong_credentials' } },
  }),
  'sign-in-provider': scenario([], {
    boot: bootOf({
      account: {
        state: 'signed-out',
        hub: 'https://hub.example.com',
        email: 'lin@demo.yingke.test',
        code: null,
      },
    }),
    answers: { 'account.signInMethods': { password: true, provider: { name: '青禾集团' } } },
    refuse: { 'account.signInByProvider': { code: 'no_role' } },
  }),
  'sign-in-provider-only': scenario([], {
    boot: bootOf({ account: { state: 'signed-out', hub: 'https://hub.example.com', email: '', code: null } }),
    answers: { 'account.signInMethods': { password: false, provider: { name: '青禾集团' } } },
    silent: ['account.signInByProvider'],
  }),
  'signed-out': scenario([], {
    boot: bootOf({ account: { state: 'signed-out', hub: '', email: '', code: 'unauthenticated' } }),
  }),
  'sign-in-unprotected': scenario([], {
    boot: bootOf({
      account: { state: 'signed-out', hub: 'https://hub.example.com', email: me.email, code: null },
      cache: { protection: 'basic', loss: lossOf({ why: 'key', complete: false }), entries: 0 },
    }),
  }),
  unlock: scenario([], {
    boot: bootOf({ account: lockedOf('enter'), cache: { protection: 'passphrase', loss: null, entries: 0 } }),
    refuse: { 'account.unlock': { code: 'wrong_credentials' } },
  }),
  'pass-phrase': scenario([], {
    boot: bootOf({
      account: lockedOf('choose'),
      cache: { protection: 'passphrase', loss: null, entries: 0 },
    }),
  }),
  loss: scenario(usual, {
    boot: bootOf({
      cache: {
        protection: 'basic',
        loss: lossOf({ messages: 2, drafts: 1, complete: false }),
        entries: 0,
      },
    }),
  }),
  memory: scenario(usual, { boot: bootOf({ cache: { protection: 'memory', loss: null, entries: 0 } }) }),
  'signed-out-unsent': scenario([], {
    boot: bootOf({
      account: {
        state: 'signed-out',
        hub: 'https://hub.example.com',
        email: 'lin@demo.yingke.test',
        code: 'unauthenticated',
        unsent: { messages: 2, drafts: 1 },
      },
    }),
  }),
  empty: scenario([]),
  loading: scenario([wang], { silent: ['conversations.list', 'conversations.open'] }),
  failed: scenario([wang, chen], {
    refuse: { 'conversations.list': { code: 'internal' }, 'conversations.open': { code: 'internal' } },
  }),
  three: scenario([chen, wang, maria]),
  ...alertScenarios(usual),
  ...policyScenarios(usual),
  ...updateScenarios(usual),
  ...healthScenarios(usual),
  ...networkScenarios(usual),
  ...linkScenarios(usual),
  ...watchScenarios(usual),
  ...composerScenarios(usual),
  ...qualityScenarios,
  ...reportScenarios,
  ...accountScenarios(usual),
  slash: scenario(usual),
  replies: scenario(usual),
  watching: asSupervisor(
    scenario(usual, {
      customers: known,
      tabs: { order: [hers.row.conversation.id], active: hers.row.conversation.id },
    }),
  ),
  'replies-edit': asSupervisor(scenario(usual)),
  'replies-files': asSupervisor(scenario(usual)),
  'replies-import': asSupervisor(scenario(usual)),
  'replies-empty': scenario(usual, { replies: { replies: [], uses: [], known: true } }),
  'replies-offline': scenario(usual, {
    boot: bootOf({
      connection: { state: 'offline', code: null, since: now - minute, pending: 0, latency: null },
    }),
  }),
  held: scenario(usual),
  split: scenario(usual),
  filtered: scenario(usual),
  'tab-menu': scenario(usual),
  usual: scenario(usual, { customers: known }),
  'card-history': scenario(usual, { customers: known }),
  way: scenario(usual, { customers: known }),
  'way-offline': scenario(usual, {
    customers: known,
    refuse: { 'customers.way': { code: 'unavailable' } },
    boot: bootOf({
      connection: { state: 'offline', code: null, since: now - minute, pending: 0, latency: null },
    }),
  }),
  orders: scenario(usual, { customers: known }),
  'orders-unverified': scenario(usual, {
    customers: { ...known, orders: ordersOf({ by: ['phone'], orders: ordersOf().orders.slice(1) }) },
  }),
  'orders-nobody': scenario(usual, {
    customers: { ...known, orders: { state: 'nobody', by: ['sub', 'phone'] } },
  }),
  'orders-failed': scenario(usual, {
    customers: { ...known, orders: { state: 'failed', at: now, fault: 'late', status: null, field: null } },
  }),
  'orders-hostile': scenario([chen, long], { customers: hostileWorld }),
  'way-hostile': scenario([chen, long], { customers: hostileWorld }),
  'card-past': scenario([...usual, before], {
    customers: { ...known, past: [pastOf(1, { id: before.row.conversation.id }), ...known.past] },
    tabs: { order: [wang.row.conversation.id], active: wang.row.conversation.id },
  }),
  'card-conflict': scenario(usual, {
    customers: known,
    refuse: { 'customers.save': { code: 'conflict' } },
  }),
  'card-note': scenario(usual, { customers: known }),
  filing: scenario(usual, { customers: known }),
  'card-unverified': scenario(usual, {
    customers: known,
    tabs: { order: [zhou.row.conversation.id], active: zhou.row.conversation.id },
  }),
  'card-hostile': scenario([chen, long], {
    customers: hostileWorld,
  }),
  'card-failed': scenario(usual, { refuse: { 'customers.open': { code: 'internal' } } }),
  queued: scenario(usual, {
    tabs: { order: [waiting9.row.conversation.id], active: waiting9.row.conversation.id },
  }),
  closed: scenario(usual, {
    tabs: { order: [wu.row.conversation.id, hers.row.conversation.id], active: wu.row.conversation.id },
  }),
  'no-tab': scenario(usual, { tabs: { order: [], active: null } }),
  many: scenario(many, {
    tabs: { order: many.slice(0, 14).map((m) => m.row.conversation.id), active: uuid(104000) },
  }),
  long: scenario([chen, long, maria]),
  history: scenario([chen, history]),
  refused: scenario(
    usual.map((m) => (m === wang ? { ...m, row: { ...m.row, refused: true, pending: 1 } } : m)),
    { outgoing: [outgoing(1, 'refused', 'conversation_closed'), outgoing(2, 'queued', null)] },
  ),
  files: scenario([chen, givenFiles, maria], {
    outgoing: [
      {
        ...outgoing(4, 'queued', null),
        conversationId: withFiles.row.conversation.id,
        text: '这是补充的视频和截图',
        files: [
          { key: uuid(8101), name: '安装演示.mp4', type: 'video/mp4', size: 9_400_000 },
          { key: uuid(8102), name: 'screenshot.png', type: 'image/png', size: 240_000 },
        ],
      },
    ],
    tray: [
      { key: uuid(8201), name: 'image.png', type: 'image/png', size: 310_000 },
      { key: uuid(8202), name: '保修条款.docx', type: 'application/msword', size: 51_200 },
    ],
  }),
  changed: scenario([chen, changed, taken, maria]),
  gone: scenario([chen, gone, maria], {
    outgoing: [{ ...outgoing(3, 'refused', 'not_found'), conversationId: gone.row.conversation.id }],
  }),
  offline: scenario(usual, {
    customers: known,
    boot: bootOf({
      connection: { state: 'offline', code: null, since: now - 3 * minute, pending: 2, latency: null },
    }),
    outgoing: [outgoing(1, 'queued', null), outgoing(2, 'queued', null)],
  }),
  ...routingScenarios,
  ...boardScenarios,
  keys: scenario(usual),
  'keys-table': scenario(usual),
  'keys-taken': scenario(usual),
  'keys-fault': scenario(usual),
  palette: scenario(usual),
  'palette-asked': scenario(usual),
  'palette-nothing': scenario(usual),
  search: scenario(usual, {
    atHub: { lines: [oldLine], next: 4 },
  }),
  'search-empty': scenario(usual),
  'search-nothing': scenario(usual),
  'search-offline': scenario(usual, {
    boot: bootOf({
      connection: { state: 'offline', code: null, since: now - 3 * minute, pending: 0, latency: null },
    }),
    unindexed: 14_000,
  }),
  old: scenario(usual, {
    boot: bootOf({
      connection: { state: 'refused', code: 'upgrade_required', since: now, pending: 0, latency: null },
      cache: { protection: 'basic', loss: null, entries: 0 },
    }),
  }),
};

/** The same screen in another language and theme. */
export function seenAs(of: Scenario, locale: 'zh-CN' | 'en', theme: 'light' | 'dark'): Scenario {
  return { ...of, boot: { ...of.boot, preferences: { ...of.boot.preferences, locale, theme } } };
}

import type { Customer, PastConversation } from '../../../src/shared/domain/customer/customer.ts';
import type { KeptHandbook } from '../../../src/shared/domain/customer/handbook.ts';
import type { PageView } from '../../../src/shared/domain/customer/way.ts';
import type { Order } from '../../../src/shared/domain/orders/order.ts';
import type { OrdersAnswer } from '../../../src/shared/protocol/orders.ts';
import type { CustomerWorld } from './fake-bridge.ts';
import { colleague, type Made, me, minute, now, uuid } from './world.ts';

/** What the house wants known and done, as a seller of car parts would write it. */
export const handbook: KeptHandbook = {
  version: 3,
  at: now,
  by: '何静',
  handbook: {
    fields: [
      {
        key: 'car',
        label: { zh: '车型', en: 'Car' },
        kind: 'text',
        options: [],
        editable: true,
      },
      {
        key: 'level',
        label: { zh: '等级', en: 'Level' },
        kind: 'choice',
        options: ['普通', '银卡', '金卡'],
        editable: true,
      },
      { key: 'birthday', label: { zh: '生日', en: 'Birthday' }, kind: 'date', options: [], editable: true },
      { key: 'points', label: { zh: '积分', en: 'Points' }, kind: 'number', options: [], editable: false },
    ],
    dispositions: [
      { code: 'after-sales', parent: null, name: { zh: '售后', en: 'After-sales' }, groups: [] },
      { code: 'return', parent: 'after-sales', name: { zh: '退货', en: 'Return' }, groups: [] },
      { code: 'broken', parent: 'return', name: { zh: '质量问题', en: 'Broken' }, groups: [] },
      { code: 'unwanted', parent: 'return', name: { zh: '不想要了', en: 'Not wanted' }, groups: [] },
      { code: 'exchange', parent: 'after-sales', name: { zh: '换货', en: 'Exchange' }, groups: [] },
      { code: 'before', parent: null, name: { zh: '售前咨询', en: 'Before buying' }, groups: [] },
      { code: 'price', parent: 'before', name: { zh: '价格与优惠', en: 'Price and offers' }, groups: [] },
      { code: 'fit', parent: 'before', name: { zh: '是否适配', en: 'Does it fit' }, groups: [] },
    ],
    requiredFor: [],
    checklists: [
      {
        id: uuid(700),
        name: { zh: '退换货流程', en: 'Returns' },
        dispositions: [],
        groups: [],
        steps: [
          { id: uuid(701), text: { zh: '核实订单与签收时间', en: 'Check the order and when it arrived' } },
          { id: uuid(702), text: { zh: '查看照片或视频', en: 'Look at photos or videos' } },
          { id: uuid(703), text: { zh: '确认批次与原因', en: 'Confirm batch and cause' } },
          { id: uuid(704), text: { zh: '说明退款到账时间', en: 'Say when the money arrives' } },
          { id: uuid(705), text: { zh: '填写售后单号', en: 'Write down the case number' } },
        ],
      },
    ],
  },
};

type Found = Extract<OrdersAnswer, { state: 'found' }>;

export function cardOf(made: Made, change: Partial<Customer> = {}): Customer {
  const { visitor } = made.row.conversation;
  return {
    id: visitor.id,
    version: 4,
    verified: true,
    sub: 'shop-20231',
    name: visitor.name,
    phone: '138 0013 2716',
    email: null,
    company: null,
    tags: ['汽配', '换货 1 次'],
    fields: { car: '帕萨特 2019', level: '金卡', points: 1260 },
    attributes: { value: 'vip' },
    firstSeen: Date.UTC(2023, 4, 3),
    lastSeen: now - minute,
    conversations: 5,
    locale: visitor.locale,
    timeZone: 'Asia/Shanghai',
    device: { browser: 'WeChat 8', os: 'iOS 17', model: 'iPhone', kind: 'mobile' },
    notes: [
      {
        id: uuid(801),
        text: '她的车在 4S 店保养，建议先让店里测一下电压。',
        author: { id: me.id, name: me.name },
        at: now - 90 * 24 * 60 * minute,
        editedAt: null,
      },
      {
        id: uuid(802),
        text: 'Prefers to be called back after six.',
        author: colleague,
        at: now - 200 * 24 * 60 * minute,
        editedAt: now - 199 * 24 * 60 * minute,
      },
    ],
    visitorIds: [visitor.id],
    ...change,
  };
}

export function pastOf(n: number, change: Partial<PastConversation> = {}): PastConversation {
  const day = 24 * 60 * minute;
  return {
    id: uuid(900 + n),
    status: 'closed',
    openedAt: now - n * 31 * day,
    closedAt: now - n * 31 * day + 9 * minute,
    agent: n % 2 === 0 ? colleague : { id: me.id, name: me.name },
    group: '售后',
    lastLine: { text: '好的，谢谢', byCustomer: true, at: now - n * 31 * day },
    rating: null,
    disposition: null,
    lastSeq: 9,
    ...change,
  };
}

/** All of these customers known, and the one that is looked at with a past. */
export function customersOf(all: readonly Made[], change: Partial<CustomerWorld> = {}): CustomerWorld {
  return {
    cards: Object.fromEntries(
      all.map((made, i) => [
        made.row.conversation.visitor.id,
        i === 1
          ? cardOf(made)
          : cardOf(made, {
              verified: false,
              sub: null,
              attributes: {},
              tags: [],
              fields: {},
              phone: null,
              notes: [],
              conversations: 1,
            }),
      ]),
    ),
    handbook,
    past: [
      pastOf(1, {
        rating: 5,
        disposition: ['before', 'fit'],
        lastLine: { text: '咨询机油型号，已解决', byCustomer: false, at: now },
      }),
      pastOf(2, { lastLine: { text: null, byCustomer: true, at: now } }),
      pastOf(3, { rating: 3, disposition: ['after-sales', 'return', 'broken'] }),
      pastOf(4, { agent: null, lastLine: null }),
    ],
    tags: ['汽配', 'VIP', '开票'],
    orders: ordersOf(),
    ways: Object.fromEntries(all.slice(0, 2).map((made) => [made.row.conversation.visitor.id, wayOf(made)])),
    ticks: [701, 702, 703].map((n) => ({
      stepId: uuid(n),
      done: true,
      by: { id: me.id, name: me.name },
      at: now - minute,
    })),
    ...change,
  };
}

/** Orders as a back office would tell them. */
export function ordersOf(change: Partial<Found> = {}): Found {
  const day = 24 * 60 * minute;
  const order = (id: string, title: string, status: string, amount: number, ago: number): Order => ({
    id,
    title,
    status,
    amount,
    currency: 'CNY',
    at: now - ago * day,
    url: `https://erp.example.com/orders/${id}`,
  });
  return {
    state: 'found',
    at: now,
    by: ['sub'],
    orders: [
      order('20261114-0312', '蓄电池 60Ah ×1', '已签收', 468, 3),
      order('20260902-0177', '机油 5W-30 4L ×2', '已完成', 356, 88),
    ],
    ...change,
  };
}

/** How somebody came to us today, and once before. */
export function wayOf(made: Made): PageView[] {
  const visitorId = made.row.conversation.visitor.id;
  const seen = (
    n: number,
    path: string,
    title: string,
    ago: number,
    more: Partial<PageView> = {},
  ): PageView => ({
    id: uuid(1000 + n),
    visitorId,
    url: `https://shop.example.com${path}`,
    title,
    referrer: null,
    at: now - ago,
    leftAt: null,
    ...more,
  });
  return [
    seen(6, '/orders/20261114-0312', '我的订单', 80_000),
    seen(5, '/help/%E9%80%80%E6%8D%A2%E8%B4%A7', '常见问题 › 退换货', 3 * minute),
    seen(4, '/p/battery-60ah', '蓄电池 60Ah', 4 * minute),
    seen(3, '/?utm_source=weibo&utm_campaign=11.11', '首页', 5 * minute, {
      referrer: 'm.weibo.cn',
    }),
    seen(2, '/cart', '', 3 * 24 * 60 * minute, { leftAt: now - 3 * 24 * 60 * minute + 90_000 }),
    seen(1, '/p/oil', '机油 5W-30', 3 * 24 * 60 * minute + 4 * minute),
  ];
}

export const hostile = `<img src=x onerror=alert(1)>\u202Egnirts ${'é̶̡̢̛'.repeat(30)} ${'Donaudampfschiff'.repeat(12)}`;

/** Somebody who writes into everything what breaks other programs. */
export function hostileCard(made: Made): Customer {
  return cardOf(made, {
    verified: false,
    sub: hostile.slice(0, 60),
    phone: hostile.slice(0, 40),
    email: `${'a'.repeat(60)}@example.com`,
    company: hostile.slice(0, 120),
    tags: [hostile.slice(0, 40), 'javascript:alert(1)', 'مرحبا بالعالم'],
    fields: { car: hostile, level: 'DROP TABLE', birthday: 'never' },
    attributes: { '<b>name</b>': hostile, constructor: '__proto__' },
    device: { browser: hostile.slice(0, 60), os: '<script>', model: 'x'.repeat(60), kind: 'other' },
    timeZone: 'Mars/Olympus',
    notes: [
      {
        id: uuid(803),
        text: hostile.repeat(3),
        author: { id: uuid(1), name: hostile.slice(0, 80) },
        at: now,
        editedAt: null,
      },
    ],
  });
}

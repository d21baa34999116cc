import type { Reply } from '../../../src/shared/domain/replies/reply.ts';
import type { Scenario } from './fake-bridge.ts';
import { groups } from './house.ts';

/** The canned replies of the scenarios' house. */

const id = (n: number) => `01939c00-0000-7000-9100-${n.toString(16).padStart(12, '0')}`;
const now = Date.now();

type Said = readonly [shortcut: string, title: string, chinese: string, english: string];
function make(n: number, folder: string, said: Said, change: Partial<Reply> = {}): Reply {
  const [shortcut, title, chinese, english] = said;
  const texts = [
    { language: 'zh-CN', text: chinese },
    { language: 'en', text: english },
  ].filter(({ text }) => text !== '');
  const rest = { scope: { is: 'everyone' } as const, files: [], attached: [], version: 2, by: '何静' };
  return { id: id(n), folder, shortcut, title, texts, ...rest, updatedAt: now - n * 7_200_000, ...change };
}

const replies: Reply[] = [
  make(1, '问候', [
    'nh',
    '你好',
    '{{customer.name|您}}好，我是{{agent.name}}，请问有什么可以帮您？',
    'Hello {{customer.name|there}}, this is {{agent.name}}. How can I help you?',
  ]),
  make(2, '问候', ['sd', '稍等', '好的，请您稍等，我马上为您核实一下。', 'One moment, please.']),
  make(3, '售后/退款', [
    'tuikuan',
    '退款到账',
    '退款原路返回，1–3 个工作日到账，到账后会有短信提醒。',
    'The refund goes back the way you paid, within 1 to 3 working days.',
  ]),
  make(4, '售后/退款', ['tkjd', '退款进度', '您的退款已提交，可在「我的订单 › 售后」查看进度。', ''], {
    scope: { is: 'group', group: groups.after },
  }),
  make(5, '售后/退款', ['tkyf', '退回运费', '退回的运费由我们承担，请选择「到付」并保留单号。', ''], {
    scope: { is: 'personal' },
    by: '林悦',
  }),
  make(6, '物流', [
    'wl',
    '物流进度',
    '您的订单 {{order.id}} 正在运输途中。',
    'Your order {{order.id}} is on its way.',
  ]),
  make(
    8,
    '退货资料',
    ['thlc', '退货流程', '退货步骤请看附件，按图操作即可。', 'The attached sheet shows how to return it.'],
    {
      files: [id(81), id(82)],
      attached: [
        { id: id(81), name: '退货流程图.png', type: 'image/png', size: 182_400, width: 900, height: 1600 },
        { id: id(82), name: '退货地址与注意事项.pdf', type: 'application/pdf', size: 64_210 },
      ],
    },
  ),
  make(7, '', ['', 'Thanks', '', 'Thank you for writing to us.'], { scope: { is: 'personal' }, by: '林悦' }),
];

export const replyWorld: Scenario['replies'] = {
  replies,
  uses: [
    { id: id(1), count: 214, lastAt: now - 60_000, house: 1873 },
    { id: id(3), count: 41, lastAt: now - 3_600_000, house: 402 },
    { id: id(5), count: 6, lastAt: now - 86_400_000, house: 6 },
  ],
  known: true,
};

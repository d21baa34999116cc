import type { BothNames, CustomField, Disposition, Handbook } from '#shared/domain/customer/handbook.ts';
import { newId } from '#shared/domain/key.ts';
import type { RoutingPlan } from '#shared/domain/routing/plan.ts';

/** What a seller of phones and appliances wants known of its customers and done with a case. */

const both = (zh: string, en: string): BothNames => ({ zh, en });

const field = (key: string, label: BothNames, more: Partial<CustomField> = {}): CustomField => ({
  key,
  label,
  kind: 'text',
  options: [],
  editable: true,
  ...more,
});

const fields: readonly CustomField[] = [
  field('model', both('机型', 'Model'), { required: true }),
  field('level', both('会员等级', 'Membership'), {
    kind: 'choice',
    options: ['普通 Basic', '银卡 Silver', '金卡 Gold', '黑金 Black'],
  }),
  field('reach-by', both('联系偏好', 'Reach by'), {
    kind: 'choice',
    options: ['电话 Phone', '短信 SMS', '邮件 E-mail', '在线 Chat'],
  }),
  field('warranty-until', both('保修到期', 'Warranty until'), { kind: 'date' }),
  field('invoice-title', both('发票抬头', 'Invoice to')),
];

/** Code, names, and what stands under it. */
type Branch = readonly [code: string, zh: string, en: string, under?: readonly Branch[]];

const tree: readonly Branch[] = [
  [
    'presale',
    '售前咨询',
    'Before buying',
    [
      ['stock', '库存与到货', 'Stock'],
      ['price', '价格与优惠', 'Price and offers'],
      ['choosing', '选型对比', 'Which one to buy'],
    ],
  ],
  [
    'delivery',
    '物流配送',
    'Delivery',
    [
      ['tracking', '查询进度', 'Where is it'],
      ['late', '延误', 'Late'],
      ['address', '修改地址', 'Change of address'],
      ['lost', '丢件或破损', 'Lost or damaged'],
    ],
  ],
  [
    'after-sales',
    '售后',
    'After-sales',
    [
      [
        'return',
        '退货退款',
        'Return and refund',
        [
          ['faulty', '质量问题', 'Faulty'],
          ['unwanted', '不想要了', 'Not wanted'],
          ['wrong-item', '发错货', 'Wrong item'],
        ],
      ],
      ['exchange', '换货', 'Exchange'],
      ['repair', '保修维修', 'Repair'],
    ],
  ],
  [
    'installation',
    '安装服务',
    'Installation',
    [
      ['book-visit', '预约上门', 'Book a visit'],
      ['change-visit', '改约', 'Change a visit'],
    ],
  ],
  ['invoice', '发票', 'Invoice'],
  [
    'complaint',
    '投诉',
    'Complaint',
    [
      ['of-service', '服务态度', 'Service'],
      ['of-courier', '快递', 'Courier'],
    ],
  ],
  ['other', '其他', 'Something else'],
];

function flat(branches: readonly Branch[], parent: string | null): Disposition[] {
  return branches.flatMap(([code, zh, en, under = []]) => [
    { code, parent, name: both(zh, en), groups: [] },
    ...flat(under, code),
  ]);
}

/** Names, the kinds of case it is for, and its steps. */
type Procedure = readonly [name: BothNames, kinds: readonly string[], steps: readonly BothNames[]];

const procedures: readonly Procedure[] = [
  [
    both('退换货流程', 'Returns and exchanges'),
    ['return', 'exchange'],
    [
      both('核实订单号与签收时间', 'Check the order number and when it arrived'),
      both('请客户提供照片或视频', 'Ask for photos or a video'),
      both('说明退换条件与运费由谁承担', 'Say what the conditions are and who pays the postage'),
      both('在订单中提交退换申请', 'Submit the return in the order'),
      both('告知到账或发货时间', 'Say when the money or the new one arrives'),
    ],
  ],
  [
    both('上门安装', 'Installation at home'),
    ['installation'],
    [
      both('确认机型、地址和联系电话', 'Confirm model, address and telephone'),
      both('确认安装条件（电源、墙体、楼层）', 'Confirm what is there: power, wall, floor'),
      both('约定时间，并说明师傅会提前联系', 'Agree on a time; the fitter calls ahead'),
    ],
  ],
  [
    both('投诉处理', 'Complaints'),
    ['complaint'],
    [
      both('先道歉，再听完', 'Apologise first, then hear them out'),
      both('记下时间、人员和经过', 'Write down when, who and what'),
      both('给出方案和回复时限', 'Offer a solution and say by when'),
      both('需要时转交班长', 'Hand it to a supervisor where it is needed'),
    ],
  ],
];

/** A new one each time: its lists and their steps have ids of their own. */
export function demoHandbook(): Handbook {
  return {
    fields: [...fields],
    dispositions: flat(tree, null),
    requiredFor: [],
    checklists: procedures.map(([name, kinds, steps]) => ({
      id: newId(),
      name,
      dispositions: [...kinds],
      groups: [],
      steps: steps.map((text) => ({ id: newId(), text })),
    })),
  };
}

/** Time to file a conversation under what the handbook has, when it is closed. */
export function withWrapUp(plan: RoutingPlan): RoutingPlan {
  return { ...plan, groups: plan.groups.map((group) => ({ ...group, wrapUpFor: 2 * 60_000 })) };
}

import type { Script } from '../script.ts';

/** A shop for car parts: returns, parcels, invoices; two customers ask about orders that look alike. */
export const shop: readonly Script[] = [
  {
    name: '王晓雯',
    locale: 'zh-CN',
    arrives: 2,
    lines: [
      { say: '你好，我上周买的蓄电池装上以后还是打不着火，想退货', expects: ['订单', '单号', '照片'] },
      { say: '订单号是 20261114-0312', expects: ['退', '换'] },
      { say: '好的，那退款大概几天能到账？', expects: ['天', '工作日', '小时'] },
    ],
    thanks: '明白了，谢谢',
  },
  {
    name: '王芳',
    locale: 'zh-CN',
    value: 'vip',
    arrives: 14,
    lines: [
      { say: '我的快递显示签收了，但是没收到', expects: ['单号', '查', '核实'] },
      { say: '单号 20261114-0321，手机 13812342716', expects: ['快递', '物流', '补发', '联系'] },
    ],
    thanks: '好的，麻烦尽快',
  },
  {
    name: 'Maria Costa',
    locale: 'en',
    arrives: 28,
    lines: [
      {
        say: 'Hi, could you resend the invoice of my order?',
        expects: ['order', 'number', 'e-mail', 'email'],
      },
      { say: 'It is 20261102-1177, to maria@example.com please.', expects: ['sent', 'send', 'invoice'] },
    ],
    thanks: 'Thank you, got it!',
  },
  {
    name: '李想',
    locale: 'zh-CN',
    arrives: 45,
    lines: [
      { say: '60Ah 的蓄电池大众朗逸能用吗？运费谁出？', expects: ['适用', '可以', '能用', '运费', '包邮'] },
      { say: '今天下单什么时候发货', expects: ['发货', '今天', '明天', '小时'] },
    ],
    thanks: '好，我下单了',
  },
  {
    name: '陈国栋',
    locale: 'zh-CN',
    arrives: 62,
    lines: [
      { say: '还没有人处理吗？我昨天就问过发票抬头了！', expects: ['抱歉', '对不起', '不好意思', '发票'] },
      { say: '抬头改成“国栋汽修”，税号 91110105MA00000000', expects: ['修改', '改', '重开', '发票'] },
    ],
    thanks: '行吧',
  },
  {
    name: '赵敏',
    locale: 'zh-CN',
    arrives: 80,
    lines: [{ say: '优惠券为什么用不了', expects: ['优惠券', '截图', '门槛', '有效'] }],
    thanks: '可以用了，谢谢',
  },
];

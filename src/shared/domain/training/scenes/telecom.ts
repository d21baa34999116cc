import type { Script } from '../script.ts';

/** A telephone company: bills, faults of the line, changes of tariff. */
export const telecom: readonly Script[] = [
  {
    name: '孙浩',
    locale: 'zh-CN',
    arrives: 2,
    lines: [
      { say: '家里宽带从昨晚开始一直断线', expects: ['重启', '光猫', '指示灯', '地址', '检测'] },
      { say: '重启过了，光猫红灯在闪', expects: ['报修', '师傅', '上门', '工单'] },
      { say: '今天能来吗', expects: ['今天', '小时', '时间', '预约'] },
    ],
    thanks: '好的，等你们电话',
  },
  {
    name: '吴倩',
    locale: 'zh-CN',
    arrives: 16,
    lines: [
      { say: '这个月话费怎么多了 30 块？', expects: ['查', '账单', '号码'] },
      { say: '号码 13911112222', expects: ['流量', '套餐', '订购', '业务'] },
      { say: '我没有订过，能退吗', expects: ['退', '取消', '核实'] },
    ],
    thanks: '那麻烦退到话费里',
  },
  {
    name: 'Tom Becker',
    locale: 'en',
    value: 'vip',
    arrives: 33,
    lines: [
      {
        say: 'I travel to Japan on Monday. How do I switch on roaming?',
        expects: ['roaming', 'app', 'text', 'switch'],
      },
      { say: 'What does a gigabyte cost there?', expects: ['GB', 'day', 'yuan', 'package', 'price'] },
    ],
    thanks: 'Perfect, thanks.',
  },
  {
    name: '周一航',
    locale: 'zh-CN',
    arrives: 52,
    lines: [
      { say: '我想换成 59 元的套餐，要怎么办？合约到什么时候？', expects: ['套餐', '合约', '次月', '生效'] },
      { say: '换了以后宽带还在吗', expects: ['宽带'] },
    ],
    thanks: '明白了',
  },
  {
    name: '郑州',
    locale: 'zh-CN',
    arrives: 70,
    lines: [{ say: '你们的营业厅几点关门', expects: ['点', '营业'] }],
    thanks: '谢谢',
  },
];

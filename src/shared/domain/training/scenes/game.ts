import type { Script } from '../script.ts';

/** A game: lost accounts, payments that did not arrive, angry players who write in short lines. */
export const game: readonly Script[] = [
  {
    name: '风清扬',
    locale: 'zh-CN',
    arrives: 2,
    lines: [
      { say: '我充的 648 没到账', expects: ['订单', '截图', '角色', '区服'] },
      { say: '角色 风清扬，三区，订单 GP20261128001', expects: ['查', '核实', '补'] },
      { say: '多久', expects: ['分钟', '小时', '天'] },
    ],
    thanks: '到了',
  },
  {
    name: '小鱼儿',
    locale: 'zh-CN',
    arrives: 12,
    lines: [
      { say: '号被盗了！！！', expects: ['找回', '冻结', '手机', '邮箱'] },
      { say: '绑的手机不用了', expects: ['申诉', '资料', '证明', '注册'] },
    ],
    thanks: '我去提交',
  },
  {
    name: 'DragonSlayer',
    locale: 'en',
    arrives: 26,
    lines: [
      { say: 'why was I banned??', expects: ['account', 'ID', 'reason', 'check'] },
      { say: 'my ID is 88231, I never cheated', expects: ['appeal', 'review', 'log'] },
    ],
    thanks: 'ok waiting',
  },
  {
    name: '花无缺',
    locale: 'zh-CN',
    value: 'vip',
    arrives: 40,
    lines: [
      { say: '这次更新以后一直闪退', expects: ['机型', '系统', '重装', '版本'] },
      { say: '小米14，最新系统', expects: ['缓存', '重装', '修复', '补丁'] },
    ],
    thanks: '可以进了',
  },
  {
    name: '铁心兰',
    locale: 'zh-CN',
    arrives: 58,
    lines: [{ say: '兑换码在哪里用', expects: ['设置', '兑换', '中心'] }],
    thanks: '好',
  },
];

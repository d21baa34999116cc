import type { Random } from './cache-seed.ts';

/**
 * What customers of a shop and its agents write to each other, made up from the same seed: words in about the
 * proportions of a language (the nth as often as 1/n), names and numbers among them, some of it English.
 */

const common =
  '的 了 是 我 您 好 吗 请 这个 可以 一下 订单 退款 什么 时候 发货 收到 快递 商品 没有 已经 需要 怎么 问题 客服 换货 退货 ' +
  '为您 查询 稍等 谢谢 不客气 电池 地址 修改 优惠 发票 申请 处理 帮 我们 那边 现在 还是 因为 所以 但是 如果 昨天 今天 明天 上周 ' +
  '质量 包装 破损 少发 漏发 颜色 尺寸 不符 描述 照片 拍照 上传 审核 通过 仓库 库存 补货 预售 物流 签收 派送 中转 延误 天气 ' +
  '原因 抱歉 耽误 理解 感谢 耐心 等待 核实 反馈 技术 部门 同事 转接 主管 投诉 建议 满意 评价 会员 积分 余额 账户 登录 密码 ' +
  '验证码 手机 号码 绑定 更换 微信 支付宝 银行卡 到账 工作日 原路 返回 运费 险 承担 补偿 红包 优惠券 满减 活动 规则 使用 期限 ' +
  '型号 规格 适配 安装 说明书 视频 教程 保修 期内 维修 上门 网点 师傅 联系 预约 取消 下单 付款 拍下 备注 赠品 礼盒 套装 ' +
  '蓄电池 充电器 路由器 耳机 键盘 显示器 电饭煲 吸尘器 空调 冰箱 洗衣机 热水器 净水器 台灯 书桌 沙发 床垫 窗帘 ' +
  '套餐 流量 宽带 提速 断网 信号 基站 欠费 停机 复机 充值 话费 账单 漫游 国际 合约 违约金 携号 转网 实名 认证 ' +
  '游戏 角色 封号 解封 装备 丢失 找回 充值 未到账 服务器 卡顿 闪退 更新 版本 活动 奖励 邮件 排位 段位 皮肤';
const english =
  'the order invoice please refund my for is not delivered when tracking number return broken charger battery thanks hello could you resend email address payment card shipped warranty model size colour'.split(
    ' ',
  );
const syllables = [
  ...'安博晨达恩方国海佳凯乐明宁鹏强荣世天伟新一云泽志中华建文宇翔丽雅静怡思雨欣悦涵梓诗琪子轩浩然',
];
const marks = ['，', '。', '？', '！', '、', ' ', '～', '，', ''];

const words = common.split(' ');

/** One of the list, the first far more often than the last. */
function ranked<T>(list: readonly T[], random: Random): T {
  const at = Math.floor(list.length ** random()) - 1;
  return list[Math.max(0, at)] as T;
}

function name(random: Random): string {
  const one = () => syllables[Math.floor(random() * syllables.length)] ?? '';
  return one() + one() + (random() < 0.6 ? one() : '');
}

/** Customers write a line; every other message is an agent's, who writes more. */
export function chatText(random: Random): string {
  if (random() < 0.08) {
    return Array.from({ length: 4 + Math.floor(random() * 12) }, () => ranked(english, random)).join(' ');
  }
  let text = '';
  const length = random() < 0.5 ? 2 + Math.floor(random() ** 2 * 22) : 6 + Math.floor(random() ** 2 * 46);
  for (let n = 0; n < length; n += 1) {
    const kind = random();
    if (kind < 0.04) text += name(random);
    else if (kind < 0.06) text += String(Math.floor(random() * 1e9));
    else if (kind < 0.07) text += ranked(english, random);
    else text += ranked(words, random);
    if (random() < 0.2) text += marks[Math.floor(random() * marks.length)] ?? '';
  }
  return text;
}

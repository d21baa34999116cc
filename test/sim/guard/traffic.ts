import type { Random } from '../../faults/random.ts';
import { pickByShare } from '../chance.ts';

/**
 * Customers, what they and their agents write, and slips: replies that were meant for another open customer. Made by
 * chance from a seed, to measure how often the guard is right. Surnames have the shares they have in China.
 */

export type Customer = {
  readonly id: string;
  readonly name: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly order: string;
  /** How their agent addresses them, where it is by surname. */
  readonly title: string;
  /** What was written so far, by both. */
  readonly lines: readonly string[];
};

export type Reply = { readonly text: string; readonly sinceSwitch: number; readonly kind: string };

type Shared<T> = { readonly share: number } & T;

const surnames: readonly Shared<{ readonly name: string }>[] = (
  '王 7.1 李 7.0 张 6.7 刘 5.1 陈 4.6 杨 3.1 赵 2.5 黄 2.5 周 2.1 吴 2.0 徐 1.7 孙 1.6 马 1.3 朱 1.3 胡 1.2 郭 1.2 何 1.1 ' +
  '林 1.1 高 1.0 罗 0.9 郑 0.9 梁 0.8 谢 0.8 宋 0.7 唐 0.7 许 0.7 邓 0.6 韩 0.6 冯 0.6 曹 0.6 安 0.2 温 0.2 方 0.4 成 0.2 欧阳 0.1 司马 0.05'
)
  .split(' ')
  .reduce<{ name: string; share: number }[]>((all, word, at, words) => {
    if (at % 2 === 0) all.push({ name: word, share: Number(words[at + 1]) });
    return all;
  }, []);
const givens =
  '晓雯 国栋 想 敏 一航 倩 浩 芳 娜 伟 静 丽 强 磊 洋 艳 勇 军 杰 娟 涛 明 超 秀英 霞 平 刚 桂英 文静 建国 志强 海燕 心怡 雨桐 子涵 欣 安 方便 兴'.split(
    ' ',
  );
const englishNames =
  'Maria Costa;John Smith;Emma Brown;Olivia Garcia;Noah Müller;Liam O’Brien;Sophie Martin;Will Turner;Grace Lee;Mark Jones;May Chan;Ana Silva'.split(
    ';',
  );
const goods = '蓄电池 充电器 行车记录仪 机油 雨刷 轮胎 座垫 车载冰箱 滤芯 保险杠'.split(' ');
const asks = [
  (g: string) => `你好，我上周买的${g}打不着火，想退货`,
  (g: string) => `请问${g}什么时候发货`,
  (g: string) => `${g}的发票抬头可以改吗`,
  () => '退款大概几天能到账？',
  () => '我的快递显示签收了，但是没收到',
  () => '能不能换成大一号的',
];

const digits = (random: Random, count: number) =>
  Array.from({ length: count }, () => random.between(0, 9)).join('');

export function customer(random: Random, n: number): Customer {
  const english = random.next() < 0.15;
  const named = random.next() < 0.85;
  const name = !named
    ? null
    : english
      ? random.pick(englishNames)
      : pickByShare(random, surnames).name + random.pick(givens);
  const order = `202611${String(1 + random.between(0, 27)).padStart(2, '0')}-${digits(random, 4)}`;
  const phone = random.next() < 0.6 ? `1${3 + random.between(0, 6)}${digits(random, 9)}` : null;
  const email = random.next() < 0.3 ? `user${digits(random, 4)}@example.com` : null;
  const title = random.pick(['女士', '先生', '小姐', '老师', '姐', '哥']);
  // Half of the agents greet by name; how they are called then, they are called throughout.
  const greeted = name !== null && !isEnglish(name) && random.next() < 0.5 ? surnameOf(name) + title : '';
  const lines = [random.pick(asks)(random.pick(goods)), `${greeted}您好，请提供一下订单号`];
  lines.push(random.pick([`订单号 ${order}`, order, `${order}，照片我也拍了`]));
  if (phone !== null) lines.push(`手机号${phone}`);
  if (email !== null) lines.push(`发到 ${email} 吧`);
  return { id: `c${n}`, name, phone, email, order, title, lines };
}

const isEnglish = (name: string) => /[a-z]/i.test(name);
const surnameOf = (name: string) => name.slice(0, name.startsWith('欧阳') || name.startsWith('司马') ? 2 : 1);

/** Ways in which a reply says whom it is for; those that this customer has no fact for are left out. */
function telling({
  name,
  phone,
  email,
  order,
  title,
}: Customer): readonly Shared<{ kind: string; text: string }>[] {
  const all: Shared<{ kind: string; text: string }>[] = [
    { kind: 'order', share: 14, text: `您的订单 ${order} 已经安排退款` },
    { kind: 'order', share: 3, text: `订单${order.replace('-', '')}我帮您查到了` },
    { kind: 'order', share: 3, text: `尾号${order.slice(-4)}的那一单今天发出` },
  ];
  if (name !== null && isEnglish(name)) {
    const [first, ...rest] = name.split(' ');
    all.push(
      { kind: 'name', share: 12, text: `Hi ${first}, I have just sent the invoice again.` },
      { kind: 'name', share: 6, text: `Dear Ms ${rest.join(' ')}, your refund is on its way.` },
      { kind: 'name', share: 6, text: `${first}, could you tell me the size?` },
      { kind: 'name', share: 6, text: `The parcel for ${name} left this morning.` },
    );
  } else if (name !== null) {
    const surname = surnameOf(name);
    const given = name.slice(surname.length);
    all.push(
      { kind: 'name', share: 14, text: `${surname}${title}您好，很抱歉给您添麻烦了` },
      { kind: 'name', share: 6, text: `好的${surname}${title}，这边给您登记换货` },
      { kind: 'name', share: 6, text: `${name}您好，我帮您查一下` },
      { kind: 'name', share: 4, text: `收件人是${name}，对吗？` },
    );
    if (given.length > 1) all.push({ kind: 'name', share: 2, text: `${given}，退款已经提交了` });
  }
  if (phone !== null) {
    all.push(
      { kind: 'phone', share: 5, text: `稍后会有专员拨打 ${phone} 联系您` },
      {
        kind: 'phone',
        share: 3,
        text: `您留的号码${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}对吗`,
      },
      { kind: 'phone', share: 2, text: `短信发到尾号 ${phone.slice(-4)} 的手机了` },
    );
  }
  if (email !== null)
    all.push({ kind: 'email', share: 8, text: `发票已发到 ${email.toUpperCase()}，请查收` });
  return all;
}

/** What says nothing of whom it is for. */
const plain = [
  '好的，请稍等，我帮您查一下',
  '已经帮您提交退款了，1 到 3 个工作日到账',
  '可以的，运费由我们承担',
  '请问还有其他可以帮您的吗？',
  '麻烦您拍一张照片发给我',
  '这个型号 60Ah 的也适用，价格是 ¥468.00',
  '您方便的时候再联系我们就好，不急',
  '让您安心使用是我们应该做的，很高兴为您服务',
  '已经和仓库确认，2026-12-03 前发出',
  'May I ask which size you need? I will check the stock.',
  'Will do! It should arrive by 12:30 tomorrow.',
  'That is $1,250.00 in total, and the code is on its way.',
  '稍后由配送师傅联系您，明天 9:00 之后',
  '也可以拨打我们的客服热线 400-820-8820',
  '我是客服林悦，工号 80317，很高兴为您服务',
];

/**
 * A reply that was meant for `meant`, sent in another's conversation. A quarter is an Enter for what was shown a moment
 * before; three in a hundred say nothing that tells whom they are for, and cannot be found.
 */
export function slip(meant: Customer, random: Random): Reply {
  const chance = random.next();
  if (chance < 0.25)
    return { kind: 'switch', text: random.pick(plain), sinceSwitch: 40 + random.between(0, 339) };
  const sinceSwitch = 1500 + random.between(0, 19999);
  if (chance < 0.28) return { kind: 'plain', text: random.pick(plain), sinceSwitch };
  return { ...pickByShare(random, telling(meant)), sinceSwitch };
}

/** An ordinary reply to the one it is for. Three in a thousand are a finished draft that is sent at once after a switch. */
export function usual(to: Customer, random: Random): Reply {
  const sinceSwitch = random.next() < 0.003 ? 250 : 1500 + random.between(0, 59999);
  const chance = random.next();
  if (chance < 0.35) return { ...pickByShare(random, telling(to)), sinceSwitch };
  if (chance < 0.42) {
    const fresh = random.pick([
      `退款单号 ${digits(random, 12)}，请留意`,
      `快递单号 SF${digits(random, 13)}`,
      `已为您补发，新订单是 202611${digits(random, 2)}-${digits(random, 4)}`,
    ]);
    return { kind: 'fresh', text: fresh, sinceSwitch };
  }
  // A courier or a colleague, who may be called like another customer.
  if (chance < 0.44) {
    const other = pickByShare(random, surnames).name;
    return { kind: 'third', text: `配送员${other}师傅会在下午联系您`, sinceSwitch };
  }
  return { kind: 'plain', text: random.pick(plain), sinceSwitch };
}

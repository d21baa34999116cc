import type { ReplyContent } from '#shared/domain/replies/reply.ts';

type Said = readonly [folder: string, shortcut: string, title: string, chinese: string, english: string];

/** What people in customer service say all day, in both languages; the shortcuts are the initials of the titles. */
const said: readonly Said[] = [
  [
    '问候',
    'nh',
    '你好',
    '{{customer.name|您}}好，我是{{agent.name}}，请问有什么可以帮您？',
    'Hello {{customer.name|there}}, this is {{agent.name}}. How can I help you?',
  ],
  [
    '问候',
    'sd',
    '稍等',
    '好的，请您稍等，我马上为您核实一下。',
    'One moment, please. I am looking into it for you right now.',
  ],
  ['问候', 'jdl', '久等了', '让您久等了，非常抱歉。', 'I am sorry to have kept you waiting.'],
  [
    '问候',
    'zj',
    '再见',
    '感谢您的来信，祝您生活愉快！如有其他问题，随时联系我们。',
    'Thank you for writing to us. If anything else comes up, we are here for you.',
  ],
  [
    '售前',
    'yh',
    '有货',
    '这款目前有货，今天 16:00 前下单当天发出。',
    'It is in stock. Orders placed before 4 pm are shipped the same day.',
  ],
  [
    '售前',
    'bx',
    '保修',
    '本店商品享受一年保修，非人为损坏免费维修，邮费由我们承担。',
    'Everything you buy here has a one-year warranty; we pay for postage and repair of any fault.',
  ],
  [
    '物流',
    'wl',
    '物流进度',
    '您的订单 {{order.id}} 正在运输途中，预计 1–2 天内送达，请您留意快递电话。',
    'Your order {{order.id}} is on its way and should arrive within one or two days.',
  ],
  [
    '物流',
    'gdz',
    '改地址',
    '可以的，请把新的收货人、电话和详细地址发给我，我为您修改。',
    'Certainly. Please send me the new name, telephone number and address, and I will change it.',
  ],
  [
    '售后/退款',
    'tkdz',
    '退款到账',
    '退款原路返回，1–3 个工作日到账，到账后会有短信提醒。',
    'The refund goes back the way you paid and arrives within 1 to 3 working days.',
  ],
  [
    '售后/退款',
    'tkjd',
    '退款进度',
    '您的退款已提交，可在「我的订单 › 售后」查看进度。',
    'Your refund has been submitted. You can follow it under “My orders › After-sales”.',
  ],
  [
    '售后/退换货',
    'thtj',
    '退换条件',
    '签收 7 天内，商品完好、不影响二次销售，可以申请退换。您是想退货还是换货呢？',
    'Within 7 days of delivery you can return or exchange it, as long as it is in good condition. Which would you prefer?',
  ],
  [
    '售后/退换货',
    'yf',
    '运费',
    '退回的运费由我们承担，请选择「到付」并保留快递单号。',
    'We pay for the return. Please send it freight collect and keep the tracking number.',
  ],
  [
    '售后',
    'bq',
    '抱歉',
    '{{customer.name|您}}，给您添麻烦了，非常抱歉，我一定尽快为您处理好。',
    'I am very sorry for the trouble, {{customer.name|and thank you for your patience}}. I will see to it right away.',
  ],
  [
    '发票',
    'fp',
    '开发票',
    '请提供发票抬头和税号，电子发票会在 24 小时内发送到您的邮箱{{customer.email|}}。',
    'Please tell me the name and tax number for the invoice. It will be e-mailed to you {{customer.email|}} within 24 hours.',
  ],
];

export const demoReplies: readonly ReplyContent[] = said.map(
  ([folder, shortcut, title, chinese, english]) => ({
    scope: { is: 'everyone' },
    folder,
    shortcut,
    title,
    texts: [
      { language: 'zh-CN', text: chinese },
      { language: 'en', text: english },
    ],
    files: [],
  }),
);

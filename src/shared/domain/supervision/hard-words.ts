/**
 * Words by which customers say that they are angry, feel wronged, or will go elsewhere with it. A list and no model: it
 * is the same at every desk, can be read and argued with, and is wrong in ways that one sees. It never says what somebody
 * is: only that a supervisor may want to look.
 */
const chinese = [
  ...[
    '投诉',
    '举报',
    '差评',
    '曝光',
    '维权',
    '起诉',
    '律师',
    '消协',
    '消费者协会',
    '12315',
    '工商局',
    '媒体',
  ],
  ...['骗子', '欺骗', '骗人', '诈骗', '坑人', '黑店', '奸商', '虚假宣传', '霸王条款'],
  ...['垃圾', '太差', '极差', '恶心', '气死', '生气', '愤怒', '忍无可忍', '受够', '失望', '无语', '离谱'],
  ...[
    '没人管',
    '没人理',
    '不理人',
    '敷衍',
    '推卸',
    '踢皮球',
    '什么态度',
    '态度恶劣',
    '等了半天',
    '还要等多久',
  ],
  ...[
    '找你们领导',
    '叫你们经理',
    '找经理',
    '赔偿',
    '再也不买',
    '退钱',
    '滚',
    '他妈',
    '妈的',
    '傻逼',
    '有病吧',
  ],
];

const english = [
  ...[
    'complaint',
    'complain',
    'report you',
    'sue',
    'lawyer',
    'attorney',
    'legal action',
    'chargeback',
    'ombudsman',
  ],
  ...[
    'scam',
    'scammed',
    'scammer',
    'fraud',
    'fraudulent',
    'liar',
    'liars',
    'lied',
    'ripoff',
    'rip-off',
    'ripped off',
  ],
  ...[
    'angry',
    'furious',
    'outraged',
    'disgusting',
    'disgusted',
    'unacceptable',
    'ridiculous',
    'appalling',
    'pathetic',
  ],
  ...[
    'terrible',
    'horrible',
    'awful',
    'worst',
    'useless',
    'incompetent',
    'fed up',
    'sick of',
    'disappointed',
  ],
  ...['rude', 'ignored', 'ignoring me', 'nobody answers', 'no one answers', 'waste of time', 'still waiting'],
  ...['your manager', 'a manager', 'supervisor', 'never again', 'never buy', 'money back', 'bad review'],
  ...['wtf', 'fuck', 'fucking', 'shit', 'bullshit', 'damn'],
];

/** Latin words stand alone: “sue” is not in “issue”. */
const pattern = new RegExp(
  `${chinese.join('|')}|(?<![\\p{L}\\p{N}])(?:${english.join('|').replaceAll(' ', '\\s+')})(?![\\p{L}\\p{N}])`,
  'iu',
);
/** Three marks in a row. */
const shouted = /[!?！？]{3,}/u;

/** Whether a customer's message has one of those words, or is shouted. */
export function isHard(text: string): boolean {
  return pattern.test(text) || shouted.test(text);
}

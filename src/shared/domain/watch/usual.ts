import type { WatchRule, WatchRules } from './rule.ts';

const minutes = 60;

const rule = (
  n: number,
  name: WatchRule['name'],
  when: WatchRule['when'],
  more: Partial<WatchRule> = {},
): WatchRule => ({
  id: `00000000-0000-4000-8000-0000000e50${n.toString(16).padStart(2, '0')}`,
  name,
  on: true,
  when,
  groups: [],
  hours: null,
  severity: 'warn',
  receivers: { to: 'group' },
  notify: true,
  webhook: false,
  climbAfter: null,
  perHour: 20,
  ...more,
});

/** In force until a house has written its own. */
export const usualRules: WatchRules = {
  rules: [
    rule(
      1,
      { zh: '排队过久', en: 'Waits too long in the queue' },
      { kind: 'waiting', over: 3 * minutes, worse: 10 * minutes },
      { climbAfter: 5 * minutes },
    ),
    rule(
      2,
      { zh: '坐席长时间未回复', en: 'No answer from the agent' },
      { kind: 'agent_silent', over: 5 * minutes, worse: null },
    ),
    rule(
      3,
      { zh: '客户情绪激动或投诉', en: 'Angry customer or complaint' },
      {
        kind: 'customer_words',
        words: [
          ...[
            '投诉',
            '举报',
            '曝光',
            '消协',
            '工商局',
            '12315',
            '律师',
            '起诉',
            '骗子',
            '差评',
            '垃圾',
            '气死',
            '忍无可忍',
          ],
          ...[
            'complaint',
            'complain',
            'lawyer',
            'sue you',
            'scam',
            'fraud',
            'unacceptable',
            'ridiculous',
            'furious',
          ],
        ],
      },
    ),
    rule(
      4,
      { zh: '坐席说了禁用语', en: 'Banned word from an agent' },
      {
        kind: 'agent_words',
        words: [
          '不归我管',
          '你自己看',
          '随便你',
          '爱买不买',
          '有本事',
          '闭嘴',
          "that's not my job",
          'shut up',
          'stupid',
        ],
      },
      { severity: 'critical', climbAfter: 5 * minutes },
    ),
    rule(5, { zh: '差评', en: 'Bad rating' }, { kind: 'rating', atMost: 2 }),
    rule(
      6,
      { zh: '排队人数过多', en: 'Too many in the queue' },
      { kind: 'queue', over: 10, clear: 5, worse: 30 },
      { climbAfter: 5 * minutes },
    ),
    rule(
      7,
      { zh: '坐席离开过久', en: 'Agent away too long' },
      { kind: 'away', status: 'away', over: 30 * minutes, worse: null },
      { severity: 'info', notify: false },
    ),
    rule(
      8,
      { zh: '服务水平过低', en: 'Service level too low' },
      { kind: 'service_level', below: 70, clear: 80, minutes: 60, least: 10, worse: 40 },
    ),
  ],
};

import { newId } from '#shared/domain/key.ts';
import type { ScoreCard, ScoreItem, ScoreSection } from '#shared/domain/quality/card.ts';

const both = (zh: string, en: string) => ({ zh, en });

type Line = readonly [zh: string, en: string, weight: number, hintZh: string, hintEn: string];

function item([zh, en, weight, hintZh, hintEn]: Line, more: Partial<ScoreItem> = {}): ScoreItem {
  return {
    id: newId(),
    name: both(zh, en),
    hint: both(hintZh, hintEn),
    weight,
    scale: { is: 'yes_no' },
    mayNotApply: false,
    fatal: false,
    ...more,
  };
}

const section = (zh: string, en: string, items: ScoreItem[]): ScoreSection => ({
  id: newId(),
  name: both(zh, en),
  items,
});

const points = { scale: { is: 'points', max: 5 } } as const;
const maybe = { mayNotApply: true } as const;

/** What a shop looks at in the conversations of its agents. A new one each time: its parts have ids of their own. */
export function demoScoreCard(): ScoreCard {
  return {
    name: both('售后服务质检表', 'After-sales service'),
    sections: [
      section('开场与态度', 'Opening and manner', [
        item(['问候并自报姓名', 'Greets and says their name', 10, '第一句话里就有', 'In the first message']),
        item(
          [
            '语气礼貌、耐心',
            'Polite and patient',
            20,
            '5 分：客户着急时也一样',
            '5: also when the customer is upset',
          ],
          points,
        ),
      ]),
      section('解决问题', 'Solving it', [
        item(
          [
            '问清问题再作答',
            'Asks before answering',
            15,
            '不让客户重复说过的话',
            'Nobody has to say a thing twice',
          ],
          maybe,
        ),
        item(
          ['方案正确、完整', 'The answer is right and whole', 30, '5 分：一次解决', '5: solved at once'],
          points,
        ),
        item(
          [
            '说明时限与下一步',
            'Says what comes next and when',
            15,
            '到账、发货、上门',
            'Money, parcel, visit',
          ],
          maybe,
        ),
      ]),
      section('合规', 'Rules', [
        item(['未索要密码、验证码', 'Asks for no password or code', 0, '致命项', 'Whatever the reason'], {
          fatal: true,
        }),
        item(
          [
            '没有承诺做不到的事',
            'Promises nothing that cannot be kept',
            0,
            '致命项',
            'In writing, it binds the house',
          ],
          { fatal: true },
        ),
        item(['正确填写结束小结', 'Files the case as it was', 10, '分类与小结', 'Kind and summary'], maybe),
      ]),
    ],
    fatalCap: 0,
    pass: 80,
    appealDays: 7,
  };
}

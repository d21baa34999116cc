import { demoScoreCard } from '../../../src/hub/demo/score-card.ts';
import { itemsOf } from '../../../src/shared/domain/quality/card.ts';
import type { FollowUp, ReviewHead, ReviewStep, Verdict } from '../../../src/shared/domain/quality/review.ts';
import { type Mark, scoreOf } from '../../../src/shared/domain/quality/scoring.ts';
import type { QualityNote } from '../../../src/shared/protocol/quality.ts';
import { customersOf } from './customer-world.ts';
import type { Scenario } from './fake-bridge.ts';
import { bootOf, colleague, make, me, minute, now, scenario, uuid } from './world.ts';

/** Quality (E4): as a supervisor sees it, and as the agent does whom it is about. */

const hour = 60 * minute;
const day = 24 * hour;
const boss = { id: uuid(3), name: '周岚' };
const admin = { id: uuid(4), name: '何静' };
const agent = { id: me.id, name: me.name };
const card = demoScoreCard();
const items = itemsOf(card);

const talk = make(70, { name: '王晓雯', status: 'closed', closedAt: now - 3 * hour }, [
  ['opened', '', 12_000],
  ['taken', '', 11_950],
  ['v', '你好，我上周买的蓄电池装上以后还是打不着火，想退货', 11_940],
  ['me', '您好，我是林悦。请把订单号发给我', 11_600],
  ['v', '20261114-0312，我已经说过一次了', 11_580],
  ['me', '退款三天内一定到账', 11_300],
  ['v', '好的', 11_280],
  ['closed', '', 10_800],
]);

const marksOf = (given: readonly Mark[]) =>
  Object.fromEntries(items.map(({ id }, i) => [id, given[i] ?? 1])) as Verdict['marks'];
const verdict: Verdict = {
  marks: marksOf([1, 3, 0, 4, 1, 1, 1, 'na']),
  comments: [
    {
      id: uuid(700),
      entryId: talk.entries[4]?.id ?? '',
      seq: 5,
      text: '客户已经在表单里填过订单号，先看右侧的订单再问。',
    },
  ],
  summary:
    '态度很好，处理也快。请先看客户已经填过的信息，不要让客户重复；到账时间说“一般 1–3 个工作日”更稳妥。',
};
const score = scoreOf(card, verdict.marks);

const head = (n: number, change: Partial<ReviewHead>): ReviewHead => ({
  id: uuid(800 + n),
  version: 3,
  conversationId: talk.row.conversation.id,
  closedAt: now - 3 * hour - n * day,
  customer: { id: uuid(9000 + n), name: ['王晓雯', 'Maria Costa', '陈国栋', null][n % 4] ?? null },
  agent: n % 2 === 0 ? agent : colleague,
  group: null,
  card: { id: uuid(600), version: 2, name: card.name },
  reviewer: boss,
  round: 1,
  pairId: uuid(800 + n),
  sampleId: null,
  state: 'released',
  dueAt: null,
  total: score.total,
  passed: score.passed,
  submittedAt: now - 2 * hour,
  releasedAt: now - 2 * hour,
  appealUntil: now + 6 * day,
  ...change,
});
const open = { state: 'open', total: null, passed: null, submittedAt: null, releasedAt: null } as const;
const released = head(0, {});
const appealed = head(2, { state: 'appealed', reviewer: admin, version: 4 });

const step = (version: number, by: ReviewStep['by'], body: ReviewStep['body']): ReviewStep => ({
  version,
  at: now - (6 - version) * hour,
  by,
  body,
});
const told = { verdict, total: score.total, passed: score.passed };
const steps: readonly ReviewStep[] = [
  step(1, admin, { what: 'assigned', to: boss, dueAt: null }),
  step(2, boss, { what: 'submitted', ...told }),
  step(3, boss, { what: 'released' }),
];
const appeal = step(4, agent, {
  what: 'appealed',
  reason: '订单号在表单里是空的，我只能再问一次。请再看一下。',
});

const followUp = (n: number, change: Partial<FollowUp> = {}): FollowUp => ({
  id: uuid(900 + n),
  reviewId: released.id,
  conversationId: released.conversationId,
  agent,
  text: '看一遍《退款时限》培训，并在下次班前会讲给大家。',
  owner: agent,
  dueAt: now + 3 * day,
  by: boss,
  at: now - hour,
  done: null,
  ...change,
});
const followUps = [
  followUp(1, { dueAt: now - day, text: '和陈晨一起听两段录音，写下各自的看法。', owner: colleague }),
  followUp(0),
  followUp(2, { done: { at: now - hour, by: agent, note: '已看完，笔记在班组群里。' } }),
];

const supervisor = { ...me, id: boss.id, name: boss.name, role: 'supervisor' } as const;
const { account } = bootOf();
const asBoss = bootOf({ account: { ...account, me: supervisor } as typeof account });
const whole = { card, verdict, steps, followUps: [followUps[1]], draft: null };
const kept = { id: uuid(600), version: 2, at: now - day, by: admin.name, retired: false };

const monday = Math.floor((now / day + 3) / 7) * 7 - 3;
const weeks = [82.5, 74, 79.3, 88.1].map((average, i) => ({
  ...{ week: monday - 7 * (3 - i), n: 9 + i, average, passed: 6 },
}));
const samples = [
  {
    ...{ id: uuid(950), at: now - day, by: boss.name, name: '十一月第四周 · 差评', dueAt: now + 2 * day },
    rule: {
      ...{ from: now - 8 * day, to: now - day, agents: [], groups: [], dispositions: [], words: [] },
      ...{ ratedAtMost: 2, lastedAtLeast: null, transfersAtLeast: null, alerted: false, unreviewed: false },
      ...{ pick: { from: 'all', count: 20 }, seed: '2026-48' },
    },
    card: { id: uuid(600), version: 2, name: card.name },
    ...{ matched: 31, leftOut: 0, total: 20, done: 13 },
  },
];

const note = (n: number, kind: QualityNote['kind'], { id: reviewId, customer }: ReviewHead): QualityNote => ({
  ...{ id: uuid(970 + n), kind, reviewId, at: now - n * hour, by: admin, dueAt: null },
  customer: kind === 'follow_up' || kind === 'due' ? null : customer,
});
const unseen = (...notes: readonly QualityNote[]) => ({ notes, count: notes.length });

const world: Scenario = scenario([talk], {
  boot: asBoss,
  answers: {
    'quality.unseen': unseen(
      note(1, 'work', head(1, {})),
      note(2, 'appeal', appealed),
      note(3, 'due', released),
      note(4, 'decided', head(5, {})),
    ),
    'quality.cards': {
      cards: [
        { ...kept, name: card.name, items: items.length },
        {
          ...{ ...kept, id: uuid(601), version: 1, retired: true, items: 6 },
          name: { zh: '售前旧表', en: 'Before buying (old)' },
        },
      ],
    },
    'quality.card': { kept: { ...kept, card }, versions: [] },
    'quality.reviews': {
      reviews: [
        head(1, { ...open, dueAt: now - day }),
        head(3, { ...open, dueAt: now + 2 * day }),
        released,
        appealed,
        head(5, { state: 'settled', total: 64.5, passed: false }),
      ],
      complete: true,
    },
    'quality.review': {
      ...whole,
      review: head(1, { ...open, version: 1, dueAt: now + day }),
      verdict: null,
      steps: steps.slice(0, 1),
      followUps: [],
      draft: { ...verdict, marks: Object.fromEntries(Object.entries(verdict.marks).slice(0, 5)) },
    },
    'quality.followups': { followUps },
    'quality.samples': { samples },
    'quality.preview': {
      matched: 137,
      drawn: 10,
      byAgent: [
        { ...agent, matched: 80, drawn: 6 },
        { ...colleague, matched: 57, drawn: 4 },
      ],
    },
    'quality.trends': {
      all: { n: 42, average: 81.4, passed: 27 },
      weeks,
      agents: [
        { ...agent, score: { n: 24, average: 84.1, passed: 17 }, weeks },
        { ...colleague, score: { n: 18, average: 77.7, passed: 10 }, weeks: weeks.slice(1) },
      ],
      groups: [],
      cards: [{ id: uuid(600), name: card.name, score: { n: 42, average: 81.4, passed: 27 }, weeks }],
      items: items.slice(2, 5).map(({ name }, i) => ({ card: card.name, name, n: 40, failed: 18 - 5 * i })),
      closed: 611,
      reviewed: 42,
    },
    'quality.agreement': {
      ...{ pairs: 12, same: 0.86, passed: { n: 12, same: 0.83, kappa: 0.636 } },
      items: items.map(({ id, name }, i) => ({
        ...{ itemId: id, name },
        agreement: i === 6 ? { n: 12, same: 1, kappa: null } : { n: 12, same: 0.75, kappa: 0.41 },
      })),
      reviewers: [
        { one: boss, other: admin, pairs: 12, same: 0.86, passed: { n: 12, same: 0.83, kappa: 0.636 } },
      ],
      differing: [
        {
          first: head(1, {}),
          second: head(1, { id: uuid(850), reviewer: admin, round: 2, total: 91, passed: true }),
          items: items.slice(1, 3).map(({ name }) => name),
        },
      ],
    },
  },
});

/** A customer who has been written with for months: 3,000 entries. */
export const longLines = 3000;
const long = make(900, { name: '陈国栋', status: 'closed', closedAt: now - hour }, [
  ['opened', '', 30_000],
  ...Array.from({ length: longLines - 2 }, (_, i) => {
    const n = i + 2;
    const ago = 29_900 - i * 9;
    return n % 2 === 0
      ? (['v', `第 ${n} 条：${'蓄电池装上以后还是打不着火，'.repeat(1 + (n % 5))}`, ago] as const)
      : (['me', `第 ${n} 条：我帮您看一下`, ago] as const);
  }),
  ['closed', '', 3600],
]);
const commentAt = (n: number, seq: number) => ({
  ...{ id: uuid(720 + n), entryId: long.entries[seq - 1]?.id ?? '', seq, text: `对第 ${seq} 条的评语` },
});

export const qualityScenarios: Readonly<Record<string, Scenario>> = {
  'quality-work': world,
  'quality-review': world,
  'quality-appeal': {
    ...world,
    answers: {
      ...world.answers,
      'quality.review': { ...whole, review: appealed, steps: [...steps, appeal] },
    },
  },
  'quality-long': {
    ...world,
    rows: [long.row],
    entries: { [long.row.conversation.id]: long.entries },
    answers: {
      ...world.answers,
      'quality.review': {
        ...whole,
        review: head(1, { ...open, version: 1, conversationId: long.row.conversation.id }),
        verdict: null,
        steps: steps.slice(0, 1),
        followUps: [],
        draft: { ...verdict, comments: [commentAt(0, 2900), commentAt(1, 7), commentAt(2, 1500)] },
      },
    },
  },
  replay: world,
  'quality-samples': world,
  'quality-sample-new': { ...world, customers: customersOf([]) },
  'quality-trends': world,
  'quality-agreement': world,
  'quality-cards': world,
  'quality-card': world,
  'quality-follow-ups': world,
  'quality-empty': {
    ...world,
    answers: {
      'quality.cards': { cards: [] },
      'quality.reviews': { reviews: [], complete: true },
      'quality.followups': { followUps: [] },
    },
  },
  'quality-away': {
    ...world,
    refuse: { 'quality.reviews': { code: 'unavailable' } },
  },
  'own-results': scenario([talk], {
    answers: {
      'quality.unseen': unseen(note(1, 'result', released), note(2, 'follow_up', released)),
      'quality.own': {
        reviews: [released, head(4, { state: 'settled', total: 64.5, passed: false })],
        complete: true,
      },
      'quality.followups': { followUps: [followUps[1], followUps[2]] },
    },
  }),
  'own-result': scenario([talk], {
    answers: {
      'quality.own': {
        reviews: [released, head(4, { state: 'settled', total: 64.5, passed: false })],
        complete: true,
      },
      'quality.followups': { followUps: [followUps[1]] },
      'quality.own.review': { ...whole, review: released },
    },
  }),
};

import type { Author, Entry, EntryBody, PersonRef } from '../../../src/shared/domain/entry.ts';
import type { RoutingDecision } from '../../../src/shared/domain/routing/decision.ts';
import type { Boot } from '../../../src/shared/ipc/app.ts';
import type { Scenario } from './fake-bridge.ts';
import { groups, houseOf, people } from './house.ts';
import {
  bootOf,
  colleague,
  type Made,
  make,
  me,
  mine,
  minute,
  now,
  scenario,
  second,
  system,
} from './world.ts';

/** Screens of how a conversation goes from one to another. */

const meRef: PersonRef = { id: me.id, name: me.name };
const she: Author = { kind: 'agent', ...colleague };
const zhang = { id: people[2]?.id ?? '', name: '张磊' };
const after = { id: groups.after, name: '售后' };
const sale = { id: groups.sale, name: '售前咨询' };

type Line = readonly [author: Author, body: EntryBody, ago: number];

/** The same conversation with more that happened in it. */
function withLines(made: Made, lines: readonly Line[]): Made {
  const last = made.entries.at(-1) as Entry;
  const more = lines.map(
    ([author, body, ago], i): Entry => ({
      ...last,
      id: `01939c00-0000-7000-a000-${String(last.feedSeq + i + 1).padStart(12, '0')}`,
      seq: last.seq + i + 1,
      feedSeq: last.feedSeq + i + 1,
      publicSeq: null,
      author,
      audience: 'staff',
      key: null,
      at: now - ago * second,
      body,
    }),
  );
  const lastSeq = last.seq + lines.length;
  const conversation = { ...made.row.conversation, lastSeq, version: 2 + lines.length };
  return { row: { ...made.row, conversation, readSeq: lastSeq }, entries: [...made.entries, ...more] };
}

const note = '客户要换开发票，抬头已经核对过，只差财务确认。他比较着急，麻烦你接着跟一下。';
const until = (seconds: number) => now + seconds * second;

const mineNow = make(2, { name: '王晓雯', group: after, row: { unread: 1 } }, [
  ['opened', '', 430],
  ['v', '电池能退吗', 429],
  ['least', '', 372],
  ['me', '王女士您好，我是林悦。我先帮您查一下订单', 300],
  ['v', '好的，那退款大概几天能到账？', 48],
]);
const vip = make(1, { name: '陈国栋', group: after, priority: 5, waited: 35_000 }, [
  ['opened', '', 400],
  ['v', '还没有人处理吗？已经等了很久了', 120],
]);

const offerOf = (how: 'route' | 'transfer' | 'invite', to: PersonRef, by: PersonRef | null, s: number) => ({
  how,
  to,
  by,
  until: until(s),
});
const offered = (offer: ReturnType<typeof offerOf>): EntryBody => ({ kind: 'offered', ...offer });

const forMe = offerOf('transfer', meRef, colleague, 47);
const handed = withLines(
  make(20, { name: '周一航', agent: colleague, group: after, offer: forMe }, [
    ['opened', '', 700],
    ['v', '发票能换抬头吗？公司名写错了', 600],
    ['she', '可以的，我看一下开票记录', 560],
    ['v', '麻烦快一点，今天要报销', 80],
  ]),
  [
    [she, { kind: 'note', text: note }, 14],
    [she, offered(forMe), 14],
  ],
);
const routed = offerOf('route', meRef, null, 11);
const waiting = withLines(
  make(21, { name: '孙浩', status: 'queued', agent: null, group: after, priority: 5, offer: routed }, [
    ['opened', '', 60],
    ['v', '订单 20261119-0457 少发一件', 45],
  ]),
  [
    [system, { kind: 'routed', group: after, priority: 5, needs: noNeedsOf(), rule: 'VIP' }, 60],
    [system, offered(routed), 9],
  ],
);
const invited = offerOf('invite', meRef, zhang, 30);
const joinIn = withLines(
  make(22, { name: null, agent: zhang, group: sale, offer: invited }, [
    ['opened', '', 300],
    ['v', '这款电池能装在 2019 款车上吗', 280],
  ]),
  [[{ kind: 'agent', ...zhang }, offered(invited), 5]],
);

const asked = offerOf('transfer', colleague, meRef, 41);
const waitsForHer = withLines(
  make(2, { ...mineNow.row.conversation, offer: asked, name: '王晓雯' }, [
    ['opened', '', 430],
    ['v', '电池能退吗', 429],
    ['me', '王女士您好，我是林悦。我先帮您查一下订单', 300],
    ['v', '好的，那退款大概几天能到账？', 48],
  ]),
  [
    [mine, { kind: 'note', text: '退款已提交，请财务确认到账时间' }, 19],
    [mine, offered(asked), 19],
  ],
);
const declined = withLines(waitsForHer, [
  [she, { kind: 'offer_ended', how: 'transfer', to: colleague, because: 'declined' }, 3],
]);
declined.row.conversation.offer = null;

/** The customer has said how it was, and in another conversation how bad. */
const sheIs: Author = { kind: 'visitor', id: vip.row.conversation.visitor.id, name: '陈国栋' };
const ratedOf = (score: number) => ({ askedAt: now - 90 * second, about: meRef, score, ratedAt: now });
const rated = withLines(
  make(28, { name: '陈国栋', status: 'closed', closedAt: now - minute, rating: ratedOf(2) }, [
    ['opened', '', 900],
    ['v', '退款怎么还没到？', 880],
    ['me', '已经为您催办了，预计明天到账。', 860],
  ]),
  [
    [system, { kind: 'rating_asked', about: meRef }, 90],
    [mine, { kind: 'closed' }, 90],
    [sheIs, { kind: 'rated', score: 5, comment: null, about: meRef }, 60],
    [
      sheIs,
      { kind: 'rated', score: 2, comment: '等了三天才有人处理，希望以后能主动通知。', about: meRef },
      30,
    ],
  ],
);
const ratedWell = make(
  29,
  { name: '赵敏', status: 'closed', closedAt: now - 3 * minute, rating: ratedOf(5) },
  [
    ['opened', '', 900],
    ['v', '谢谢，已经收到了', 300],
  ],
);

const guests = withLines(
  make(23, { name: 'Maria Costa', group: sale, guests: [colleague, zhang] }, [
    ['opened', '', 300],
    ['v', 'Hi! I cannot find the invoice of my order.', 280],
    ['me', 'Hello Maria, I am looking it up for you.', 240],
  ]),
  [
    [mine, offered(offerOf('invite', colleague, meRef, -100)), 150],
    [she, { kind: 'joined', person: colleague }, 140],
    [{ kind: 'agent', ...zhang }, { kind: 'joined', person: zhang }, 60],
  ],
);
const asGuest = make(24, { name: '黄丽丽', agent: zhang, group: sale, guests: [meRef] }, [
  ['opened', '', 300],
  ['v', '安装需要预约吗？', 100],
]);

const contact = { name: '何先生', email: 'he@example.com', phone: '+86 138 0013 8000' };
const message = withLines(
  make(25, { name: '何先生', kind: 'message', group: after, contact, waited: 63 * minute }, [
    ['opened', '', 9000],
    ['v', '昨天买的电池型号发错了，请尽快联系我换货。我白天上班，晚上七点以后方便。', 8990],
  ]),
  [
    [system, { kind: 'message_left', contact }, 8990],
    [system, { kind: 'assigned', from: null, to: meRef, reason: 'round_robin' }, 40],
  ],
);
const queuedMessage = make(26, { name: null, kind: 'message', status: 'queued', agent: null, group: sale }, [
  ['opened', '', 5000],
  ['v', '请问周末营业吗', 4990],
]);
const queuedVip = make(27, { name: '吴先生', status: 'queued', agent: null, group: after, priority: 10 }, [
  ['opened', '', 30],
  ['v', '有急事', 28],
]);
const wrapUp = make(
  28,
  { name: '赵敏', status: 'closed', closedAt: now - 20 * second, wrapUpUntil: until(570), group: after },
  [
    ['opened', '', 600],
    ['v', '谢谢，问题解决了', 60],
    ['closed', '', 20],
  ],
);

/** Everything that can happen, one under the other. */
const lines = withLines(mineNow, [
  [system, { kind: 'routed', group: after, priority: 5, needs: noNeedsOf(), rule: 'VIP 客户' }, 400],
  [system, offered(offerOf('route', zhang, null, 0)), 390],
  [system, { kind: 'offer_ended', how: 'route', to: zhang, because: 'no_answer' }, 330],
  [system, { kind: 'assigned', from: null, to: meRef, reason: 'sticky' }, 329],
  [mine, offered(offerOf('transfer', colleague, meRef, 0)), 300],
  [mine, { kind: 'offer_ended', how: 'transfer', to: colleague, because: 'withdrawn' }, 280],
  [mine, offered(offerOf('invite', zhang, meRef, 0)), 260],
  [{ kind: 'agent', ...zhang }, { kind: 'joined', person: zhang }, 250],
  [{ kind: 'agent', ...zhang }, { kind: 'left', person: zhang }, 200],
  [mine, { kind: 'assigned', from: meRef, to: null, reason: 'transferred', group: sale }, 150],
  [she, { kind: 'assigned', from: null, to: colleague, reason: 'accepted' }, 120],
  [mine, { kind: 'assigned', from: colleague, to: meRef, reason: 'transferred' }, 90],
]);

function noNeedsOf() {
  return { skills: [], language: null, agent: null };
}

const leftOut = { group: 3, offline: 2, language: 0, skill: 1, asked: 1, full: 4 };
const decision = (change: Partial<RoutingDecision>): RoutingDecision => ({
  at: now - 372 * second,
  to: meRef,
  rule: 'least_loaded',
  strategy: 'least_loaded',
  group: after,
  overflow: null,
  waited: 35_000,
  rank: now,
  candidates: [
    { id: me.id, name: me.name, load: 3, capacity: 8, idleSince: null, skills: [], score: 0.375 },
    { id: colleague.id, name: colleague.name, load: 4, capacity: 8, idleSince: null, skills: [], score: 0.5 },
    {
      id: zhang.id,
      name: 'Maximiliana Theodora Schmidt',
      load: 5.5,
      capacity: 8,
      idleSince: null,
      skills: [],
      score: 0.69,
    },
  ],
  more: 2,
  leftOut,
  ...change,
});
const decisions = [
  decision({ at: now - 420 * second, to: null, candidates: [], more: 0, waited: 0 }),
  decision({ at: now - 400 * second, to: zhang, rule: 'sticky', strategy: 'longest_idle', overflow: sale }),
  decision({}),
];

const supervisor = (): Boot =>
  bootOf({
    account: {
      state: 'signed-in',
      hub: 'http://127.0.0.1:8080',
      me: { ...me, role: 'supervisor' },
      workspace: { id: groups.night, name: '星河商城' },
    },
  });
const shown = (made: Made, others: readonly Made[], change: Partial<Scenario> = {}): Scenario => {
  const { id } = made.row.conversation;
  return scenario([made, ...others], { tabs: { order: [id], active: id }, ...change });
};
const rest = [vip, asGuest, queuedVip, queuedMessage];

export const routingScenarios: Readonly<Record<string, Scenario>> = {
  'offered-transfer': shown(handed, [waiting, joinIn, mineNow, ...rest]),
  'offered-route': shown(waiting, [mineNow, ...rest]),
  'offered-invite': shown(joinIn, [mineNow, ...rest]),
  'offered-elsewhere': shown(mineNow, [handed, waiting, ...rest]),
  asked: shown(waitsForHer, rest),
  declined: shown(declined, rest),
  'with-guests': shown(guests, rest),
  'as-guest': shown(asGuest, [mineNow, vip]),
  rated: shown(rated, [ratedWell, mineNow, vip]),
  'left-message': shown(message, [vip, queuedMessage, queuedVip]),
  'wrap-up': shown(wrapUp, [vip, mineNow]),
  lines: shown(lines, rest),
  'not-responding': shown(mineNow, rest, {
    house: houseOf({ status: 'away', reason: { is: 'not_responding' }, since: now - 2 * minute }),
  }),
  idle: shown(mineNow, rest, { house: houseOf({ status: 'away', reason: { is: 'locked' } }) }),
  meeting: shown(mineNow, rest, { house: houseOf({ status: 'away', reason: { is: 'said', text: '会议' } }) }),
  decisions: shown(lines, [vip, queuedVip], { boot: supervisor(), decisions }),
  transfer: shown(mineNow, rest),
  'transfer-groups': shown(mineNow, rest),
  'transfer-refused': shown(mineNow, rest, {
    refuse: { 'conversations.transfer': { code: 'taken', owner: '陈晨' } },
  }),
  'transfer-offline': shown(mineNow, rest, {
    boot: bootOf({
      connection: { state: 'offline', code: null, since: now - minute, pending: 0, latency: null },
    }),
  }),
  invite: shown(mineNow, rest),
  'nobody-told': shown(mineNow, rest, { house: { ...houseOf(), colleagues: null } }),
  supervisor: shown(mineNow, [handed, queuedVip], { boot: supervisor() }),
  'offline-offered': shown(handed, [mineNow], {
    boot: bootOf({
      connection: { state: 'offline', code: null, since: now - minute, pending: 0, latency: null },
    }),
  }),
};

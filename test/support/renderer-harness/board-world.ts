import type { BoardAgent, BoardGroup, BoardNow, BoardRow } from '../../../src/shared/protocol/board.ts';
import type { Scenario } from './fake-bridge.ts';
import { houseOf } from './house.ts';
import { bootOf, me, minute, now, scenario, second, uuid } from './world.ts';

/** The live board of a busy house, as its supervisor sees it. */

const groupNames = [
  '售前咨询',
  '售后',
  '夜间',
  'International',
  '会员专线（白金及以上客户优先接待）',
] as const;
const groups: readonly BoardGroup[] = groupNames.map((name, n) => ({
  id: uuid(900 + n),
  name,
  open: n !== 2,
  free: [3, 0, 0, 1, 2][n] ?? 0,
  percent: 80,
  within: n === 4 ? 20 * second : minute,
  met: [41, 22, 0, 7, 12][n] ?? 0,
  decided: [46, 30, 0, 9, 12][n] ?? 0,
}));

const names = [
  '陈晨',
  '张伟',
  'Anna Schmidt',
  '李娜',
  '欧阳娜娜',
  'João Silva',
  '徐静',
  '赵强',
  '周敏',
  '马超',
] as const;
const statuses: readonly Pick<BoardAgent, 'status' | 'reason'>[] = [
  { status: 'online', reason: null },
  { status: 'busy', reason: null },
  { status: 'online', reason: null },
  { status: 'away', reason: { is: 'said', text: '午餐' } },
  { status: 'away', reason: { is: 'not_responding' } },
  { status: 'online', reason: null },
  { status: 'offline', reason: null },
  { status: 'invisible', reason: null },
];
const agentsOf = (count: number): BoardAgent[] =>
  Array.from({ length: count }, (_, n) => ({
    id: uuid(1000 + n),
    name: n < names.length ? (names[n] ?? '') : `${names[n % names.length]} ${n}`,
    role: 'agent',
    ...(statuses[n % statuses.length] ?? { status: 'online', reason: null }),
    since: now - (n + 1) * 3 * minute,
    load: n % 6,
    capacity: 5,
    groups: n % 4 === 0 ? null : [uuid(900 + (n % 5))],
    response: n % 5 === 3 ? null : 12 + ((n * 17) % 140),
    rating: n % 3 === 0 ? { score: 1 + ((n * 2) % 5), at: now - n * minute } : null,
  }));

const customers = [
  '王晓雯',
  '陈国栋',
  'Maria Costa',
  null,
  '李想',
  '赵敏',
  '孙浩',
  null,
  '一位名字特别特别长的客户先生女士大人阁下',
  '何静',
];

function rowsOf(count: number, agents: readonly BoardAgent[]): BoardRow[] {
  return Array.from({ length: count }, (_, n) => {
    const group = groups[n % groups.length] as BoardGroup;
    const agent = agents[(n * 7) % agents.length] as BoardAgent;
    const isQueued = n % 6 === 0;
    const isMessage = n % 17 === 5;
    const waiting = n % 3 === 0 ? now - ((n * 13) % 160) * second : null;
    return {
      k: n + 1,
      id: uuid(2000 + n),
      visitor: { id: uuid(30_000 + n), name: customers[n % customers.length] ?? null },
      status: isQueued ? 'queued' : 'active',
      kind: isMessage ? 'message' : 'live',
      agent: isQueued ? null : { id: agent.id, name: agent.name },
      group: { id: group.id, name: group.name },
      offered: n % 18 === 6 ? { id: agent.id, name: agent.name } : null,
      guests: n % 11 === 4 ? 1 : 0,
      priority: 0,
      opened: now - n * minute,
      queued: isQueued ? (waiting ?? now - 9 * second) : null,
      waiting,
      replied: isQueued ? null : now - ((n * 29) % 500) * second,
      unanswered: n % 3 === 0 ? 1 + (n % 4) : 0,
      trouble: n % 9 === 3 ? 1 : n % 12 === 3 ? 3 : n % 23 === 8 ? 4 : 0,
    };
  });
}

export function boardOf(rows: number, agents = 10): BoardNow {
  const all = agentsOf(agents);
  return { number: 7, at: Date.now(), rows: rowsOf(rows, all), agents: all, groups: [...groups] };
}

const boot = (change: Partial<Scenario['boot']> = {}) => {
  const { account } = bootOf();
  return bootOf({ account: { ...account, me: { ...me, role: 'supervisor' } } as typeof account, ...change });
};

export const boardScenario = (board: BoardNow | null, change: Partial<Scenario> = {}): Scenario =>
  scenario([], { boot: boot(), ...(board !== null && { board }), ...change });

/** One of the board's groups stands still: a colleague has paused it. */
const house = houseOf();
const pausedHouse: Scenario['house'] = {
  ...house,
  colleagues: {
    people: house.colleagues?.people ?? [],
    groups: [
      ...(house.colleagues?.groups ?? []),
      {
        ...{ id: uuid(901), name: '售后', open: false, waiting: 5, longestSince: now - minute, free: 0 },
        paused: { by: '周岚', since: now - 4 * minute },
      },
    ],
  },
};

export const boardScenarios: Readonly<Record<string, Scenario>> = {
  board: boardScenario(boardOf(28)),
  'board-filtered': boardScenario(boardOf(28)),
  'board-behind-waiting': boardScenario(boardOf(60)),
  'board-behind-level': boardScenario(boardOf(28)),
  'board-behind-free': boardScenario(boardOf(28)),
  'board-menu': boardScenario(boardOf(28)),
  'board-group-menu': boardScenario(boardOf(28), { house: pausedHouse }),
  'board-pausing': boardScenario(boardOf(28)),
  'board-move': boardScenario(boardOf(28), { house: pausedHouse }),
  'board-refused': boardScenario(boardOf(28), { refuse: { 'supervise.status': { code: 'forbidden' } } }),
  'board-empty': boardScenario({ ...boardOf(0, 0), groups: groups.slice(0, 1) }),
  'board-failed': boardScenario(null, { refuse: { 'board.open': { code: 'internal' } } }),
  'board-offline': boardScenario(boardOf(28), {
    boot: boot({
      connection: { state: 'offline', code: null, since: now - minute, pending: 0, latency: null },
    }),
  }),
  'board-many': boardScenario(boardOf(2000, 200)),
  wallboard: boardScenario(boardOf(60)),
};

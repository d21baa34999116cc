import { type FigureId, figureIds } from '../../../src/shared/domain/reports/figures.ts';
import type { Scenario } from './fake-bridge.ts';
import { bootOf, colleague, me, minute, now, scenario, uuid } from './world.ts';

/** Reports (E3), as a supervisor sees them. */

const day = 24 * 60 * minute;
const boss = { id: uuid(3), name: '周岚' };
const second = 1000;

/** A day's figures, or a week's where there are seven times as many. */
function values(n: number, times = 1): (number | null)[] {
  const own: Partial<Record<FigureId, number>> = {
    offered: (120 + ((n * 37) % 60)) * times,
    answered: (108 + ((n * 37) % 55)) * times,
    abandoned: (6 + (n % 5)) * times,
    left: 4 * times,
    pending: n === 6 ? 2 : 0,
    abandonment: 0.051 + n / 200,
    serviceLevel: 0.86 - n / 60,
    wait: (18 + n * 3) * second,
    wait90: (44 + n * 7) * second,
    firstResponse: (31 + n * 4) * second,
    firstResponse90: (78 + n * 9) * second,
    nextResponse: (39 + n) * second,
    nextResponse90: (95 + n) * second,
    handled: (131 + n) * times,
    handling: (412 + n * 11) * second,
    handling90: (903 + n * 21) * second,
    afterCall: 64 * second,
    effort: 233 * second,
    transfersOut: (9 + n) * times,
    transfersToGroup: 3 * times,
    transfersIn: (9 + n) * times,
    rating: 4.41 - n / 30,
    rated: 40 * times,
    rated5: 24 * times,
    rated4: 10 * times,
    rated3: 3 * times,
    rated2: 1 * times,
    rated1: 2 * times,
    signedIn: 52 * 60 * minute * times,
    online: 40 * 60 * minute * times,
    busy: 5 * 60 * minute * times,
    away: 7 * 60 * minute * times,
    invisible: 0,
    serving: 33 * 60 * minute * times,
    occupancy: 0.73,
  };
  return figureIds.map((id) => own[id] ?? null);
}

const days = Array.from({ length: 7 }, (_, n) =>
  new Date(Date.UTC(2026, 10, 23 + n)).toISOString().slice(0, 10),
);
const report = {
  from: now - 6 * day,
  to: now,
  timeZone: 'Asia/Shanghai',
  asOf: now,
  total: values(3, 7),
  rows: days.map((one, n) => ({ keys: [one], values: values(n) })),
  compare: { from: now - 13 * day, to: now - 7 * day, total: values(5, 6), rows: [] },
  names: { agents: { [me.id]: me.name, [colleague.id]: colleague.name }, groups: {} },
};
const piece = (n: number) => ({
  conversationId: uuid(900 + n),
  what: 'firstResponse',
  value: (190 - n * 13) * second,
  at: now - n * 61 * minute,
  agent: n % 2 === 0 ? me.id : colleague.id,
  group: null,
  from: { at: now - n * 61 * minute, seq: 1 },
  to: { at: now - n * 61 * minute + (190 - n * 13) * second, seq: 5 },
  customer: ['王晓雯', 'Maria Costa', null, '陈国栋'][n % 4] ?? null,
});

const supervisor = { ...me, id: boss.id, name: boss.name, role: 'supervisor' } as const;
const { account } = bootOf();
const asBoss = bootOf({ account: { ...account, me: supervisor } as typeof account });
const world: Scenario = {
  ...scenario([], { boot: asBoss }),
  answers: {
    'reports.choices': {
      timeZone: 'Asia/Shanghai',
      today: '2026-11-29',
      agents: [me, colleague].map(({ id, name }) => ({ id, name })),
      groups: [{ id: uuid(501), name: '售后' }],
    },
    'reports.ask': { state: 'done', report },
    'reports.behind': {
      pieces: Array.from({ length: 9 }, (_, n) => piece(n)),
      count: 9,
      value: values(3, 7)[figureIds.indexOf('firstResponse')],
      names: report.names,
      asOf: now,
    },
    'reports.explain': {
      target: 60 * second,
      timeZone: 'Asia/Shanghai',
      pieces: [
        {
          what: 'firstResponse',
          value: 190 * second,
          agent: me.name,
          group: null,
          from: { seq: 1, at: now, kind: 'opened', author: '' },
          to: { seq: 5, at: now + 190 * second, kind: 'message', author: me.name },
        },
      ],
    },
  },
};

const nothing = figureIds.map(() => null);
export const reportScenarios: Readonly<Record<string, Scenario>> = {
  reports: world,
  'reports-behind': world,
  'reports-running': { ...world, silent: ['reports.ask'] },
  'reports-empty': {
    ...world,
    answers: {
      ...world.answers,
      'reports.ask': { state: 'done', report: { ...report, total: nothing, rows: [], compare: null } },
    },
  },
  'reports-away': { ...world, refuse: { 'reports.choices': { code: 'unavailable' } } },
};

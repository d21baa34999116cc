import type { AgentStatus } from '../../../src/shared/domain/routing/status.ts';
import type { Colleagues } from '../../../src/shared/ipc/routing.ts';
import type { Scenario } from './fake-bridge.ts';

/** Who works in the scenarios' house, and which groups they are in. */

const now = Date.now();
const id = (n: number) => `01939c00-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
export const groups = { sale: id(801), after: id(802), night: id(803) } as const;

type Person = Colleagues['people'][number];
function person(n: number, name: string, said: Partial<Person>): Person {
  const usual = {
    role: 'agent',
    status: 'online',
    reason: null,
    load: 0,
    capacity: 8,
    groups: null,
  } as const;
  return { id: id(n), name, since: now - 600_000, ...usual, ...said };
}

export const people: readonly Person[] = [
  person(1, '林悦', { load: 6 }),
  person(2, '陈晨', { load: 3, groups: [groups.sale, groups.after] }),
  person(3, '张磊', { load: 8, groups: [groups.after] }),
  person(4, 'Anna Schmidt', { load: 1.5, groups: [groups.sale] }),
  person(5, '黄丽', { status: 'busy', load: 5, groups: [groups.after] }),
  person(6, '欧阳娜娜', { status: 'away', reason: { is: 'said', text: '用餐' }, groups: [groups.after] }),
  person(7, '徐静', { status: 'away', reason: { is: 'not_responding' }, load: 2 }),
  person(8, '马超', { status: 'offline', groups: [groups.night] }),
  person(9, '周敏', { role: 'supervisor', groups: [] }),
];

const groupStates: Colleagues['groups'] = [
  { id: groups.sale, name: '售前咨询', open: true, waiting: 2, longestSince: now - 95_000, free: 2 },
  { id: groups.after, name: '售后', open: true, waiting: 7, longestSince: now - 252_000, free: 0 },
  { id: groups.night, name: '夜间值班', open: false, waiting: 0, longestSince: null, free: 0 },
];

const online: AgentStatus = { status: 'online', reason: null, since: now - 3_600_000 };
const settings = { awayReasons: ['会议', '用餐', '培训', '休息'], awayAfter: 600_000 };

/** The house as main knows it, with a status of one's own. */
export function houseOf(own: Partial<AgentStatus> = {}): Scenario['house'] {
  return {
    status: { own: { ...online, ...own }, settings },
    colleagues: { people: [...people], groups: groupStates },
  };
}

import fc from 'fast-check';
import type { RawEntry, RawPlan } from './recount.ts';

/** Conversations and days of work as they could have been, around the hours in which clocks are changed. */

export const people = [1, 2, 3].map((n) => `0193aaaa-0000-7000-8000-00000000000${n}`);
export const groups = [1, 2, 3].map((n) => `0193bbbb-0000-7000-8000-00000000000${n}`);

export type Place = { readonly zone: string; readonly day: string };
/** Days on which a clock is moved: forward, back, by half an hour, at midnight; and one on which none is. */
export const places: readonly Place[] = [
  { zone: 'Europe/Berlin', day: '2026-10-25' },
  { zone: 'Europe/Berlin', day: '2026-03-29' },
  { zone: 'America/New_York', day: '2026-11-01' },
  { zone: 'Australia/Lord_Howe', day: '2026-04-05' },
  { zone: 'America/Santiago', day: '2026-09-06' },
  { zone: 'Asia/Shanghai', day: '2026-10-01' },
];

const minute = 60_000;

export function planOf(zone: string, day: string, within: number) {
  const period = (from: number, to: number) => ({ from: from * 60, to: to * 60 });
  const week = Array.from({ length: 7 }, (_, n) =>
    n < 5 ? [period(9, 12), period(13, 18)] : n === 5 ? [period(20, 6)] : [],
  );
  const day2 = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
  return {
    groups: [
      { id: groups[0] as string, hours: null, serviceLevel: { within } },
      { id: groups[1] as string, hours: 'office', serviceLevel: { within: within * 2 } },
      { id: groups[2] as string, hours: 'office', serviceLevel: { within: 0 } },
    ],
    hours: [
      {
        id: 'office',
        timeZone: zone,
        week,
        exceptions: [{ date: day2, name: '', periods: [period(4, 7), period(6, 8), period(22, 5)] }],
      },
    ],
  } satisfies RawPlan['plan'] & object;
}

type Step =
  | 'customer'
  | 'agent'
  | 'guest'
  | 'robot'
  | 'route'
  | 'give'
  | 'toPerson'
  | 'toGroup'
  | 'gone'
  | 'leaveMessage'
  | 'close'
  | 'closeAndWrap'
  | 'wrap'
  | 'file'
  | 'rate'
  | 'note';

const step = fc.record({
  what: fc.constantFrom<Step>(
    ...(['customer', 'customer', 'customer', 'customer', 'agent', 'agent', 'agent', 'agent'] as const),
    ...(['guest', 'robot', 'route', 'route', 'give', 'give', 'give', 'give', 'give'] as const),
    ...([
      'toPerson',
      'toGroup',
      'gone',
      'leaveMessage',
      'close',
      'closeAndWrap',
      'wrap',
      'file',
      'rate',
      'note',
    ] as const),
  ),
  gap: fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 0, max: 5 * minute }) },
    // To the millisecond what a group may promise.
    { weight: 3, arbitrary: fc.constantFrom(0, 20_000, 40_000, 60_000, 120_000) },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: 120 * minute }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 14 * 60 * minute }) },
  ),
  who: fc.nat({ max: people.length - 1 }),
  group: fc.nat({ max: groups.length - 1 }),
  score: fc.integer({ min: 1, max: 5 }),
});

/** What the hub could have written, from what is thrown at it. */
function written(
  conversation: string,
  start: number,
  steps: readonly (typeof step extends fc.Arbitrary<infer T> ? T : never)[],
): RawEntry[] {
  const entries: RawEntry[] = [];
  let at = start;
  let agent: string | null = null;
  let closed = false;
  let wrapUpUntil: number | null = null;
  let served: string | null = null;
  const add = (kind: string, authorKind: string, authorId: string | null, body: object = {}) =>
    entries.push({
      conversation,
      seq: entries.length + 1,
      at,
      authorKind,
      authorId,
      kind,
      body: { kind, ...body } as RawEntry['body'],
    });
  const give = (to: string | null, reason: string, group?: string) => {
    add('assigned', 'system', null, {
      from: agent === null ? null : { id: agent, name: 'A' },
      to: to === null ? null : { id: to, name: 'B' },
      reason,
      ...(group !== undefined && { group: { id: group, name: 'G' } }),
    });
    agent = to;
    served = to ?? served;
  };
  add('opened', 'visitor', 'v', { page: null });
  add('message', 'visitor', 'v');
  for (const { what, gap, who, group, score } of steps) {
    at += gap;
    const [person, groupId] = [people[who] as string, groups[group] as string];
    if (closed) {
      if (what === 'wrap' && wrapUpUntil !== null) {
        add(
          'wrapped',
          'agent',
          served,
          score > 3 ? {} : { filed: { disposition: score > 1 ? ['a', `b${score}`] : null } },
        );
        wrapUpUntil = null;
      }
      if (what === 'file') add('wrapped', 'agent', served, { filed: { disposition: [`c${score}`] } });
      if (what === 'rate')
        add('rated', 'visitor', 'v', { score, about: served === null ? null : { id: served, name: 'B' } });
      if (what === 'note') add('note', 'agent', person);
      continue;
    }
    switch (what) {
      case 'customer':
        add('message', 'visitor', 'v');
        break;
      case 'agent':
        if (agent !== null) add('message', 'agent', agent);
        break;
      case 'guest':
        if (agent !== null) add('message', 'agent', person);
        break;
      case 'robot':
        add('message', 'robot', null);
        break;
      case 'route':
        if (agent === null) add('routed', 'system', null, { group: { id: groupId, name: 'G' } });
        break;
      case 'give':
        if (agent === null) give(person, 'least_loaded');
        break;
      case 'toPerson':
        if (person !== agent) give(person, 'transferred');
        break;
      case 'toGroup':
        give(null, 'transferred', groupId);
        break;
      case 'gone':
        if (agent !== null) give(null, 'agent_gone');
        break;
      case 'leaveMessage':
        if (agent === null) {
          add('message', 'visitor', 'v');
          add('message_left', 'visitor', 'v');
        }
        break;
      case 'close':
      case 'closeAndWrap':
        wrapUpUntil = what === 'closeAndWrap' && agent !== null ? at + 3 * minute : null;
        add('closed', 'agent', agent, wrapUpUntil === null ? {} : { wrapUpUntil });
        closed = true;
        break;
      case 'rate':
        add('rated', 'visitor', 'v', { score, about: served === null ? null : { id: served, name: 'B' } });
        break;
      case 'note':
        add('note', 'agent', person);
        break;
      default:
        break;
    }
  }
  return entries;
}

const twoDays = 2 * 24 * 60 * minute;

/** Some people with their conversations, from two days before that day to two days after it. */
export const history = fc
  .record({
    place: fc.constantFrom(...places),
    conversations: fc.array(
      fc.record({
        offset: fc.integer({ min: -twoDays, max: twoDays }),
        steps: fc.array(step, { maxLength: 24, size: 'max' }),
      }),
      { maxLength: 8, size: 'max' },
    ),
    here: fc.array(
      fc.record({
        who: fc.nat({ max: people.length - 1 }),
        offset: fc.integer({ min: -twoDays, max: twoDays }),
        length: fc.integer({ min: 1, max: twoDays }),
      }),
      { maxLength: 6 },
    ),
    said: fc.uniqueArray(
      fc.record({
        who: fc.nat({ max: people.length - 1 }),
        offset: fc.integer({ min: -twoDays, max: twoDays }),
        status: fc.constantFrom('online' as const, 'busy' as const, 'away' as const, 'invisible' as const),
      }),
      { maxLength: 8, selector: ({ who, offset }) => `${who} ${offset}` },
    ),
    within: fc.constantFrom(20_000, 60_000, 600_000),
    changedAt: fc.integer({ min: -twoDays, max: twoDays }),
  })
  .map(({ place, conversations, here, said, within, changedAt }) => {
    const noon = Date.parse(`${place.day}T12:00:00Z`);
    return {
      place,
      conversations: conversations.map(({ offset, steps }, n) =>
        written(`0193cccc-0000-7000-8000-0000000000${String(n).padStart(2, '0')}`, noon + offset, steps),
      ),
      here: here.map(({ who, offset, length }) => ({
        person: people[who] as string,
        since: noon + offset,
        until: noon + offset + length,
      })),
      said: said.map(({ who, offset, status }) => ({
        person: people[who] as string,
        since: noon + offset,
        status,
      })),
      plans: [
        { at: 0, plan: planOf(place.zone, place.day, within) },
        { at: noon + changedAt, plan: planOf(place.zone, place.day, within * 3) },
      ],
      asOf: noon + twoDays,
    };
  });

export const dimensionsToTry = [
  [],
  ['agent', 'day'],
  ['group', 'hour'],
  ['disposition'],
  ['week', 'channel'],
  ['hour'],
  ['month', 'agent'],
] as const;

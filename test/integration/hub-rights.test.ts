import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DeskEvent, deskEvents } from '#shared/protocol/desk.ts';
import type { Answer } from '#shared/protocol/errors.ts';
import type { Role } from '#shared/protocol/handshake.ts';
import { isOfConversation, type Scope } from '#shared/protocol/registry.ts';
import { rolesFor } from '../support/rights/expected.ts';
import { type House, openHouse, type Thing } from '../support/rights/house.ts';
import { deskInputs } from '../support/rights/inputs.ts';

/**
 * Every event of the registry × every role × own, group and other, over real sockets: what an event is about may be the
 * asker's, a colleague's of their group, or somebody's of another group. Which answer is right follows from the event's scope
 * alone; an event without one does not compile, and neither does one that has no input in `deskInputs`. The relations to a
 * conversation (had, asked, guest…) on both databases: test/contract/rights.test.ts.
 */

const roles = ['agent', 'supervisor', 'admin'] as const;
const relations = ['own', 'group', 'other'] as const;
type Relation = (typeof relations)[number];
const events = (Object.keys(deskEvents) as DeskEvent[]).filter((event) => event !== 'typing');
const scopeOf = (event: DeskEvent): Scope => deskEvents[event].scope;

/** Whether those of that role lead, or may read, what is that to them. */
const isTheirs = (role: Role, relation: Relation): boolean =>
  role === 'admin' || relation === 'own' || (role === 'supervisor' && relation === 'group');

type Expected =
  /** Refused with this. */
  | 'forbidden'
  | 'not_found'
  /** Whatever becomes of it: not because of whose it is. */
  | 'reached'
  /** Not granted, by the event's own rule. */
  | 'refused'
  /** Answered, with nothing in it of what is not theirs. */
  | 'filtered';

const whoReaches: Readonly<Record<Scope, (role: Role, relation: Relation) => Expected>> = {
  self: () => 'filtered',
  shared: () => 'filtered',
  readable: () => 'filtered',
  led: () => 'filtered',
  'conversation.read': (role, relation) => (isTheirs(role, relation) ? 'reached' : 'not_found'),
  'conversation.speak': (role, relation) => (isTheirs(role, relation) ? 'reached' : 'not_found'),
  'conversation.write': (role, relation) => (isTheirs(role, relation) ? 'reached' : 'not_found'),
  'conversation.decided': (role, relation) => (isTheirs(role, relation) ? 'reached' : 'refused'),
  // Who is not asked for by their role may do what was given to them: here nothing is.
  'led.one': (role, relation) =>
    role === 'agent' ? 'refused' : isTheirs(role, relation) ? 'reached' : 'not_found',
  house: (role, relation) => (isTheirs(role, relation) ? 'reached' : 'forbidden'),
};

/** They name something else than what they are about, or nothing here is in the state that they ask for. */
const asksForMore: readonly DeskEvent[] = [
  'message.edit',
  'message.recall',
  'customer.note.edit',
  'customer.note.delete',
  'checklist.tick',
];
/** Its answer is the same for everybody here: a second review is in none of the groups. */
const saysTheSame: readonly DeskEvent[] = ['quality.agreement', 'quality.followups'];

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.hub.stop());

const thingOf = (role: Role, relation: Relation): Thing =>
  relation === 'own' ? house.own[role] : house[relation];

async function ask(role: Role, event: DeskEvent, of: Thing): Promise<Answer<unknown>> {
  // Of their events some are asked again under the key they had, as a desk does.
  const input = deskInputs[event](of.on);
  for (;;) {
    const answer: Answer<unknown> = await house.askers[role].ask(event, input as never);
    const isRunning = answer.ok && (answer.value as { state?: unknown } | null)?.state === 'running';
    if (!answer.ok && answer.error.code === 'slow_down') house.clock.leap(answer.error.retryAfter ?? 1000);
    else if (!isRunning) return answer;
  }
}

/** What must not be in any answer to them. */
function secretsOf(role: Role, event: DeskEvent): readonly string[] {
  if (role === 'admin') return [];
  const { other, group, otherGroup } = house;
  const ofOthers = role === 'agent' ? [...other.marks, ...group.marks] : other.marks;
  // Colleagues and groups are everybody's to know; and that something is gone from the queue (P8), though not who it was.
  if (event === 'feed.pull') return ofOthers.filter((mark) => mark.startsWith('anary'));
  return scopeOf(event) === 'shared' ? ofOthers : [...ofOthers, otherGroup.id, otherGroup.name];
}
const withNothingOfOthers = (role: Role, event: DeskEvent, answer: unknown) => {
  const text = JSON.stringify(answer);
  expect([event, secretsOf(role, event).filter((word) => text.includes(word))]).toEqual([event, []]);
};

describe('[P14, P19] what is not theirs is there, and hidden', () => {
  const over = events.filter((event) => scopeOf(event) === 'led' && !saysTheSame.includes(event));
  test.each(over)('%s tells an admin more than who leads one group', async (event) => {
    const whole = await ask('admin', event, house.other);
    const theirs = await ask('supervisor', event, house.other);
    expect([whole.ok, theirs.ok]).toEqual([true, true]);
    withNothingOfOthers('supervisor', event, theirs);
    expect(JSON.stringify(theirs)).not.toBe(JSON.stringify(whole));
  });
});

describe('[P14, P19] every event × every role × own, group, other', () => {
  const cells = relations.toReversed().flatMap((relation) =>
    roles.flatMap((role) =>
      events.map((event) => {
        const isFor = rolesFor(event).includes(role);
        const expected: Expected = isFor ? whoReaches[scopeOf(event)](role, relation) : 'forbidden';
        return { role, relation, event, expected };
      }),
    ),
  );

  test.each(cells)('$role, $event, $relation: $expected', async ({ role, relation, event, expected }) => {
    const answer = await ask(role, event, thingOf(role, relation));
    withNothingOfOthers(role, event, answer);
    const code = answer.ok ? 'granted' : answer.error.code;
    expect(['internal', 'unknown_event']).not.toContain(code);
    if (expected === 'forbidden' || expected === 'not_found') expect(code).toBe(expected);
    else if (expected === 'refused') expect(code).not.toBe('granted');
    else if (expected === 'reached' && relation !== 'own' && !asksForMore.includes(event)) {
      // It is there for them: whoever is refused it above is so for the group's sake.
      expect(code).not.toBe('not_found');
      if (!isOfConversation(scopeOf(event)) && event !== 'quality.draft' && event !== 'quality.submit')
        expect(code).not.toBe('forbidden');
    }
  });

  test('how many', () => {
    const refused = cells.filter(({ expected }) => !['reached', 'filtered'].includes(expected)).length;
    process.stdout.write(
      `role matrix of groups: ${cells.length} cells (${events.length} events x 3 roles x 3 relations), ` +
        `${refused} of them refused\n`,
    );
    expect(cells.length).toBe(events.length * 9);
  });
});

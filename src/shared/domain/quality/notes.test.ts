import { expect, test } from 'vitest';
import type { Standing } from './acts.ts';
import { mayBeTold, noteKinds, toldBy } from './notes.ts';
import type { StepBody } from './review.ts';

const about = { reviewId: 'r', agentId: 'agent', reviewerId: 'sue', round: 1 };
const staff = ['sue', 'ada', 'agent'];
const ref = (id: string) => ({ id, name: id });
const score = { total: 1, passed: true };
const verdict = { marks: {}, comments: [], summary: '' };
const who = (body: StepBody, by: string, of = about) =>
  toldBy(body, of, by, staff).told.map(({ personId, kind, subjectId }) => `${kind} ${personId} ${subjectId}`);

test('a step tells those whom it concerns, never who took it', () => {
  const given: StepBody = { what: 'assigned', to: ref('sue'), dueAt: null };
  expect(who(given, 'ada')).toEqual(['work sue r']);
  expect(who(given, 'ada', { ...about, round: 2 })).toEqual(['second sue r']);
  expect(who(given, 'sue')).toEqual([]);
  expect(who({ what: 'released' }, 'sue')).toEqual(['result agent r']);
  // The agent may be a supervisor: they do not answer their own appeal.
  expect(who({ what: 'appealed', reason: 'no' }, 'agent')).toEqual(['appeal sue r', 'appeal ada r']);
  const answered: StepBody = { what: 'answered', text: 'so', decision: 'kept', verdict: null, ...score };
  expect(who(answered, 'ada')).toEqual(['answer agent r', 'decided sue r']);
  const task: StepBody = { what: 'follow_up', id: 'f', text: 'x', owner: ref('agent'), dueAt: 1 };
  expect(who(task, 'sue')).toEqual(['follow_up agent f']);
  expect(who({ what: 'submitted', verdict, ...score }, 'sue')).toEqual([]);
});

test('what is done is nobody’s news any more', () => {
  const over = (body: StepBody) => toldBy(body, about, 'x', staff).over;
  expect(over({ what: 'submitted', verdict, ...score })).toEqual([
    { kinds: ['work', 'second'], subjectId: 'r' },
  ]);
  expect(over({ what: 'cancelled' })).toEqual([{ kinds: ['work', 'second'], subjectId: 'r' }]);
  expect(over({ what: 'answered', text: 'so', decision: 'kept', verdict: null, ...score })).toEqual([
    { kinds: ['appeal'], subjectId: 'r' },
  ]);
  expect(over({ what: 'follow_up_done', id: 'f', note: '' })).toEqual([
    { kinds: ['follow_up', 'due'], subjectId: 'f' },
  ]);
});

const on: Standing = { state: 'appealed', agentId: 'agent', reviewerId: 'sue', round: 1, appealUntil: null };
const kindsFor = (id: string, role: 'agent' | 'supervisor', change: Partial<Standing> = {}, blind = false) =>
  noteKinds.filter((kind) =>
    mayBeTold({ id, role }, kind, { ...on, ...change }, { leads: true, isBlind: blind }),
  );

test('an agent is told of their own once it is released, and of what they are to do', () => {
  expect(kindsFor('agent', 'agent')).toEqual(['result', 'answer', 'follow_up', 'due']);
  expect(kindsFor('agent', 'agent', { state: 'submitted' })).toEqual(['follow_up', 'due']);
  // The second review is for comparing: its agent is told the first.
  expect(kindsFor('agent', 'agent', { round: 2, state: 'submitted' })).toEqual(['follow_up', 'due']);
  expect(kindsFor('other', 'agent')).toEqual(['follow_up', 'due']);
});

test('who still has to score the same is told of no appeal and no answer; who does not lead it of nothing', () => {
  expect(kindsFor('sue', 'supervisor')).toEqual(['decided', 'follow_up', 'due', 'work', 'second', 'appeal']);
  expect(kindsFor('sue', 'supervisor', {}, true)).toEqual(['follow_up', 'due', 'work', 'second']);
  const stranger = { id: 'sam', role: 'supervisor' } as const;
  for (const kind of ['decided', 'work', 'second', 'appeal'] as const)
    expect(mayBeTold(stranger, kind, on, { leads: false, isBlind: false })).toBe(false);
  // A supervisor's own: as its agent, not as one who may answer.
  expect(kindsFor('agent', 'supervisor')).toEqual(['result', 'answer', 'follow_up', 'due']);
});

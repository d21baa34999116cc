import { expect, test } from 'vitest';
import { type Conversation, unrouted } from '#shared/domain/conversation.ts';
import { defaultPlan } from '#shared/domain/routing/default-plan.ts';
import type { RoutingPlan } from '#shared/domain/routing/plan.ts';
import type { Seat } from './board.ts';
import { isRouted, targetFor, waitingOf } from './line.ts';
import type { Past } from './pasts.ts';

const minute = 60_000;
const usual = defaultPlan(() => 'home', 'en');
const home = usual.settings.defaultGroup;
const [first] = usual.groups;
if (first === undefined) throw new Error('no group');
const plan: RoutingPlan = {
  ...usual,
  groups: [
    { ...first, stickyFor: 10 * minute },
    { ...first, id: 'care', name: 'Care', stickyFor: 0 },
  ],
  rules: [
    {
      id: 'rule-1',
      name: 'Refunds',
      conditions: [{ on: 'field', name: 'topic', value: 'refund' }],
      group: 'care',
      needs: [{ skill: 'returns', level: 40 }],
      priority: 1,
    },
  ],
};

const past = (said: Partial<Past> = {}): Past => ({
  asked: [],
  front: false,
  served: null,
  facts: { fields: {}, customer: {} },
  ...said,
});
const seat = (said: Partial<Conversation> = {}, owners: readonly string[] = []): Seat => ({
  conversation: {
    ...unrouted,
    id: 'c',
    visitor: { id: 'v', name: null, locale: 'en' },
    status: 'queued',
    page: null,
    openedAt: 1000,
    queuedAt: 1000,
    ...said,
  } as Conversation,
  owners,
});
const refund = past({ facts: { fields: { topic: 'Refund' }, customer: { value: 'vip' } } });

test('a new conversation goes where the rules say, with what they ask and what the customer is worth', () => {
  const chosen = { skills: [], language: null, agent: 'ann' };
  expect(targetFor(seat({ needs: chosen }), refund, plan)).toEqual({
    group: { id: 'care', name: 'Care' },
    priority: 6,
    needs: { skills: [{ skill: 'returns', level: 40 }], language: 'en', agent: 'ann' },
    rule: 'Refunds',
  });
  expect(targetFor(seat(), past(), plan)).toMatchObject({ group: { id: home }, priority: 0, rule: null });
});

test('one whose group the plan has no more goes to the default one, and keeps all else', () => {
  const needs = { skills: [{ skill: 'returns', level: 9 }], language: null, agent: null };
  const lost = seat({ group: { id: 'gone', name: 'Gone' }, priority: 4, needs });
  expect([isRouted(lost.conversation, plan), isRouted(seat().conversation, plan)]).toEqual([false, false]);
  expect(targetFor(lost, refund, plan)).toEqual({
    group: { id: home, name: first.name },
    priority: 4,
    needs,
    rule: null,
  });
});

test('offered in vain it is in front of whoever came with it, by ten steps of priority', () => {
  const at = seat({ group: { id: home, name: '' }, priority: 1 });
  const step = plan.settings.priorityStep;
  expect(waitingOf(at, null, past(), plan).rank).toBe(1000 - step);
  expect(waitingOf(at, null, past({ front: true }), plan).rank).toBe(1000 - 11 * step);
});

test('the one they chose counts until they have had it; who served them, for as long as the group says', () => {
  const needs = { skills: [], language: null, agent: 'ann' };
  const group = { id: home, name: '' };
  expect(waitingOf(seat({ group, needs }), null, past(), plan).needs.agent).toBe('ann');
  expect(waitingOf(seat({ group, needs }, ['ann']), null, past(), plan).needs.agent).toBeNull();
  const served = past({ served: { agentId: 'ben', at: 500 } });
  expect(waitingOf(seat({ group }), null, served, plan).stickyTo).toEqual({
    agentId: 'ben',
    until: 500 + 10 * minute,
  });
  const care = seat({ group: { id: 'care', name: '' } });
  expect(waitingOf(care, null, served, plan).stickyTo?.until).toBe(500);
});

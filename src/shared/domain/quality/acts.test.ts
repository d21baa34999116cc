import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Role } from '../../protocol/handshake.ts';
import { type Act, appealUntilOf, mayKnow, type Standing, stateAfter, whyNotAct } from './acts.ts';
import { type ReviewState, reviewState } from './review.ts';

const acts = ['write', 'submit', 'release', 'cancel', 'appeal', 'answer', 'follow_up'] as const;
const people = {
  agent: { id: 'agent', role: 'agent' },
  other: { id: 'other', role: 'agent' },
  reviewer: { id: 'reviewer', role: 'supervisor' },
  second: { id: 'second', role: 'supervisor' },
  admin: { id: 'admin', role: 'admin' },
} as const satisfies Record<string, { id: string; role: Role }>;
type Who = keyof typeof people;
const on = (state: ReviewState, more: Partial<Standing> = {}): Standing => ({
  state,
  agentId: 'agent',
  reviewerId: 'reviewer',
  round: 1,
  appealUntil: 100,
  ...more,
});
const why = (who: Who, act: Act, standing: Standing, now = 50) => whyNotAct(people[who], act, standing, now);

describe('[E4] what may be done with a review', () => {
  test.each([
    ['open', 'submit', { reviewer: null, second: 'forbidden', admin: 'forbidden' }],
    ['open', 'write', { reviewer: null, second: 'forbidden' }],
    ['open', 'cancel', { reviewer: null, second: null, admin: null }],
    ['submitted', 'submit', { reviewer: 'conflict' }],
    ['submitted', 'release', { reviewer: null, second: null, admin: null }],
    ['released', 'appeal', { agent: null, other: 'not_found', reviewer: 'forbidden', admin: 'forbidden' }],
    ['appealed', 'answer', { reviewer: 'forbidden', second: null, admin: null, agent: 'forbidden' }],
    ['settled', 'appeal', { agent: 'conflict' }],
    ['settled', 'answer', { second: 'conflict' }],
    ['open', 'follow_up', { reviewer: 'conflict' }],
    ['settled', 'follow_up', { second: null, agent: 'forbidden' }],
  ] as const)('%s, %s', (state, act, expected) => {
    for (const [who, code] of Object.entries(expected))
      expect([who, why(who as Who, act, on(state))]).toEqual([who, code]);
  });

  test('an agent knows of their own once it is released, and of nobody else’s ever', () => {
    for (const state of reviewState.options) {
      const isOut = ['released', 'appealed', 'settled'].includes(state);
      expect(mayKnow(people.agent, on(state))).toBe(isOut);
      expect(mayKnow(people.agent, on(state, { round: 2 }))).toBe(false);
      expect(mayKnow(people.other, on(state))).toBe(false);
      expect(mayKnow(people.second, on(state))).toBe(true);
    }
  });

  test('who is a supervisor by now decides nothing about their own work', () => {
    const boss = { id: 'agent', role: 'supervisor' } as const;
    for (const act of acts) {
      for (const state of reviewState.options) {
        const code = whyNotAct(boss, act, on(state, { reviewerId: 'agent' }), 50);
        if (act !== 'appeal') expect(code).not.toBeNull();
      }
    }
  });

  test('appeals have their time, which the card gives', () => {
    expect(why('agent', 'appeal', on('released'), 100)).toBeNull();
    expect(why('agent', 'appeal', on('released'), 101)).toBe('too_late');
    expect(why('agent', 'appeal', on('released', { appealUntil: null }), 0)).toBe('too_late');
    expect(appealUntilOf(1000, 2)).toBe(1000 + 2 * 86_400_000);
    expect(appealUntilOf(1000, 0)).toBeNull();
  });

  test('a second review is never released', () => {
    expect(why('admin', 'release', on('submitted', { round: 2 }))).toBe('forbidden');
  });

  test('whatever is tried in whatever order: no step back, each once, and every score is by its reviewer', () => {
    const order: ReviewState[] = ['open', 'submitted', 'released', 'appealed', 'settled'];
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            who: fc.constantFrom(...(Object.keys(people) as Who[])),
            act: fc.constantFrom(...acts),
            now: fc.integer({ min: 0, max: 200 }),
          }),
          { maxLength: 60 },
        ),
        (tries) => {
          let state: ReviewState = 'open';
          const done: { who: Who; act: Act }[] = [];
          for (const { who, act, now } of tries) {
            if (whyNotAct(people[who], act, on(state), now) !== null) continue;
            const next: ReviewState | null = stateAfter(state, act);
            expect(next).not.toBeNull();
            if (next !== 'cancelled')
              expect(order.indexOf(next ?? 'open')).toBeGreaterThanOrEqual(order.indexOf(state));
            state = next ?? state;
            done.push({ who, act });
          }
          const of = (act: Act) => done.filter((one) => one.act === act);
          for (const act of ['submit', 'release', 'appeal', 'answer', 'cancel'] as const)
            expect(of(act).length).toBeLessThanOrEqual(1);
          expect(of('submit').every(({ who }) => who === 'reviewer')).toBe(true);
          expect(of('appeal').every(({ who }) => who === 'agent')).toBe(true);
          expect(of('answer').every(({ who }) => who === 'second' || who === 'admin')).toBe(true);
          if (of('cancel').length > 0) expect(of('submit')).toEqual([]);
        },
      ),
    );
  });
});

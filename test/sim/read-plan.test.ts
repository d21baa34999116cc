import { expect, test } from 'vitest';
import { usualProfile } from '#shared/domain/routing/profile.ts';
import { exampleHouse, profilesFor } from './house.ts';
import { readPlan } from './read-plan.ts';

const plan = exampleHouse();

test('a plan is read alone, and as it is kept, with people where there are any', () => {
  expect(readPlan(JSON.stringify(plan))).toEqual({ plan, profiles: null });
  const kept = { version: 3, at: 1, by: 'somebody', plan };
  expect(readPlan(JSON.stringify(kept))).toEqual({ plan, profiles: null });
  const [routing] = profilesFor(plan, 1);
  const people = [{ id: 'a', routing }, { routing: null }];
  expect(readPlan(JSON.stringify({ ...kept, people })).profiles).toEqual([routing, usualProfile]);
});

test('what is no plan is said in words', () => {
  expect(() => readPlan('{')).toThrow('The plan is not JSON.');
  expect(() => readPlan('{"groups": 3}')).toThrow('The plan does not fit');
  const settings = { ...plan.settings, defaultGroup: '00000000-0000-4000-8000-000000000000' };
  expect(() => readPlan(JSON.stringify({ ...plan, settings }))).toThrow('The plan has errors');
});

import { describe, expect, it } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { defaultPlan } from '#shared/domain/routing/default-plan.ts';
import type { EntryRule, RoutingPlan } from '#shared/domain/routing/plan.ts';
import { changesOf, rebased } from './changes.ts';
import { moved } from './lists.ts';
import { isSame } from './merge.ts';

const fresh = defaultPlan(newId, 'en');
const rule = (name: string): EntryRule => ({
  id: name,
  name,
  conditions: [],
  group: fresh.settings.defaultGroup,
  needs: [],
  priority: 0,
});
const base: RoutingPlan = {
  ...fresh,
  skills: [
    { id: 's1', name: 'Sound' },
    { id: 's2', name: 'Light' },
  ],
  rules: [rule('a'), rule('b'), rule('c')],
};
const with_ = (change: Partial<RoutingPlan>): RoutingPlan => ({ ...base, ...change });
const capacity = (n: number, of = base) => ({ ...of, settings: { ...of.settings, capacity: n } });

describe('[B1] what is changed', () => {
  it('is nothing in a copy, whatever the order of its keys', () => {
    const { settings, ...lists } = structuredClone(base);
    expect(changesOf(base, { settings, ...lists })).toEqual([]);
    expect(isSame({ a: 1, b: [2] }, { b: [2], a: 1 })).toBe(true);
    expect(isSame([1, 2], [2, 1])).toBe(false);
  });

  it('is told by group, skill, hours, rule and setting', () => {
    const after = capacity(
      3,
      with_({
        skills: [
          { id: 's2', name: 'Lights' },
          { id: 's3', name: 'Smoke' },
        ],
      }),
    );
    expect(changesOf(base, after)).toEqual([
      { in: 'skills', id: 's2', name: 'Lights', how: 'changed' },
      { in: 'skills', id: 's3', name: 'Smoke', how: 'added' },
      { in: 'skills', id: 's1', name: 'Sound', how: 'removed' },
      { in: 'settings', setting: 'capacity', how: 'changed' },
    ]);
  });

  it('is the order of rules once, and not that of what comes and goes', () => {
    expect(changesOf(base, with_({ rules: moved(base.rules, 0, 2) }))).toEqual([
      { in: 'rules', how: 'moved' },
    ]);
    const [a, , c] = base.rules as [EntryRule, EntryRule, EntryRule];
    const hows = changesOf(base, with_({ rules: [rule('n'), a, c] })).map(({ how }) => how);
    expect(hows).toEqual(['added', 'removed']);
  });
});

describe('[B1] my changes on top of theirs', () => {
  it('keeps what each has changed, and mine where both have', () => {
    const mine = capacity(5, with_({ skills: [{ id: 's1', name: 'Mine' }, ...base.skills.slice(1)] }));
    const theirs = {
      ...with_({
        skills: [
          { id: 's1', name: 'Theirs' },
          { id: 's2', name: 'Their light' },
        ],
      }),
      settings: { ...base.settings, capacity: 9, awayAfter: null },
    };
    const both = rebased(base, mine, theirs);
    expect(both.skills.map(({ name }) => name)).toEqual(['Mine', 'Their light']);
    expect(both.settings).toEqual({ ...base.settings, capacity: 5, awayAfter: null });
  });

  it('adds and removes for both; what I have changed and they have removed is there again', () => {
    const mine = with_({
      skills: [
        { id: 's2', name: 'Changed' },
        { id: 'm', name: 'Mine' },
      ],
    });
    const theirs = with_({ skills: [base.skills[0]!, { id: 't', name: 'Theirs' }] });
    expect(rebased(base, mine, theirs).skills.map(({ name }) => name)).toEqual(['Theirs', 'Changed', 'Mine']);
  });

  it('has the order of rules of whoever has moved one', () => {
    const order = (plan: RoutingPlan) => plan.rules.map(({ id }) => id).join('');
    const mine = with_({ rules: moved(base.rules, 2, 0) });
    const theirs = with_({ rules: [rule('n'), ...base.rules] });
    expect(order(rebased(base, mine, theirs))).toBe('cabn');
    expect(order(rebased(base, base, with_({ rules: moved(base.rules, 0, 1) })))).toBe('bac');
  });

  it('changes nothing of theirs where I have changed nothing', () => {
    const theirs = capacity(7, with_({ rules: moved(base.rules, 0, 2), skills: [] }));
    expect(rebased(base, base, theirs)).toEqual(theirs);
  });
});

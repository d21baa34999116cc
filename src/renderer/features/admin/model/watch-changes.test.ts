import { describe, expect, it } from 'vitest';
import { defaultPlan } from '#shared/domain/routing/default-plan.ts';
import { newRule } from '#shared/domain/watch/new-rule.ts';
import { usualRules } from '#shared/domain/watch/usual.ts';
import { watchTroublesOf } from './check.ts';
import { sectionOf, watchPlaceOf } from './places.ts';
import { watchChanges, watchRebased } from './watch-changes.ts';

const [first, second, third, ...rest] = usualRules.rules;
if (first === undefined || second === undefined || third === undefined) throw new Error('no rules');
const base = { rules: [first, second, third] };

describe('[E5] alert rules as a document', () => {
  it('says what makes one list another', () => {
    const mine = { rules: [third, { ...first, on: false }, ...rest.slice(0, 1)] };
    expect(watchChanges(base, mine).map((one) => ('id' in one ? [one.how, one.id] : one.how))).toEqual([
      ['changed', first.id],
      ['added', rest[0]?.id],
      ['removed', second.id],
      'moved',
    ]);
    expect(watchChanges(base, structuredClone(base))).toEqual([]);
  });

  it('puts my changes on top of what somebody else has saved', () => {
    const own = newRule();
    const mine = { rules: [{ ...first, perHour: 3 }, second, third, own] };
    const theirs = { rules: [first, third] };
    expect(watchRebased(base, mine, theirs).rules).toEqual([{ ...first, perHour: 3 }, third, own]);
  });

  it('says what is wrong by a path of its own, and where that is', () => {
    const wrong = {
      rules: [
        first,
        {
          ...second,
          name: { zh: ' ', en: '' },
          when: { kind: 'queue', over: 1, clear: 2, worse: null } as const,
        },
        { ...third, groups: [crypto.randomUUID()] },
      ],
    };
    const troubles = watchTroublesOf(
      wrong,
      defaultPlan(() => crypto.randomUUID(), 'en'),
    );
    expect(troubles.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'watch.1.when.clear clear_beyond',
      'watch.2.groups no_such_group',
      'watch.1.name.zh missing',
      'watch.1.name.en missing',
    ]);
    expect(sectionOf('watch.1.name.zh')).toBe('watch');
    expect(watchPlaceOf(wrong, 'watch.2.groups')).toEqual({ section: 'watch', id: third.id });
    expect(watchTroublesOf(base, null)).toEqual([]);
  });
});

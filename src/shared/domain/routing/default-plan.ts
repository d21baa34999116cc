import type { Locale } from '../../protocol/fields.ts';
import type { RoutingPlan } from './plan.ts';

const minute = 60_000;

const words = {
  'zh-CN': { group: '默认组', away: ['会议', '用餐', '培训', '休息'] },
  en: { group: 'General', away: ['Meeting', 'Meal', 'Training', 'Break'] },
} as const satisfies Record<Locale, { readonly group: string; readonly away: readonly string[] }>;

/** What a new house begins with: one group of everybody, that gives each conversation to who has least to do. */
export function defaultPlan(newId: () => string, locale: Locale): RoutingPlan {
  const { group, away } = words[locale];
  const id = newId();
  return {
    groups: [
      {
        id,
        name: group,
        publicName: null,
        strategy: 'least_loaded',
        stickyFor: 24 * 60 * minute,
        offerFor: null,
        overflowAfter: null,
        overflowTo: null,
        serviceLevel: { percent: 80, within: minute },
        wrapUpFor: 0,
        hours: null,
      },
    ],
    skills: [],
    hours: [],
    rules: [],
    settings: {
      defaultGroup: id,
      priorityStep: 30 * minute,
      capacity: 20,
      customerValues: [
        { value: 'vip', priority: 5 },
        { value: 'svip', priority: 10 },
      ],
      awayReasons: [...away],
      awayAfter: 10 * minute,
    },
  };
}

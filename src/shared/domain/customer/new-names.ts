import type { BothNames } from './handbook.ts';

/** What something new in a handbook is called until somebody names it: in both languages, whatever the screen speaks. */
export const newNames = {
  field: { zh: '新字段', en: 'New field' },
  disposition: { zh: '新小结分类', en: 'New disposition' },
  checklist: { zh: '新流程', en: 'New checklist' },
} as const satisfies Readonly<Record<string, BothNames>>;

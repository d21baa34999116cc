import { stepActions } from './actions.ts';
import type { Supervision } from './settings.ts';

/** Of a house that has said nothing. */
export const usualSupervision: Supervision = {
  allowed: [...stepActions],
  groups: 'all',
  told: 'never',
  toldAfterwards: 'never',
};

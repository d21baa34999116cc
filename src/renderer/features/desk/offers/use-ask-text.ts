import { useLingui } from '@lingui/react/macro';
import type { Offer } from '#shared/domain/conversation.ts';
import { assertNever } from '#shared/domain/exhaustive.ts';

/** What one is asked, in a sentence. */
export function useAskText(): (offer: Offer) => string {
  const { t } = useLingui();
  return ({ how, by }) => {
    const name = by?.name ?? '';
    switch (how) {
      case 'route':
        return by === null ? t`A conversation for you` : t`${name} gives you this one from the queue`;
      case 'transfer':
        return t`${name} hands this over to you`;
      case 'invite':
        return t`${name} asks you to join in`;
      default:
        return assertNever(how);
    }
  };
}

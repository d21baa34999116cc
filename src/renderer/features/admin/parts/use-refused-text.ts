import { useLingui } from '@lingui/react/macro';
import type { Refusal } from '#shared/protocol/errors.ts';
import { useRefusalText } from '../../../ui/refusal-text.ts';

/** A refusal as it is meant here: what a change of the house comes to. */
export function useRefusedText(): (refusal: Refusal) => string {
  const { t } = useLingui();
  const text = useRefusalText();
  return (refusal) => {
    if (refusal.code === 'unavailable')
      return t`The hub cannot be reached. Nothing of what you changed is lost.`;
    return text(refusal);
  };
}

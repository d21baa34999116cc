import { useLingui } from '@lingui/react/macro';
import type { Refusal } from '#shared/protocol/errors.ts';
import { useRefusalText } from '../../ui/refusal-text.ts';

type Trouble = { readonly text: string; readonly field: 'hub' | 'email' | null };

/** Why one could not sign in, in words that fit this form, and which field to look at. */
export function useSignInTrouble(refusal: Refusal | null): Trouble | null {
  const { t } = useLingui();
  const refusalText = useRefusalText();
  if (refusal === null) return null;
  switch (refusal.code) {
    case 'unavailable':
      if (refusal.field === 'provider') return { text: refusalText(refusal), field: null };
      return {
        text: t`No hub answers at this address. Please check the address and your network.`,
        field: 'hub',
      };
    case 'not_found':
      return { text: t`There is no Yingke hub at this address.`, field: 'hub' };
    case 'bad_request':
      if (refusal.field?.endsWith('email') === true)
        return { text: t`This is not an e-mail address.`, field: 'email' };
      return { text: t`This is not the address of a hub. It begins with https:// as a rule.`, field: 'hub' };
    case 'managed':
      if (refusal.field === 'SignInMethod')
        return { text: t`Your organisation has settled how one signs in on this computer.`, field: null };
      return { text: t`Your organisation does not allow this hub on this computer.`, field: 'hub' };
    case 'conflict':
      return {
        text: t`You are signed in to this hub as this person already, in this very window.`,
        field: null,
      };
    case 'unauthenticated':
      if (refusal.field === 'self')
        return { text: t`You ended this sign-in at another computer. Please sign in again.`, field: null };
      if (refusal.field === 'admin')
        return { text: t`An administrator ended this sign-in. Please sign in again.`, field: null };
      return { text: refusalText(refusal), field: null };
    case 'forbidden':
      return { text: t`This account is disabled. Please ask your supervisor.`, field: null };
    default:
      return { text: refusalText(refusal), field: null };
  }
}

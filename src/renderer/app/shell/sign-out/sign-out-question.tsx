import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { Confirm } from '../../../ui/confirm.tsx';
import { signOut, stay, useSignOut } from './state.ts';

/** Asked wherever one wanted to sign out: in the menu or by the list of all actions. */
export function SignOutQuestion() {
  const { t } = useLingui();
  const { asking } = useSignOut();
  if (asking === null) return null;
  return (
    <Confirm
      title={t`Sign out and lose what is not sent?`}
      yes={t`Sign out`}
      no={t`Stay`}
      onYes={() => void signOut()}
      onNo={stay}
    >
      {t`Kept only on this computer: ${plural(asking.messages, { one: '# unsent message', other: '# unsent messages' })}, ${plural(asking.drafts, { one: '# draft', other: '# drafts' })}. Signing out removes them.`}
    </Confirm>
  );
}

import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { Inbox } from 'lucide-react';
import type { Unsent } from '#shared/ipc/account.ts';

/** What waits on this computer for whoever was signed out by the hub: how much, for whom, and how it gets on. */
export function KeptHere({ unsent, email }: { readonly unsent: Unsent; readonly email: string }) {
  const { t } = useLingui();
  const { messages, drafts } = unsent;
  return (
    <p
      role="status"
      data-testid="sign-in-kept"
      className="flex gap-2 rounded-2 bg-warn-soft px-3 py-2 text-2 text-ink"
    >
      <Inbox size={15} aria-hidden="true" className="mt-0.5 shrink-0 text-warn" />
      <span>
        {t`Kept on this computer for ${email}: ${plural(messages, { one: '# unsent message', other: '# unsent messages' })}, ${plural(drafts, { one: '# draft', other: '# drafts' })}. Messages are sent once you are signed in again; if somebody else signs in here, all of it is removed.`}
      </span>
    </p>
  );
}

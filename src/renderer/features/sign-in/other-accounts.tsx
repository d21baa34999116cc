import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { ArrowLeft } from 'lucide-react';
import { accountName } from '#shared/domain/account-name.ts';
import { showAccount, useAccounts } from '../../state/accounts.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';

/** The way back, where this window has other accounts: what waits there goes on being counted. */
export function OtherAccounts() {
  const { t } = useLingui();
  const { all, inView } = useAccounts();
  const others = all
    .filter(({ id }) => id !== inView)
    .map((one) => ({ ...one, name: accountName(one, all) }));
  if (others.length === 0) return null;
  return (
    <nav aria-label={t`Other accounts`} data-testid="other-accounts" className="mt-4 grid gap-1">
      <h2 className="flex items-center gap-1.5 px-1 text-2 text-ink-2">
        <ArrowLeft size={14} aria-hidden="true" />
        <Trans>Back to an account of this window</Trans>
      </h2>
      <ul className="grid gap-1">
        {others.map(({ id, hue, person, unread, name }) => (
          <li key={id}>
            <button
              type="button"
              data-testid="other-account"
              data-account={id}
              onClick={() => void showAccount(id)}
              className="flex w-full items-center gap-2.5 rounded-3 border border-line bg-panel px-3 py-2 text-left hover:bg-hover"
            >
              <Avatar name={name} hue={hue} size="row" />
              <span className="foreign min-w-0 flex-1">
                <span className="block truncate font-medium">{name}</span>
                <span className="block truncate text-1 text-ink-3">{person}</span>
              </span>
              <Badge
                count={unread}
                urgent
                label={t`${plural(unread, { one: '# unread message', other: '# unread messages' })}`}
              />
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

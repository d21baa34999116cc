import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { accountName } from '#shared/domain/account-name.ts';
import type { AccountEntry } from '#shared/ipc/accounts.ts';
import { showAccount, useAccounts } from '../../../state/accounts.ts';
import { textOfKeys } from '../../../state/actions/keys.ts';
import { initialOf } from '../../../ui/avatar.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { withKeys } from '../../../ui/kbd.tsx';

/** The accounts of this window, one below the other; nothing where there is only one. */
export function AccountSwitch() {
  const { t } = useLingui();
  const { all, inView } = useAccounts();
  if (all.length < 2) return null;
  return (
    <ul
      aria-label={t`Accounts`}
      data-testid="accounts"
      className="my-1 grid min-h-0 w-full content-start justify-items-center gap-1.5 overflow-y-auto border-line border-t py-2"
    >
      {all.map((account, at) => (
        <li key={account.id}>
          <One
            account={account}
            name={accountName(account, all)}
            isHere={account.id === inView}
            place={at + 1}
          />
        </li>
      ))}
    </ul>
  );
}

type OneProps = {
  readonly account: AccountEntry;
  readonly name: string;
  readonly isHere: boolean;
  readonly place: number;
};

/** What waits there, and whether its hub can be reached, is said also where it is not in view. */
function One({ account, name, isHere, place }: OneProps) {
  const { t } = useLingui();
  const { id, hue, unread, person, state, line } = account;
  const called = name === '' ? t`New account` : name;
  const isAway = state === 'signed-in' && line !== 'connected';
  const standing = useStanding(account);
  const toRead = t`${plural(unread, { one: '# unread message', other: '# unread messages' })}`;
  const said = [called, person, unread === 0 || isHere ? '' : toRead, standing]
    .filter((text) => text !== '')
    .join(', ');
  return (
    <button
      type="button"
      data-hue={hue}
      data-testid="account"
      data-account={id}
      aria-current={isHere ? 'true' : undefined}
      aria-label={said}
      title={place > 9 ? said : withKeys(said, textOfKeys(`Mod+Shift+${place}`))}
      onClick={() => isHere || void showAccount(id)}
      className={`relative grid size-8 place-items-center rounded-3 bg-hue-tint font-bold text-2 text-hue-ink ${
        isHere ? 'ring-2 ring-hue' : 'hover:ring-1 hover:ring-hue'
      } ${isAway || state === 'opening' ? 'opacity-70' : ''}`}
    >
      <span className="foreign">{initialOf(called)}</span>
      {!isHere && (
        <span className="-top-1 -right-1.5 absolute">
          <Badge count={unread} urgent label={toRead} />
        </span>
      )}
      {(isAway || state === 'signed-out' || state === 'locked') && (
        <span
          aria-hidden="true"
          className="state-dot -right-0.5 -bottom-0.5 absolute size-2.5 rounded-full border-2 border-sunk bg-bad"
        />
      )}
    </button>
  );
}

/** Why nothing comes from there, or who waits; '' where there is nothing to say. */
function useStanding({ state, line, waiting }: AccountEntry): string {
  const { t } = useLingui();
  if (state === 'signed-out') return t`signed out`;
  if (state === 'locked') return t`locked`;
  if (state === 'signed-in' && line !== 'connected') return t`the hub cannot be reached`;
  return waiting === 0 ? '' : t`${plural(waiting, { one: '# customer waits', other: '# customers wait' })}`;
}

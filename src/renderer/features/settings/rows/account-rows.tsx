import { useLingui } from '@lingui/react/macro';
import { ArrowDown, ArrowUp, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { accountName } from '#shared/domain/account-name.ts';
import { hueCount } from '#shared/domain/hue.ts';
import { longestName } from '#shared/ipc/account-limits.ts';
import type { AccountEntry } from '#shared/ipc/accounts.ts';
import { addAccount, changeAccount, moveAccount, showAccount, useAccounts } from '../../../state/accounts.ts';
import { isSwitchedOff } from '../../../state/managed.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { Button } from '../../../ui/button.tsx';
import { Input } from '../controls.tsx';
import type { Setting } from '../setting-row.tsx';

const hues = Array.from({ length: hueCount }, (_, index) => index + 1);

export function useAccountRows(): readonly Setting[] {
  const { t } = useLingui();
  const { all, inView } = useAccounts();
  const add: Setting = {
    id: 'accounts',
    section: 'accounts',
    label: t`One more account`,
    hint: t`Another hub, or another person at this one. Every account stays connected; one at a time is in view.`,
    control: (ids) => (
      <Button {...ids} data-testid="settings-account-add" onClick={() => void addAccount()}>
        <UserPlus size={14} aria-hidden="true" />
        {t`Add an account…`}
      </Button>
    ),
  };
  const adding = isSwitchedOff('accounts') ? [] : [add];
  if (all.length < 2) return adding;
  const list: Setting = {
    id: 'account-list',
    section: 'accounts',
    label: t`Accounts in this window`,
    wide: true,
    control: (ids) => (
      <ul id={ids.id} className="grid w-full divide-y divide-line rounded-3 border border-line">
        {all.map((account, at) => (
          <Account key={account.id} account={account} at={at} all={all} isHere={account.id === inView} />
        ))}
      </ul>
    ),
  };
  return [list, ...adding];
}

type AccountProps = {
  readonly account: AccountEntry;
  readonly at: number;
  readonly all: readonly AccountEntry[];
  readonly isHere: boolean;
};

function Account({ account, at, all, isHere }: AccountProps) {
  const { t } = useLingui();
  const { id, hue, hub, person, workspace } = account;
  const name = accountName(account, all);
  return (
    <li data-testid="account-row" data-account={id} className="flex flex-wrap items-center gap-2 px-3 py-2">
      <Avatar name={name} hue={hue} size="row" />
      <span className="foreign min-w-40 flex-1">
        <span className="block truncate text-2">{[workspace, person].join(' · ')}</span>
        <span className="block truncate text-1 text-ink-3">{hub}</span>
      </span>
      <OwnName account={account} />
      <fieldset aria-label={t`Colour of ${name}`} className="flex">
        {hues.map((each) => (
          <input
            key={each}
            type="radio"
            name={`hue-${id}`}
            data-hue={each}
            aria-label={t`Colour ${each}`}
            checked={each === hue}
            onChange={() => void changeAccount(id, { hue: each })}
            // A dot of 16 in a place of 24, which a finger hits.
            className="size-6 appearance-none rounded-full border-4 border-panel bg-hue checked:ring-2 checked:ring-ink checked:ring-inset"
          />
        ))}
      </fieldset>
      <Button
        look="icon"
        aria-label={t`Move ${name} up`}
        disabled={at === 0}
        onClick={() => void moveAccount(id, at - 1)}
      >
        <ArrowUp size={14} aria-hidden="true" />
      </Button>
      <Button
        look="icon"
        aria-label={t`Move ${name} down`}
        disabled={at === all.length - 1}
        onClick={() => void moveAccount(id, at + 1)}
      >
        <ArrowDown size={14} aria-hidden="true" />
      </Button>
      <Button className="min-w-20 justify-center" disabled={isHere} onClick={() => void showAccount(id)}>
        {isHere ? t`In view` : t`Show`}
      </Button>
    </li>
  );
}

/** Kept when one leaves the field. */
function OwnName({ account }: { readonly account: AccountEntry }) {
  const { t } = useLingui();
  const [typed, setTyped] = useState(account.name);
  const of = account.workspace;
  return (
    <Input
      aria-label={t`Own name for ${of}`}
      placeholder={t`Own name`}
      className="w-36"
      maxLength={longestName}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => {
        if (typed.trim() !== account.name) void changeAccount(account.id, { name: typed });
      }}
    />
  );
}

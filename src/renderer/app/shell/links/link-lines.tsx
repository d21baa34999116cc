import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { accountName } from '#shared/domain/account-name.ts';
import type { ArrivedLink } from '#shared/ipc/links.ts';
import { tell } from '../../../bridge/bridge.ts';
import { useAccounts } from '../../../state/accounts.ts';
import { saveDrafts } from '../../../state/drafts.ts';
import { Button } from '../../../ui/button.tsx';

/** What is said first, and below it what it means; buttons last. */
export function Said({
  title,
  children,
  below,
  buttons,
}: {
  readonly title: ReactNode;
  readonly children?: ReactNode;
  /** What is no sentence: a list to choose from. */
  readonly below?: ReactNode;
  readonly buttons?: ReactNode;
}) {
  return (
    <>
      <p className="wrap-anywhere font-bold">{title}</p>
      {children !== undefined && <p className="wrap-anywhere text-ink-2">{children}</p>}
      {below}
      {buttons !== undefined && <div className="flex flex-wrap gap-2 pt-1.5">{buttons}</div>}
    </>
  );
}

export function WaitingLine() {
  return (
    <Said title={<Trans>A link is waiting</Trans>}>
      <Trans>It is shown once you have signed in. The link itself signs nobody in.</Trans>
    </Said>
  );
}

type Of<S extends ArrivedLink['state']> = Extract<ArrivedLink, { readonly state: S }>;

export function ElsewhereLine({ link }: { readonly link: Of<'elsewhere'> }) {
  const { all } = useAccounts();
  const account = all.find(({ id }) => id === link.account);
  const name = account === undefined ? '' : accountName(account, all);
  const turn = () => {
    saveDrafts();
    tell('links.follow', { n: link.n });
  };
  return (
    <Said
      title={<Trans>A link to another of your accounts</Trans>}
      buttons={
        <Button look="primary" data-testid="link-follow" onClick={turn}>
          <Trans>Switch to it</Trans>
        </Button>
      }
    >
      <span className="foreign">{name}</span>
      {link.signedOut && (
        <>
          {' · '}
          <Trans>nobody is signed in there</Trans>
        </>
      )}
    </Said>
  );
}

export function RefusedLine({ why }: { readonly why: Of<'refused'>['why'] }) {
  switch (why) {
    case 'managed':
      return (
        <Said title={<Trans>Links are switched off</Trans>}>
          <Trans>Your organisation has settled that links open nothing in Yingke.</Trans>
        </Said>
      );
    case 'hub':
      return (
        <Said title={<Trans>A link to a hub that you are not signed in to</Trans>}>
          <Trans>Nothing was opened. Sign in to that hub first, and open the link again.</Trans>
        </Said>
      );
    case 'link':
      return (
        <Said title={<Trans>This link cannot be opened</Trans>}>
          <Trans>It is none that Yingke knows, so nothing was opened.</Trans>
        </Said>
      );
  }
}

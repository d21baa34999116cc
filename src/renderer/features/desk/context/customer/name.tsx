import { Trans, useLingui } from '@lingui/react/macro';
import { BadgeCheck, CircleHelp } from 'lucide-react';
import type { Customer } from '#shared/domain/customer/customer.ts';

/** Whether the house's own site vouches for who they are. Its sign says so, not the colour alone. */
export function Verified({ customer: { verified } }: { readonly customer: Pick<Customer, 'verified'> }) {
  const { t } = useLingui();
  const Icon = verified ? BadgeCheck : CircleHelp;
  return (
    <span
      data-testid={verified ? 'verified' : 'unverified'}
      title={
        verified
          ? t`The website has signed who this is.`
          : t`Nobody has confirmed who this is: ask before you tell them anything personal.`
      }
      className={`inline-flex shrink-0 items-center gap-0.5 rounded-[3px] px-1 font-medium text-0 leading-[15px] ${verified ? 'bg-accent-soft text-accent' : 'bg-warn-soft text-warn'}`}
    >
      <Icon size={10} aria-hidden="true" />
      {verified ? <Trans>Verified</Trans> : <Trans>Not verified</Trans>}
    </span>
  );
}

import { useLingui } from '@lingui/react/macro';
import { ChevronDown } from 'lucide-react';
import type { ButtonHTMLAttributes, Ref } from 'react';
import { useTabs } from '../../../state/tabs.ts';
import { Button } from '../../../ui/button.tsx';

type AllTabsButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & { readonly ref?: Ref<HTMLButtonElement> };

/** More tabs than fit: how many there are, and the way to all of them. */
export function AllTabsButton(props: AllTabsButtonProps) {
  const { t } = useLingui();
  const count = useTabs((s) => s.order.length);
  return (
    <Button
      look="quiet"
      className="mb-1.5"
      aria-haspopup="menu"
      aria-label={t`All ${count} open conversations`}
      title={t`All ${count} open conversations`}
      data-testid="all-tabs"
      {...props}
    >
      {count}
      <ChevronDown size={13} aria-hidden="true" />
    </Button>
  );
}

import { Trans } from '@lingui/react/macro';
import { ChevronDown } from 'lucide-react';
import type { ButtonHTMLAttributes, Ref } from 'react';
import { useViews } from '../../../state/views.ts';

type ViewButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & { readonly ref?: Ref<HTMLButtonElement> };

/** In which order the list stands. */
export function ViewButton(props: ViewButtonProps) {
  const order = useViews((s) => s.order);
  return (
    <button
      type="button"
      aria-haspopup="menu"
      data-testid="view-menu"
      className="mr-1 ml-auto flex h-7 items-center gap-1 rounded-2 px-1.5 text-2 text-ink-3 hover:bg-hover hover:text-ink"
      {...props}
    >
      {order === 'urgency' ? <Trans>by urgency</Trans> : <Trans>latest first</Trans>}
      <ChevronDown size={13} aria-hidden="true" />
    </button>
  );
}

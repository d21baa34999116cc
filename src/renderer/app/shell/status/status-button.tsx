import { useLingui } from '@lingui/react/macro';
import type { ButtonHTMLAttributes, Ref } from 'react';
import { StatusDot, useStatusText } from '../../../ui/status.tsx';
import { useSeen } from './use-seen.ts';

type StatusButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & { readonly ref?: Ref<HTMLButtonElement> };

/** What I am to others, in the foot: a dot and words. */
export function StatusButton(props: StatusButtonProps) {
  const { t } = useLingui();
  const seen = useSeen();
  const words = useStatusText()(seen);
  const isQuiet = seen.status !== 'away' && seen.status !== 'busy';
  return (
    <button
      type="button"
      data-testid="own-status"
      data-status={seen.status}
      aria-haspopup="menu"
      aria-label={t`Status: ${words}`}
      className={`flex min-w-0 items-center gap-1.5 rounded-1 hover:text-ink ${isQuiet ? '' : 'font-bold text-ink'}`}
      {...props}
    >
      <StatusDot status={seen.status} />
      <span className="truncate">{words}</span>
    </button>
  );
}

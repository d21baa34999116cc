import { useLingui } from '@lingui/react/macro';
import { Lock } from 'lucide-react';

/** Beside what nobody can change at this desk. */
export function LockedMark() {
  const { t } = useLingui();
  return (
    <span data-testid="setting-locked" className="flex items-center gap-1 text-1 text-ink-2">
      <Lock size={11} aria-hidden="true" />
      {t`Settled by your organisation.`}
    </span>
  );
}

import { useLingui } from '@lingui/react/macro';
import type { Rung } from '#shared/domain/alerts/ladder.ts';

/** The rungs of the ladder, in words. */
export function useRungNames(): Readonly<Record<Rung, string>> {
  const { t } = useLingui();
  return {
    toast: t`Notification`,
    sound: t`Sound`,
    flash: t`Flashing window`,
    colleague: t`Colleagues`,
    supervisor: t`Supervisors`,
  };
}

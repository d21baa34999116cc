import { useLingui } from '@lingui/react/macro';
import { useUpdatesNow } from '../../../state/updates.ts';
import type { Setting } from '../setting-row.tsx';
import { UpdatePanel } from '../updates/update-panel.tsx';
import { UpdateRules } from '../updates/update-rules.tsx';

/** Whether there is a newer version, and what is to be done about it (G3). */
export function useUpdateRows(): readonly Setting[] {
  const { t } = useLingui();
  const state = useUpdatesNow();
  if (state === null) return [];
  return [
    {
      id: 'updates',
      section: 'updates',
      label: t`Updates`,
      bare: true,
      control: () => <UpdatePanel state={state} />,
    },
    {
      id: 'update-rules',
      section: 'updates',
      label: t`How it is done`,
      control: (ids) => <UpdateRules {...ids} state={state} />,
    },
  ];
}

import { useLingui } from '@lingui/react/macro';
import type { ActionGroup } from '../../state/actions/registry.ts';

export function useGroupNames(): Readonly<Record<ActionGroup, string>> {
  const { t } = useLingui();
  return {
    conversation: t`Conversation`,
    writing: t`Writing`,
    tabs: t`Tabs`,
    move: t`From place to place`,
    status: t`Status`,
    look: t`Appearance`,
    desk: t`Desk`,
  };
}

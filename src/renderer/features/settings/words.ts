import { useLingui } from '@lingui/react/macro';
import type { AlertChannel, AlertKind, Threshold } from '#shared/domain/alerts/kinds.ts';
import type { Section } from '../../state/settings-section.ts';

export function useSectionNames(): Readonly<Record<Section, string>> {
  const { t } = useLingui();
  return {
    appearance: t`Appearance and language`,
    notifications: t`Notifications`,
    quiet: t`Do not disturb`,
    writing: t`Writing`,
    accounts: t`Accounts`,
    privacy: t`What is kept here`,
    shortcuts: t`Keys`,
    network: t`Network`,
    policy: t`Settled by the organisation`,
    updates: t`Updates`,
    health: t`Health and support`,
    about: t`About`,
  };
}

export function useKindNames(): Readonly<Record<AlertKind, string>> {
  const { t } = useLingui();
  return {
    conversation: t`A new conversation of mine`,
    offer: t`A conversation is offered to me`,
    transfer: t`A colleague hands one over`,
    message: t`A customer of mine writes`,
    mention: t`I am mentioned in a note`,
    waiting: t`A customer of mine waits too long`,
    queue: t`A queue of mine is too long`,
    colleague: t`A colleague needs help`,
    watch: t`An alert for supervisors`,
    quality: t`A review concerns me`,
    line: t`The hub cannot be reached`,
  };
}

export function useChannelNames(): Readonly<Record<AlertChannel, string>> {
  const { t } = useLingui();
  return { toast: t`Notification`, sound: t`Sound`, flash: t`Flash`, badge: t`Count` };
}

export function useThresholdNames(): Readonly<Record<Threshold, string>> {
  const { t } = useLingui();
  return {
    normal: t`Always`,
    high: t`If important`,
    urgent: t`If urgent`,
    never: t`Never`,
  };
}

import { useLingui } from '@lingui/react/macro';
import { Bell, BellOff, VolumeX } from 'lucide-react';
import type { ButtonHTMLAttributes, Ref } from 'react';
import { useAlerts } from '../../../state/alerts.ts';
import { timeText } from '../../../ui/time.ts';

type AlertButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & { readonly ref?: Ref<HTMLButtonElement> };

/** Whether one is told of what happens, in the foot. In words only where one is not. */
export function AlertButton(props: AlertButtonProps) {
  const words = useAlertWords();
  const { t } = useLingui();
  const state = useAlerts((s) => s.state);
  const Icon = state?.quiet != null ? BellOff : words === null ? Bell : VolumeX;
  return (
    <button
      type="button"
      data-testid="alert-state"
      data-quiet={state?.quiet ?? 'none'}
      aria-haspopup="menu"
      aria-label={words === null ? t`Notifications` : t`Notifications: ${words}`}
      title={t`Notifications`}
      className={`flex min-w-0 items-center gap-1.5 rounded-1 hover:text-ink ${words === null ? '' : 'font-bold text-warn'}`}
      {...props}
    >
      <Icon size={12} aria-hidden="true" className="shrink-0" />
      {words !== null && <span className="truncate">{words}</span>}
    </button>
  );
}

/** Why notifications are not seen or heard; null: they are, as far as one knows. */
function useAlertWords(): string | null {
  const { t, i18n } = useLingui();
  const state = useAlerts((s) => s.state);
  if (state === null) return null;
  const { quiet, silent, player, shows, preferences } = state;
  if (quiet === 'muted' && preferences.mutedUntil !== null) {
    const until = timeText(preferences.mutedUntil, i18n.locale);
    return t`Do not disturb until ${until}`;
  }
  if (quiet === 'hours') return t`Do not disturb: your hours`;
  if (quiet === 'system') return t`Do not disturb: set in the system`;
  if (shows === false) return t`The system shows no notifications`;
  if (silent === true) return t`Your notifications cannot be heard: the sound is off`;
  if (player === null) return t`Your notifications cannot be heard`;
  return null;
}

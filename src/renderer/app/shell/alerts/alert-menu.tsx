import { Trans, useLingui } from '@lingui/react/macro';
import { DropdownMenu } from 'radix-ui';
import { mute, useAlerts } from '../../../state/alerts.ts';
import { AlertButton } from './alert-button.tsx';

const item =
  'flex h-7 items-center rounded-1 px-2 outline-none data-[highlighted]:bg-accent-soft data-[disabled]:opacity-55';

/** The menu at the bell in the foot, open from its first click on. */
export function AlertMenu() {
  const { t } = useLingui();
  const isMuted = useAlerts((s) => s.state?.quiet === 'muted');
  return (
    <DropdownMenu.Root modal={false} defaultOpen>
      <DropdownMenu.Trigger asChild>
        <AlertButton />
      </DropdownMenu.Trigger>
      {/* Inside the part of the window that it belongs to, so that a screen reader finds it there. */}
      <DropdownMenu.Portal container={document.querySelector<HTMLElement>('.shell-foot')}>
        <DropdownMenu.Content
          side="top"
          align="end"
          sideOffset={6}
          collisionPadding={8}
          data-testid="alert-menu"
          className="z-50 w-56 rounded-3 border border-line bg-panel p-1 text-2 text-ink shadow-pop"
        >
          <DropdownMenu.Label className="px-2 pt-1 pb-0.5 text-1 text-ink-3">
            <Trans>Do not disturb</Trans>
          </DropdownMenu.Label>
          <DropdownMenu.Item
            className={item}
            data-testid="mute-half-hour"
            onSelect={() => void mute('half-hour')}
          >
            {t`For 30 minutes`}
          </DropdownMenu.Item>
          <DropdownMenu.Item className={item} onSelect={() => void mute('hour')}>
            {t`For 1 hour`}
          </DropdownMenu.Item>
          <DropdownMenu.Item className={item} onSelect={() => void mute('tomorrow')}>
            {t`Until tomorrow morning`}
          </DropdownMenu.Item>
          {isMuted && (
            <DropdownMenu.Item className={item} data-testid="unmute" onSelect={() => void mute(null)}>
              {t`Disturb again`}
            </DropdownMenu.Item>
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

import { useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import type { AutostartState } from '#shared/domain/link/ways-in.ts';
import { call } from '../../../bridge/bridge.ts';
import { Toggle } from '../controls.tsx';
import type { Setting } from '../setting-row.tsx';

/** Whether the desk is there before anybody starts it. As the system has it, which others may change too. */
export function useStartRows(): readonly Setting[] {
  const { t } = useLingui();
  const [state, setState] = useState<AutostartState | null>(null);
  const [isRefused, setRefused] = useState(false);
  useEffect(() => {
    call('autostart.now', {}).then(
      (now) => setState(now.state),
      () => undefined,
    );
  }, []);
  if (state === null) return [];
  const set = (on: boolean) => {
    setRefused(false);
    call('autostart.set', { on }).then(
      (now) => setState(now.state),
      () => setRefused(true),
    );
  };
  return [
    {
      id: 'autostart',
      policy: 'Autostart',
      section: 'notifications',
      label: t`Start with the computer (in the tray)`,
      hint:
        state === 'other'
          ? t`The computer starts another copy of Yingke. Switched on here, it starts this one.`
          : t`Customers reach you as soon as you are signed in to the computer. Where there is no tray, the window is minimised.`,
      control: (ids) => (
        <span className="flex items-center gap-3">
          <Toggle
            {...ids}
            label={t`Start with the computer (in the tray)`}
            checked={state === 'on'}
            onChange={(event) => set(event.target.checked)}
          />
          {isRefused && <span role="alert" className="text-2 text-bad">{t`The system did not let it.`}</span>}
        </span>
      ),
    },
  ];
}

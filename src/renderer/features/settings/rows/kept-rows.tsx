import { useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import type { Diagnostics } from '#shared/ipc/app.ts';
import { call } from '../../../bridge/bridge.ts';
import { useDeskApp } from '../../../state/desk-app.ts';
import { useProtectionText } from '../../../ui/protection-text.ts';
import { Input } from '../controls.tsx';
import type { Setting } from '../setting-row.tsx';
import { useToldText } from '../told-text.ts';

export function useKeptRows(): readonly Setting[] {
  const { t, i18n } = useLingui();
  const protection = useProtectionText(useDeskApp((s) => s.protection));
  const told = useToldText();
  const [found, setFound] = useState<Diagnostics | null>(null);
  useEffect(() => {
    call('app.diagnostics', {}).then(setFound, () => undefined);
  }, []);
  const number = new Intl.NumberFormat(i18n.locale);
  const said = (text: string) => () => <p className="pt-1 text-2 leading-5">{text}</p>;
  const rows: Setting[] = [
    {
      id: 'protection',
      section: 'privacy',
      label: t`Protection`,
      control: said(protection.long),
    },
    {
      id: 'supervision',
      section: 'privacy',
      label: t`Supervision`,
      hint: told.afterwards,
      control: said(told.live),
    },
  ];
  if (found === null) return rows;
  const { retentionDays, entries, ignored } = found;
  rows.push(
    {
      id: 'retention',
      policy: 'RetentionDays',
      section: 'privacy',
      label: t`Days that closed conversations stay here`,
      hint: t`From the next start on. The hub keeps them longer.`,
      control: (ids) => (
        <Input
          {...ids}
          type="number"
          min={1}
          max={3650}
          className="w-20"
          value={retentionDays}
          onChange={(event) => {
            const days = event.target.valueAsNumber;
            if (!Number.isInteger(days) || days < 1 || days > 3650) return;
            call('app.setRetention', { days }).then(setFound, () => undefined);
          }}
        />
      ),
    },
    {
      id: 'size',
      section: 'privacy',
      label: t`Lines kept here`,
      control: said(number.format(entries)),
    },
    {
      id: 'spelling',
      section: 'writing',
      label: t`Spelling`,
      control: said(
        found.platform.startsWith('darwin')
          ? t`Checked on this computer, by the system’s own dictionaries.`
          : t`Not checked on this system: its dictionaries would have to be fetched from the internet, and the desk fetches nothing from there.`,
      ),
    },
    {
      id: 'version',
      section: 'about',
      label: t`Version`,
      control: said(`Yingke ${found.version} · Electron ${found.electron} · ${found.platform}`),
    },
    {
      id: 'sound-player',
      section: 'about',
      label: t`Sounds are played by`,
      control: said(found.player ?? t`Nothing on this computer: no sound can be heard.`),
    },
    {
      id: 'ignored',
      section: 'about',
      label: t`Settings that were ignored`,
      hint: t`They were not as they can be; the usual counts in their place.`,
      control: said(ignored.length === 0 ? t`None` : ignored.join(', ')),
    },
  );
  return rows;
}

import { useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import type { NetworkReport } from '#shared/ipc/network.ts';
import { call } from '../../../bridge/bridge.ts';
import { useDeskApp } from '../../../state/desk-app.ts';
import { useNetwork } from '../../../state/network.ts';
import { Authorities } from '../network/authorities.tsx';
import { Passwords } from '../network/passwords.tsx';
import { WayChoice } from '../network/way-choice.tsx';
import { WayTest } from '../network/way-test.tsx';
import type { Setting } from '../setting-row.tsx';

/** How this desk gets out: by which proxy, with whose word, and trusting whom. */
export function useNetworkRows(): readonly Setting[] {
  const { t } = useLingui();
  const [report, setReport] = useState<NetworkReport | null>(null);
  // What is heard of the way, and what a hub settles meanwhile, may change all of it.
  const faults = useNetwork((s) => s.faults);
  const managed = useDeskApp((s) => s.managed);
  useEffect(() => {
    void [faults, managed];
    call('network.report', {}).then(setReport, () => undefined);
  }, [faults, managed]);
  if (report === null) return [];
  return [
    {
      id: 'network-way',
      section: 'network',
      label: t`Way to the hub`,
      hint: t`For the line, files and updates alike. What customers’ links open in the browser goes the browser’s own way.`,
      control: (ids) => <WayChoice {...ids} report={report} onReport={setReport} />,
    },
    {
      id: 'network-passwords',
      section: 'network',
      label: t`Names given to proxies`,
      hint: t`Each is for its own proxy and for no other. Basic only: NTLM and Kerberos are not known here.`,
      control: (ids) => <Passwords {...ids} of={report.passwords} onReport={setReport} />,
    },
    {
      id: 'network-authorities',
      section: 'network',
      label: t`Trusted certificate authorities`,
      control: (ids) => <Authorities {...ids} of={report.authorities} onReport={setReport} />,
    },
    {
      id: 'network-test',
      section: 'network',
      label: t`Try the way`,
      control: (ids) => <WayTest {...ids} />,
    },
  ];
}

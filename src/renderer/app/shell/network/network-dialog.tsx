import { useLingui } from '@lingui/react/macro';
import { NetworkRows } from '../../../features/settings/index.ts';
import { useNetwork } from '../../../state/network.ts';
import { Dialog } from '../../../ui/dialog.tsx';

/** The way out where nobody has signed in yet: the settings are behind the sign-in, and that may need a proxy. */
export function NetworkDialog() {
  const { t } = useLingui();
  return (
    <Dialog
      isWide
      testId="network-dialog"
      title={t`Network`}
      onClose={() => useNetwork.setState({ isShown: false })}
    >
      <NetworkRows />
    </Dialog>
  );
}

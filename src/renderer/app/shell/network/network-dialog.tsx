import { useLingui } from '@lingui/react/macro';
import { NetworkRows } from '../../../features/settings/index.ts';
import { useNetwork } from '../../../state/network.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';

/** The way out where nobody has signed in yet: the settings are behind the sign-in, and that may need a proxy. */
export function NetworkDialog() {
  const { t } = useLingui();
  const close = () => useNetwork.setState({ isShown: false });
  return (
    <Dialog isWide testId="network-dialog" title={t`Network`} onClose={close}>
      <NetworkRows />
      <div className="flex justify-end pt-3">
        <Button data-testid="network-close" onClick={close}>
          {t`Done`}
        </Button>
      </div>
    </Dialog>
  );
}

import { useNetwork } from '../../../state/network.ts';
import { useProxyQuestion, useProxyQuestions } from '../../../state/proxy-question.ts';
import { NetworkDialog } from './network-dialog.tsx';
import { ProxyPassword } from './proxy-password.tsx';

/** What is asked and shown of the way out, over whichever screen there is, the sign-in among them. */
export function WayLayer() {
  const isShown = useNetwork((s) => s.isShown);
  const asked = useProxyQuestion((s) => s.asked);
  useProxyQuestions();
  return (
    <>
      {isShown && <NetworkDialog />}
      {asked !== null && <ProxyPassword key={asked.proxy} proxy={asked.proxy} origin={asked.origin} />}
    </>
  );
}

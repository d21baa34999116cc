import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import type { KeptOrderSettings } from '#shared/protocol/orders.ts';
import { call } from '../../../bridge/bridge.ts';
import { TroubleLines } from '../form/trouble-lines.tsx';
import { Page } from '../parts/page.tsx';
import { useAction } from '../parts/use-action.ts';
import { useRefusedText } from '../parts/use-refused-text.ts';
import { OrdersForm } from './orders-form.tsx';

/** Where the hub asks for customers' orders (docs/orders.md). */
export function OrdersPage() {
  const refusedText = useRefusedText();
  const { refusal, run } = useAction();
  const [kept, setKept] = useState<KeptOrderSettings | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once, when it is shown
  useEffect(() => void run(async () => setKept(await call('admin.orders.read', null))), []);
  return (
    <Page section="orders">
      <p className="pb-2 text-2 text-ink-2">
        <Trans>
          The hub asks your own system for a customer's orders and shows them beside the conversation. What it
          has to answer stands in docs/orders.md.
        </Trans>
      </p>
      <TroubleLines troubles={[]} error={refusal === null ? null : refusedText(refusal)} />
      {kept !== null && <OrdersForm kept={kept} onKept={setKept} />}
      {kept === null && refusal === null && <Loading />}
    </Page>
  );
}

function Loading() {
  const { t } = useLingui();
  return <p role="status" className="text-2 text-ink-3">{t`Asking the hub…`}</p>;
}

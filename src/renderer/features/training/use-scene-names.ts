import { useLingui } from '@lingui/react/macro';
import type { SceneId } from '#shared/domain/training/script.ts';

export function useSceneNames(): Readonly<Record<SceneId, { readonly name: string; readonly text: string }>> {
  const { t } = useLingui();
  return {
    shop: { name: t`Car parts shop`, text: t`Returns, parcels, invoices; two orders that look alike.` },
    telecom: { name: t`Telephone company`, text: t`Faults of the line, bills, changes of tariff.` },
    game: { name: t`Game`, text: t`Payments that did not arrive, stolen accounts, short tempers.` },
  };
}

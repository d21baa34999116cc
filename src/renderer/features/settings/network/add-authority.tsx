import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { AuthorityFault } from '#shared/domain/network/authority.ts';
import type { IpcAnswer } from '#shared/ipc/contract.ts';
import type { NetworkReport } from '#shared/ipc/network.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusedWith } from '../../../bridge/bridge.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useRefusalText } from '../../../ui/refusal-text.ts';

type Picked = Extract<IpcAnswer<'network.pickAuthority'>, { readonly id: string }>;

/** A file is chosen, what is in it is shown, and only what was seen is trusted. */
export function AddAuthority({ onReport }: { readonly onReport: (report: NetworkReport) => void }) {
  const { t, i18n } = useLingui();
  const faultText = useAuthorityFaultText();
  const refusalText = useRefusalText();
  const [picked, setPicked] = useState<Picked | null>(null);
  const [fault, setFault] = useState<AuthorityFault | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const date = new Intl.DateTimeFormat(i18n.locale, { dateStyle: 'medium' });
  const close = () => setPicked(null);

  async function pick(): Promise<void> {
    setFault(null);
    setRefusal(null);
    try {
      const found = await call('network.pickAuthority', {});
      if (found === null) return;
      if ('why' in found) setFault(found.why);
      else setPicked(found);
    } catch (error) {
      setRefusal(refusedWith(error));
    }
  }

  async function add({ id }: Picked): Promise<void> {
    close();
    try {
      onReport(await call('network.addAuthority', { id }));
    } catch (error) {
      setRefusal(refusedWith(error));
    }
  }

  return (
    <>
      <span className="flex flex-wrap items-center gap-2">
        <Button data-testid="authority-add" onClick={() => void pick()}>
          {t`Add from a file…`}
        </Button>
        <span role="status" className="text-bad">
          {fault !== null && faultText(fault)}
          {refusal !== null && refusalText(refusal)}
        </span>
      </span>
      {picked !== null && (
        <Dialog testId="authority-question" title={t`Trust this authority?`} onClose={close}>
          <p className="pt-1 text-2 text-ink-2">
            {t`Whoever holds its key can read and change everything between this computer and any hub, and nobody notices. Add it only if your IT has told you to, and compare the fingerprint with theirs.`}
          </p>
          <ul className="mt-2 divide-y divide-line rounded-3 border border-line">
            {picked.certificates.map(({ name, until, fingerprint }) => (
              <li key={fingerprint} className="px-3 py-1.5 text-2">
                <span className="foreign wrap-anywhere font-medium">{name}</span>
                <span className="block text-1 text-ink-2">{t`Valid until ${date.format(until)}`}</span>
                <span className="foreign block select-text wrap-anywhere text-1 text-ink-2">
                  {fingerprint}
                </span>
              </li>
            ))}
          </ul>
          <div className="mt-4 flex justify-end gap-2">
            <Button onClick={close}>{t`Cancel`}</Button>
            <Button look="danger" data-testid="authority-trust" onClick={() => void add(picked)}>
              {t`Trust it`}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}

function useAuthorityFaultText(): (fault: AuthorityFault) => string {
  const { t } = useLingui();
  return (fault) => {
    switch (fault) {
      case 'is no certificate in PEM':
        return t`There is no certificate in this file.`;
      case 'is of no certificate authority':
        return t`This is the certificate of a host or person, not of an authority.`;
      case 'has run out':
        return t`This certificate has run out.`;
      case 'is too large':
        return t`This file is too large.`;
      case 'is no whole path':
      case 'others can change it':
      case 'cannot be read':
        return t`This file cannot be read.`;
    }
  };
}

import { Trans, useLingui } from '@lingui/react/macro';
import type { ShownCertificate } from '#shared/domain/network/fault.ts';

/** What was shown in the place of a host, to be read to whoever can tell whose it is. There is no way to take it all the same. */
export function CertificateFacts({ of }: { readonly of: ShownCertificate }) {
  const { t } = useLingui();
  const facts = [
    { name: t`Made out to`, value: of.subject },
    { name: t`Issued by`, value: of.issuer },
    { name: t`Fingerprint (SHA-256)`, value: of.fingerprint },
  ];
  return (
    <dl
      data-testid="shown-certificate"
      className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-1"
    >
      {facts.map(({ name, value }) => (
        <div key={name} className="contents">
          <dt className="text-ink-2">{name}</dt>
          <dd className="foreign select-text wrap-anywhere text-ink">
            {value ?? <Trans>It does not say.</Trans>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { call } from '../../../bridge/bridge.ts';
import { Button } from '../../../ui/button.tsx';
import { Confirm } from '../../../ui/confirm.tsx';
import { Part } from '../form/row.tsx';
import { TroubleLines } from '../form/trouble-lines.tsx';
import { CopyField } from '../parts/copy-field.tsx';
import { useAction } from '../parts/use-action.ts';
import { useRefusedText } from '../parts/use-refused-text.ts';

/** The secret with which a site says who its customers are. It is on the screen only while somebody wants it. */
export function Identity() {
  const { t } = useLingui();
  const refusedText = useRefusedText();
  const { busy, refusal, run } = useAction();
  /** Undefined: not read; null: none was made. */
  const [secret, setSecret] = useState<string | null | undefined>(undefined);
  const [shown, setShown] = useState(false);
  const [asking, setAsking] = useState(false);
  const isMade = typeof secret === 'string';

  // biome-ignore lint/correctness/useExhaustiveDependencies: read once, when it is shown
  useEffect(() => void run(async () => setSecret((await call('admin.identity.show', null)).secret)), []);

  function renew(): void {
    setAsking(false);
    void run(async () => {
      setSecret((await call('admin.identity.new', {})).secret);
      setShown(true);
    });
  }

  return (
    <Part level={2} title={t`Secret for knowing customers`}>
      <p className="mb-2 text-2 text-ink-2">
        <Trans>
          A site that signs who its customers are with this secret lets you see their names and attributes,
          and rules go by them. Whoever has it can say that they are anybody: it belongs on the site's server
          only.
        </Trans>
      </p>
      {secret === null && (
        <p className="mb-2 text-2 text-ink-3">
          <Trans>None was made yet: all customers are unknown.</Trans>
        </p>
      )}
      {isMade && shown && <CopyField label={t`Secret`} value={secret} />}
      <div className="mt-2 flex gap-2">
        {isMade && (
          <Button aria-pressed={shown} onClick={() => setShown(!shown)} data-testid="identity-show">
            {shown ? <Trans>Hide</Trans> : <Trans>Show the secret</Trans>}
          </Button>
        )}
        {secret !== undefined && (
          <Button
            disabled={busy}
            onClick={() => (isMade ? setAsking(true) : renew())}
            data-testid="identity-new"
          >
            {isMade ? <Trans>Make another…</Trans> : <Trans>Make a secret</Trans>}
          </Button>
        )}
      </div>
      <div className="mt-1">
        <TroubleLines troubles={[]} error={refusal === null ? null : refusedText(refusal)} />
      </div>
      {asking && (
        <Confirm
          title={t`Make another secret?`}
          yes={t`Make another`}
          no={t`Cancel`}
          onYes={renew}
          onNo={() => setAsking(false)}
        >
          <Trans>
            What sites have signed with this one is worth nothing from then on, until they have the new one.
          </Trans>
        </Confirm>
      )}
    </Part>
  );
}

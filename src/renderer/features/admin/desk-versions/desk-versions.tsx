import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect } from 'react';
import { useMinute } from '../../../state/clock.ts';
import { useDeskApp } from '../../../state/desk-app.ts';
import { Button } from '../../../ui/button.tsx';
import { Part } from '../form/row.tsx';
import { DocumentPart } from '../parts/document-part.tsx';
import { Page } from '../parts/page.tsx';
import { SavedBy } from '../parts/saved-by.tsx';
import { useRefusedText } from '../parts/use-refused-text.ts';
import { loadDeskCounts, useDeskCounts } from '../state/desk-counts.ts';
import { policyDocument } from '../state/policy.ts';
import { Preview } from './preview.tsx';
import { RequirementForm } from './requirement-form.tsx';
import { VersionTable } from './version-table.tsx';

/** Which versions the desks run, and which ones the hub works with (decision 47). */
export function DeskVersionsPage() {
  const { t } = useLingui();
  const refusedText = useRefusedText();
  const now = useMinute();
  const { desks, refusal } = useDeskCounts();
  const isConnected = useDeskApp((s) => s.connection.state === 'connected');
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the line is back
  useEffect(() => void loadDeskCounts(), [isConnected]);
  return (
    <DocumentPart document={policyDocument} unread={t`The rules for desks could not be read`}>
      {(draft) => (
        <Page section="deskVersions" actions={<SavedBy document={policyDocument} oldest={0} />}>
          <Part level={2} title={t`What is asked for`}>
            <RequirementForm required={draft.desk ?? null} versions={desks ?? []} now={now} />
            {desks !== null && draft.desk !== undefined && (
              <Preview desks={desks} required={draft.desk} now={now} />
            )}
          </Part>
          <Part level={2} title={t`What the desks run`}>
            {refusal !== null && (
              <p role="alert" className="flex items-center gap-3 text-2">
                <span className="text-bad">{refusedText(refusal)}</span>
                <Button onClick={() => void loadDeskCounts()}>
                  <Trans>Try again</Trans>
                </Button>
              </p>
            )}
            {desks === null && refusal === null && (
              <p role="status" className="text-2 text-ink-3">{t`Asking the hub…`}</p>
            )}
            {desks !== null && <VersionTable desks={desks} required={draft.desk ?? null} now={now} />}
          </Part>
        </Page>
      )}
    </DocumentPart>
  );
}

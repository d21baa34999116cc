import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import type { Refusal } from '#shared/protocol/errors.ts';
import { refusedWith } from '../../../bridge/bridge.ts';
import { Button } from '../../../ui/button.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { fullText } from '../../../ui/time.ts';
import type { Section } from '../model/places.ts';
import { Page } from '../parts/page.tsx';
import { useRefusedText } from '../parts/use-refused-text.ts';
import type { Document, Kept } from '../state/document.ts';
import { handbookDocument } from '../state/handbook.ts';
import { planDocument } from '../state/plan.ts';
import { policyDocument } from '../state/policy.ts';
import { signInDocument } from '../state/sign-in.ts';
import { watchDocument } from '../state/watch.ts';
import { VersionDialog } from './version-dialog.tsx';
import { useWriterName } from './writer.ts';

/** Every plan that was in force: who made it and when, and the way back to it. */
export function PlanVersions() {
  const { t } = useLingui();
  return (
    <Versions
      section="versions"
      document={planDocument}
      text={t`Each time the plan is saved a version is kept. Any of them can be put in force again.`}
    />
  );
}

export function HandbookVersions() {
  const { t } = useLingui();
  return (
    <Versions
      section="handbook"
      document={handbookDocument}
      text={t`Each time the handbook is saved a version is kept. Any of them can be put in force again.`}
    />
  );
}

export function WatchVersions() {
  const { t } = useLingui();
  return (
    <Versions
      section="watchVersions"
      document={watchDocument}
      text={t`Each time the alert rules are saved a version is kept. Any of them can be put in force again. Until they are saved for the first time, the usual ones are in force.`}
    />
  );
}

export function PolicyVersions() {
  const { t } = useLingui();
  return (
    <Versions
      section="policyVersions"
      document={policyDocument}
      text={t`Each time the rules for desks are saved, or the version that is asked for, a version is kept. Any of them can be put in force again.`}
    />
  );
}

export function SignInVersions() {
  const { t } = useLingui();
  return (
    <Versions
      section="signInVersions"
      document={signInDocument}
      text={t`Each time it is changed how one signs in a version is kept, without the secret. Any of them can be put in force again; where the provider was at another host it is put into the form, and its secret has to be given there.`}
    />
  );
}

type VersionsProps<K extends Kept, D extends object> = {
  readonly section: Section;
  readonly document: Document<K, D>;
  readonly text: string;
};

function Versions<K extends Kept, D extends object>({ section, document, text }: VersionsProps<K, D>) {
  const { use: useDocument, history } = document;
  const { t, i18n } = useLingui();
  const refusedText = useRefusedText();
  const writerName = useWriterName();
  const current = useDocument((s) => (s.theirs ?? s.base)?.version ?? null);
  const [versions, setVersions] = useState<readonly Kept[] | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [open, setOpen] = useState<Kept | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each new version, and each attempt, asks again
  useEffect(() => {
    let isOver = false;
    history().then(
      (answer) => {
        if (isOver) return;
        setVersions(answer.versions);
        setRefusal(null);
      },
      (error) => {
        if (!isOver) setRefusal(refusedWith(error));
      },
    );
    return () => {
      isOver = true;
    };
  }, [current, attempt, history]);

  return (
    <Page section={section}>
      <p className="mb-3 text-2 text-ink-2">{text}</p>
      {refusal !== null && (
        <p role="alert" className="mb-3 flex items-center gap-3 text-2 text-bad">
          {refusedText(refusal)}
          <Button onClick={() => setAttempt(attempt + 1)}>
            <Trans>Try again</Trans>
          </Button>
        </p>
      )}
      {versions === null && refusal === null && (
        <p className="text-2 text-ink-3">
          <Trans>Loading…</Trans>
        </p>
      )}
      {versions?.length === 0 && (
        <p className="text-2 text-ink-3">
          <Trans>Nothing has been saved yet.</Trans>
        </p>
      )}
      {versions !== null && versions.length > 0 && (
        <ol className="overflow-hidden rounded-3 border border-line bg-panel" aria-label={t`Versions`}>
          {versions.map((one) => (
            <li
              key={one.version}
              data-testid="version"
              className="flex items-center gap-4 border-line border-t px-4 py-2 first:border-t-0"
            >
              <span className="w-10 font-bold text-ink-2">{one.version}</span>
              <span className="foreign w-40 truncate">{writerName(one.by)}</span>
              <span className="flex-1 text-2 text-ink-2">{fullText(one.at, i18n.locale)}</span>
              {one.version === current ? (
                <Tag tone="accent">{t`In force`}</Tag>
              ) : (
                <Button onClick={() => setOpen(one)}>
                  <Trans>Look…</Trans>
                </Button>
              )}
            </li>
          ))}
        </ol>
      )}
      {open !== null && <VersionDialog document={document} version={open} onClose={() => setOpen(null)} />}
    </Page>
  );
}

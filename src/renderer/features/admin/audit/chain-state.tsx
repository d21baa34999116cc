import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { ShieldAlert, ShieldCheck, ShieldQuestion } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { TrailVerdict } from '#shared/ipc/audit.ts';
import { call, tell } from '../../../bridge/bridge.ts';
import { useAuditProgress } from '../../../state/audit-progress.ts';
import { createSlice } from '../../../state/slice.ts';
import { Button } from '../../../ui/button.tsx';
import { copyText } from '../../../ui/copy-text.ts';
import { timeText } from '../../../ui/time.ts';
import { useAction } from '../parts/use-action.ts';
import { useRefusedText } from '../parts/use-refused-text.ts';

/** A trail that is no longer than this is gone through without being asked for: a second or two. */
const shortTrail = 20_000;

/** What the last going through came to, while the window is open. */
export const useVerdict = createSlice<{ readonly verdict: TrailVerdict | null; readonly at: number }>({
  verdict: null,
  at: 0,
});

type ChainStateProps = {
  /** Lines that there are; null while that is not known. */
  readonly lines: number | null;
};

/** Whether the trail is whole, as this desk has reckoned it. */
export function ChainState({ lines }: ChainStateProps) {
  const refusedText = useRefusedText();
  const { busy, refusal, run } = useAction();
  const { verdict, at } = useVerdict();
  const progress = useAuditProgress((s) => s.progress);

  const go = () =>
    void run(async () => {
      useAuditProgress.setState({ progress: null });
      const found = await call('audit.verify', {});
      if (found !== null) useVerdict.setState({ verdict: found, at: Date.now() });
    });
  const isShort = lines !== null && lines <= shortTrail;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is known how long it is
  useEffect(() => {
    if (isShort && verdict === null) go();
  }, [isShort]);
  useEffect(() => () => tell('audit.cancel', {}), []);

  const tone =
    verdict === null
      ? 'border-line bg-panel'
      : verdict.whole
        ? 'border-line bg-panel'
        : 'border-bad bg-bad-soft';
  return (
    <section
      data-testid="chain-state"
      data-state={busy ? 'running' : verdict === null ? 'unknown' : verdict.whole ? 'whole' : 'broken'}
      className={`mb-3 flex flex-wrap items-center gap-3 rounded-3 border px-4 py-2.5 text-2 ${tone}`}
    >
      <Mark verdict={busy ? null : verdict} />
      <div role="status" className="min-w-60 flex-1">
        {busy ? (
          <Running progress={progress} />
        ) : refusal !== null ? (
          <p className="text-bad">{refusedText(refusal)}</p>
        ) : verdict === null ? (
          <p className="text-ink-2">
            <Trans>Not verified yet. This desk reckons every line anew; the hub’s word does not count.</Trans>
          </p>
        ) : (
          <Said verdict={verdict} at={at} lines={lines} />
        )}
      </div>
      {busy ? (
        <Button data-testid="chain-stop" onClick={() => tell('audit.cancel', {})}>
          <Trans>Stop</Trans>
        </Button>
      ) : (
        <>
          {verdict?.whole === true && <CopyHash hash={verdict.head.hash} />}
          <Button data-testid="chain-verify" disabled={lines === null} onClick={go}>
            {verdict === null ? <Trans>Verify</Trans> : <Trans>Verify again</Trans>}
          </Button>
        </>
      )}
    </section>
  );
}

function Mark({ verdict }: { readonly verdict: TrailVerdict | null }) {
  if (verdict === null)
    return <ShieldQuestion size={18} aria-hidden="true" className="shrink-0 text-ink-3" />;
  return verdict.whole ? (
    <ShieldCheck size={18} aria-hidden="true" className="shrink-0 text-good" />
  ) : (
    <ShieldAlert size={18} aria-hidden="true" className="shrink-0 text-bad" />
  );
}

function Running({ progress }: { readonly progress: { readonly done: number; readonly of: number } | null }) {
  const { t, i18n } = useLingui();
  const number = (n: number) => n.toLocaleString(i18n.locale);
  if (progress === null)
    return (
      <p>
        <Trans>Verifying…</Trans>
      </p>
    );
  const [done, of] = [number(progress.done), number(progress.of)];
  return (
    <p className="flex flex-wrap items-center gap-3">
      <span>{t`Verifying: line ${done} of ${of}`}</span>
      <progress
        aria-label={t`Verified`}
        value={progress.done}
        max={Math.max(1, progress.of)}
        className="w-40 accent-accent"
      />
    </p>
  );
}

type SaidProps = {
  readonly verdict: TrailVerdict;
  readonly at: number;
  readonly lines: number | null;
};

function Said({ verdict, at, lines }: SaidProps) {
  const { t, i18n } = useLingui();
  const clock = timeText(at, i18n.locale);
  const number = (verdict.whole ? verdict.head.number : verdict.number).toLocaleString(i18n.locale);
  if (verdict.whole) {
    const newer = Math.max(0, (lines ?? 0) - verdict.head.number);
    return (
      <>
        <p className="font-medium">
          {verdict.head.number === 0 ? (
            <Trans>Nothing stands on the trail yet.</Trans>
          ) : (
            <Trans>Whole up to line {number}: nothing was changed, taken out or put in.</Trans>
          )}
        </p>
        <p className="text-1 text-ink-3">
          <Trans>Verified at {clock} by this desk.</Trans>
          {newer > 0 && <> {t`${plural(newer, { one: '# line', other: '# lines' })} since.`}</>}
        </p>
      </>
    );
  }
  const what = {
    missing: t`it is missing`,
    twice: t`there is more than one of that number`,
    added: t`it was put in: the hub has not written it`,
    changed: t`it was changed`,
    loose: t`it does not follow on the line before it: one of the two was written anew`,
  }[verdict.what];
  return (
    <>
      <p className="font-medium text-bad">
        <Trans>
          Broken at line {number}: {what}.
        </Trans>
      </p>
      <p className="text-1 text-ink-2">
        <Trans>
          Verified at {clock}. What stands before that line is whole; from it on the trail proves nothing.
          Keep a copy of the hub’s records as they are, and compare with an export from before.
        </Trans>
      </p>
    </>
  );
}

/** To be noted elsewhere: against who rewrites all of it helps only what lies somewhere else. */
function CopyHash({ hash }: { readonly hash: string }) {
  const { t } = useLingui();
  const [isCopied, setCopied] = useState(false);
  return (
    <>
      <span role="status" className="text-1 text-ink-3">
        {isCopied && t`Copied.`}
      </span>
      <Button
        title={t`Kept somewhere else, it shows later whether the trail was written anew as a whole.`}
        onClick={() => setCopied(copyText(hash))}
      >
        <Trans>Copy the last hash</Trans>
      </Button>
    </>
  );
}

import { Trans, useLingui } from '@lingui/react/macro';
import { CircleCheck, Download, RefreshCw, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { IpcInput } from '#shared/ipc/contract.ts';
import type { UpdateState } from '#shared/ipc/updates.ts';
import { call } from '../../../bridge/bridge.ts';
import { useWayFault } from '../../../state/network.ts';
import { askForProxy } from '../../../state/proxy-question.ts';
import { goTo } from '../../../state/settings-section.ts';
import { applyUpdates } from '../../../state/updates.ts';
import { Button } from '../../../ui/button.tsx';
import { Progress } from '../../../ui/progress.tsx';
import { WayTrouble } from '../../../ui/way-trouble.tsx';
import { ReadyChoice } from './ready-choice.tsx';
import { useFaultText, useStageText, useWaitText } from './words.ts';

const busy = ['checking', 'fetching', 'installing'];

/** What there is, in one place: the version here, the newer one, what is new in it, and what can be done. */
export function UpdatePanel({ state }: { readonly state: UpdateState }) {
  const { t, i18n } = useLingui();
  const title = useStageText(state);
  const fault = useFaultText(state.code);
  const waits = useWaitText(state);
  const [isAsking, setAsking] = useState(false);
  const { update, stage, progress } = state;
  const way = useWayFault(state.feed ?? '');
  const blocked = state.code === 'unreachable' ? way : null;
  const when = new Intl.DateTimeFormat(i18n.locale, { dateStyle: 'medium', timeStyle: 'short' });
  const notes = update?.notes[i18n.locale === 'zh-CN' ? 'zh-CN' : 'en'] ?? '';
  const isBusy = busy.includes(stage) || isAsking;
  const check = () => {
    setAsking(true);
    call('updates.check', {})
      .then(applyUpdates, () => undefined)
      .finally(() => setAsking(false));
  };
  const size = new Intl.NumberFormat(i18n.locale, { maximumFractionDigits: 0 }).format(
    Math.max(1, (update?.size ?? 0) / 1_000_000),
  );
  return (
    <div className="grid gap-3 rounded-3 border border-line bg-panel p-4" data-stage={stage}>
      <div className="flex items-start gap-3">
        <Sign stage={stage} />
        <div className="grid min-w-0 flex-1 gap-0.5" role="status">
          <p className="font-medium text-3" data-testid="update-title">
            {title}
          </p>
          <p className="text-1 text-ink-3">
            {t`Here: ${state.version}`}
            {state.checkedAt !== null && ` · ${t`Last looked: ${when.format(state.checkedAt)}`}`}
          </p>
          {blocked !== null && state.feed !== null && (
            <WayTrouble
              fault={blocked}
              hub={state.feed}
              onDetails={() => goTo('network')}
              onPassword={askForProxy}
            />
          )}
          {fault !== null && blocked === null && (
            <p data-testid="update-fault" data-code={state.code} className="text-2 text-bad">
              {fault}
            </p>
          )}
        </div>
        {stage !== 'off' && state.code !== 'no_key' && (
          <Button data-testid="update-check" disabled={isBusy} onClick={check}>
            <RefreshCw size={13} aria-hidden="true" />
            <Trans>Look now</Trans>
          </Button>
        )}
      </div>
      {stage === 'fetching' && <Progress label={t`Downloading`} value={progress ?? 0} max={100} />}
      {update !== null && stage !== 'refused' && stage !== 'current' && (
        <section aria-label={t`What is new`} className="grid gap-1 border-line border-t pt-3 text-2">
          <h2 className="font-medium">
            {update.back ? t`Why it goes back` : t`What is new in ${update.version}`}
          </h2>
          <p className="foreign whitespace-pre-wrap break-words text-ink-2" data-testid="update-notes">
            {notes !== ''
              ? notes
              : update.back
                ? t`The version here was withdrawn by its publisher; the one before takes its place.`
                : t`The publisher has written nothing about it.`}
          </p>
          <p className="text-1 text-ink-3">{t`${size} MB, released ${when.format(update.released)}`}</p>
        </section>
      )}
      {waits !== null && (
        <p data-testid="update-waits" className="text-2 text-ink-2">
          {waits}
        </p>
      )}
      {stage === 'ready' && <ReadyChoice state={state} onAsk={ask} />}
    </div>
  );
}

export function ask(question: IpcInput<'updates.install'> | IpcInput<'updates.later'>): void {
  const answer = 'until' in question ? call('updates.later', question) : call('updates.install', question);
  answer.then(applyUpdates, () => undefined);
}

function Sign({ stage }: { readonly stage: UpdateState['stage'] }) {
  if (stage === 'refused')
    return <TriangleAlert size={20} aria-hidden="true" className="mt-0.5 shrink-0 text-bad" />;
  if (stage === 'current')
    return <CircleCheck size={20} aria-hidden="true" className="mt-0.5 shrink-0 text-ok" />;
  return <Download size={20} aria-hidden="true" className="mt-0.5 shrink-0 text-ink-3" />;
}

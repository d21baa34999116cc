import { Trans, useLingui } from '@lingui/react/macro';
import { ArrowUpRight, Check, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { nameIn } from '#shared/domain/customer/handbook.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import type { WatchAlert, WatchLine } from '#shared/protocol/watch.ts';
import { call, refusedWith } from '../../bridge/bridge.ts';
import { openConversation } from '../../state/jump.ts';
import { showMonitor } from '../../state/monitor.ts';
import { Button } from '../../ui/button.tsx';
import { useRefusalText } from '../../ui/refusal-text.ts';
import { timeText } from '../../ui/time.ts';
import { acknowledge, resolve } from './acknowledge.ts';
import { QuietRow } from './quiet-row.tsx';
import { SeverityMark } from './severity-mark.tsx';
import { useAlertText, useLineText } from './words.ts';

type AlertDetailProps = { readonly alert: WatchAlert; readonly onClose: () => void };

/** One alert: what it is of, who sees to it, and all that has happened to it. */
export function AlertDetail({ alert, onClose }: AlertDetailProps) {
  const { t, i18n } = useLingui();
  const text = useAlertText();
  const refusalText = useRefusalText();
  const [note, setNote] = useState('');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  const { id, rule, severity, group, conversationId, acknowledged, resolved } = alert;

  async function act(what: typeof acknowledge): Promise<void> {
    setBusy(true);
    setRefusal(await what(id, note.trim() === '' ? null : note.trim()));
    setBusy(false);
  }
  const name = nameIn(rule.name, i18n.locale);
  return (
    <aside
      aria-label={name}
      data-testid="alert-detail"
      data-region="alert-detail"
      tabIndex={-1}
      className="flex w-90 shrink-0 flex-col overflow-y-auto border-line border-l bg-panel"
    >
      <div className="flex items-start gap-2 px-4 pt-3">
        <div className="min-w-0 flex-1">
          <SeverityMark severity={severity} />
          <h2 className="foreign mt-1.5 break-words font-bold text-4">{name}</h2>
        </div>
        <Button look="icon" aria-label={t`Close`} onClick={onClose}>
          <X size={15} aria-hidden="true" />
        </Button>
      </div>
      <p className="foreign break-words px-4 pt-1 text-2 text-ink-2">{text(alert)}</p>
      {group !== null && <p className="foreign px-4 pt-0.5 text-1 text-ink-3">{group.name}</p>}
      <div className="flex flex-wrap gap-2 px-4 py-3">
        {conversationId !== null ? (
          <Button
            data-testid="alert-open"
            onClick={() =>
              void openConversation(conversationId).catch((error) => setRefusal(refusedWith(error)))
            }
          >
            <ArrowUpRight size={14} aria-hidden="true" />
            <Trans>Open the conversation</Trans>
          </Button>
        ) : (
          <Button onClick={() => showMonitor('board')}>
            <ArrowUpRight size={14} aria-hidden="true" />
            <Trans>To the live board</Trans>
          </Button>
        )}
      </div>
      {resolved === null && (
        <div className="grid gap-2 border-line border-t px-4 py-3">
          <label className="grid gap-1 text-2">
            <span className="text-ink-2">
              <Trans>What you do about it</Trans>
            </span>
            <textarea
              value={note}
              maxLength={500}
              rows={2}
              dir="auto"
              data-testid="alert-note"
              onChange={({ target }) => setNote(target.value)}
              className="resize-none rounded-2 border border-line-strong bg-panel px-2 py-1 outline-none focus-visible:outline-2 focus-visible:outline-focus"
            />
          </label>
          <div className="flex gap-2">
            {acknowledged === null && (
              <Button
                look="primary"
                data-testid="alert-acknowledge"
                disabled={busy}
                onClick={() => void act(acknowledge)}
              >
                <Check size={14} aria-hidden="true" />
                <Trans>Acknowledge</Trans>
              </Button>
            )}
            <Button data-testid="alert-resolve" disabled={busy} onClick={() => void act(resolve)}>
              <Trans>It is done with</Trans>
            </Button>
          </div>
          <p role="alert" className="text-2 text-bad empty:hidden" data-testid="alert-refusal">
            {refusal === null
              ? null
              : refusal.code === 'taken'
                ? t`${refusal.owner ?? ''} was faster.`
                : refusalText(refusal)}
          </p>
        </div>
      )}
      <QuietRow ruleId={rule.id} />
      <History alert={alert} />
    </aside>
  );
}

function History({ alert }: { readonly alert: WatchAlert }) {
  const { i18n } = useLingui();
  const lineText = useLineText();
  const [lines, setLines] = useState<readonly WatchLine[] | null>(null);
  const { id, changedAt, acknowledged, resolved } = alert;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of it has a line of its own
  useEffect(() => {
    let isGone = false;
    call('watch.history', { alertId: id })
      .then((history) => !isGone && setLines(history.lines))
      .catch(() => undefined);
    return () => {
      isGone = true;
    };
  }, [id, changedAt, acknowledged, resolved]);
  return (
    <section className="border-line border-t px-4 py-3">
      <h3 className="pb-1 font-medium text-2">
        <Trans>History</Trans>
      </h3>
      <ol className="grid gap-1.5" data-testid="alert-history">
        {(lines ?? []).map((line) => (
          <li
            key={`${line.at} ${line.what} ${line.person?.id ?? ''}`}
            className="grid grid-cols-[auto_1fr] gap-x-2 text-2"
          >
            <time dateTime={new Date(line.at).toISOString()} className="text-ink-3 tabular-nums">
              {timeText(line.at, i18n.locale)}
            </time>
            <span className="foreign min-w-0 break-words">
              {lineText(line)}
              {line.note !== null && <span className="block text-ink-2">{line.note}</span>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

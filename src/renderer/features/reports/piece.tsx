import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { type FigureId, ruleOf } from '#shared/domain/reports/figures.ts';
import type { IpcAnswer } from '#shared/ipc/contract.ts';
import type { ReportPiece } from '#shared/protocol/reports.ts';
import { call } from '../../bridge/bridge.ts';
import { openConversation } from '../../state/jump.ts';
import { Button } from '../../ui/button.tsx';
import { useFigureText } from './format.ts';
import { kindWords } from './words.ts';

/** One conversation in a number, and on demand the entries that it comes from. */
export function Piece(props: {
  readonly piece: ReportPiece;
  readonly figure: FigureId;
  readonly inHours: boolean;
  readonly timeZone: string;
  readonly agent: string | null;
}) {
  const { piece, figure, inHours, timeZone, agent } = props;
  const { t, i18n } = useLingui();
  const [explained, setExplained] = useState<IpcAnswer<'reports.explain'> | null | 'failed'>(null);
  const text = useFigureText();
  const { conversationId, value, at } = piece;
  const { unit } = ruleOf(figure);
  const clock = (moment: number) =>
    new Intl.DateTimeFormat(i18n.locale, { dateStyle: 'short', timeStyle: 'medium', timeZone }).format(
      moment,
    );
  const own =
    piece.from === null ? text(value, 'time') : unit === 'time' || unit === 'score' ? text(value, unit) : '';
  const mark = piece.what === 'inTime' ? (value === 1 ? t`in time` : t`missed`) : own;

  async function explain(): Promise<void> {
    if (conversationId === null) return;
    if (explained !== null) return setExplained(null);
    setExplained(
      await call('reports.explain', { conversationId, figure, inHours }).catch(() => 'failed' as const),
    );
  }

  return (
    <li className="border-line border-b px-3 py-2 text-2">
      <div className="flex items-baseline gap-2">
        <span className="foreign min-w-0 flex-1 truncate">
          {conversationId !== null
            ? (piece.customer ?? t`Visitor`)
            : piece.from === null
              ? (agent ?? '–')
              : t`In another group by now`}
        </span>
        <span className="tabular-nums">{mark}</span>
      </div>
      <div className="flex items-baseline gap-2 text-1 text-ink-2">
        <span className="min-w-0 flex-1 truncate">
          {clock(at)}
          {conversationId !== null && agent !== null && ` · ${agent}`}
        </span>
        {conversationId !== null && (
          <>
            <Button look="quiet" aria-expanded={explained !== null} onClick={() => void explain()}>
              <Trans>How?</Trans>
            </Button>
            <Button look="quiet" onClick={() => void openConversation(conversationId)}>
              <Trans>Open</Trans>
            </Button>
          </>
        )}
      </div>
      {explained === 'failed' && (
        <p className="text-1 text-bad">
          <Trans>The hub did not say.</Trans>
        </p>
      )}
      {explained !== null && explained !== 'failed' && (
        <ol className="mt-1 rounded-2 bg-sunk px-2 py-1 text-1" data-testid="explained">
          {explained.pieces.map(({ from, to, value: one, what }, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: they stand as they came
            <li key={n} className="py-0.5 tabular-nums">
              {[from, ...(to.seq === from.seq ? [] : [to])].map((step) => {
                const kind = kindWords[step.kind];
                return (
                  <div key={step.seq}>
                    {clock(step.at)} · #{step.seq} {step.author}{' '}
                    {kind === undefined ? step.kind : i18n._(kind)}
                  </div>
                );
              })}
              {unit === 'time' && <div className="text-right">= {text(one, 'time')}</div>}
              {what === 'inTime' && (
                <div className="text-right">
                  {one === 1 ? t`in time` : t`missed`} ({text(explained.target, 'time')})
                </div>
              )}
            </li>
          ))}
        </ol>
      )}
    </li>
  );
}

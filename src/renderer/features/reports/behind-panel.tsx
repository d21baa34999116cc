import { Trans, useLingui } from '@lingui/react/macro';
import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { figureIds, ruleOf } from '#shared/domain/reports/figures.ts';
import type { ReportQuestion } from '#shared/domain/reports/question.ts';
import type { IpcAnswer } from '#shared/ipc/contract.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import type { Report, ReportPiece } from '#shared/protocol/reports.ts';
import { call, refusedWith } from '../../bridge/bridge.ts';
import { type Behind, lookBehind } from '../../state/reports.ts';
import { Button } from '../../ui/button.tsx';
import { useRefusalText } from '../../ui/refusal-text.ts';
import { useFigureText, useKeyText } from './format.ts';
import { Piece } from './piece.tsx';
import { figureWords } from './words.ts';

const page = 50;

type Props = { readonly behind: Behind; readonly report: Report; readonly question: ReportQuestion };

/** What a number is made of (H5): its formula, the number made anew, and every conversation that is in it. */
export function BehindPanel({ behind, report, question }: Props) {
  const { t, i18n } = useLingui();
  const [answer, setAnswer] = useState<IpcAnswer<'reports.behind'> | null>(null);
  const [pieces, setPieces] = useState<readonly ReportPiece[]>([]);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const refusalText = useRefusalText();
  const text = useFigureText();
  const keyText = useKeyText();
  const close = useRef<HTMLButtonElement>(null);
  const { figure, keys } = behind;
  const { unit } = ruleOf(figure);
  const words = figureWords[figure];

  const load = async (offset: number) => {
    try {
      const got = await call('reports.behind', { question, keys: [...keys], figure, offset, limit: page });
      setAnswer(got);
      setPieces((before) => [...before.slice(0, offset), ...got.pieces]);
      setRefusal(null);
    } catch (error) {
      setRefusal(refusedWith(error));
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: made anew for every number (`key`)
  useEffect(() => {
    close.current?.focus();
    void load(0);
  }, []);

  const row = report.rows.find((one) => one.keys.every((key, n) => key === keys[n]));
  const value = (keys.length === 0 ? report.total : row?.values)?.[figureIds.indexOf(figure)] ?? null;
  const count = answer?.count ?? 0;
  return (
    <aside
      aria-label={t`What the number is made of`}
      data-testid="reports-behind"
      onKeyDown={(event) => event.key === 'Escape' && !event.nativeEvent.isComposing && lookBehind(null)}
      className="flex w-90 shrink-0 flex-col border-line border-l bg-panel print:hidden"
    >
      <header className="flex items-start gap-2 border-line border-b p-3">
        <div className="min-w-0 flex-1">
          <h2 className="font-bold text-3">{i18n._(words.name)}</h2>
          {keys.length > 0 && (
            <p className="text-1 text-ink-2">
              {question.by.map((one, n) => keyText(one, keys[n] ?? '', report.names)).join(' · ')}
            </p>
          )}
          <p className="font-bold text-4 tabular-nums" data-testid="behind-value">
            {text(answer === null ? value : answer.value, unit)}
          </p>
        </div>
        <Button ref={close} look="icon" aria-label={t`Close`} onClick={() => lookBehind(null)}>
          <X size={14} aria-hidden="true" />
        </Button>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <p className="bg-sunk px-3 py-2 text-1 text-ink-2">{i18n._(words.how)}</p>
        {answer !== null && answer.value !== value && (
          <p className="bg-warn-soft px-3 py-2 text-1">
            <Trans>It has changed since the report was made.</Trans>
          </p>
        )}
        {refusal !== null && (
          <p role="alert" className="bg-bad-soft px-3 py-2 text-2">
            {refusalText(refusal)}
          </p>
        )}
        {answer === null && refusal === null && (
          <p className="p-3 text-2 text-ink-2">
            <Trans>One moment…</Trans>
          </p>
        )}
        {answer !== null && count === 0 && (
          <p className="p-3 text-2 text-ink-2">
            <Trans>Nothing is in it.</Trans>
          </p>
        )}
        <ul>
          {pieces.map((piece, n) => (
            <Piece
              // biome-ignore lint/suspicious/noArrayIndexKey: one conversation may be in it several times
              key={`${piece.conversationId} ${piece.at} ${n}`}
              piece={piece}
              figure={figure}
              inHours={question.inHours}
              timeZone={report.timeZone}
              agent={piece.agent === null ? null : (answer?.names.agents[piece.agent] ?? null)}
            />
          ))}
        </ul>
        {pieces.length < count && (
          <div className="p-3 text-center">
            <Button onClick={() => void load(pieces.length)}>
              <Trans>Show more</Trans>
            </Button>
          </div>
        )}
      </div>
      <p className="border-line border-t px-3 py-2 text-1 text-ink-2" role="status">
        {answer !== null && t`${count} in it`}
      </p>
    </aside>
  );
}

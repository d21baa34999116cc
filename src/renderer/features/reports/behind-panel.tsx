import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { figureIds, ruleOf } from '#shared/domain/reports/figures.ts';
import type { ReportQuestion } from '#shared/domain/reports/question.ts';
import type { IpcAnswer } from '#shared/ipc/contract.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import type { Report, ReportPiece } from '#shared/protocol/reports.ts';
import { call, refusedWith } from '../../bridge/bridge.ts';
import { type Behind, lookBehind } from '../../state/reports.ts';
import { BehindFrame } from '../../ui/behind-frame.tsx';
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
    void load(0);
  }, []);

  const row = report.rows.find((one) => one.keys.every((key, n) => key === keys[n]));
  const value = (keys.length === 0 ? report.total : row?.values)?.[figureIds.indexOf(figure)] ?? null;
  const count = answer?.count ?? 0;
  return (
    <BehindFrame
      testId="reports-behind"
      title={i18n._(words.name)}
      of={
        keys.length === 0
          ? null
          : question.by.map((one, n) => keyText(one, keys[n] ?? '', report.names)).join(' · ')
      }
      value={text(answer === null ? value : answer.value, unit)}
      how={i18n._(words.how)}
      footer={answer !== null && t`${count} in it`}
      onClose={() => lookBehind(null)}
    >
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
    </BehindFrame>
  );
}

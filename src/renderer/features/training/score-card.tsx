import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { type CustomerScore, points, type TrainingScore } from '#shared/domain/training/score.ts';
import { call } from '../../bridge/bridge.ts';
import { useTraining } from '../../state/training.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

/** What the training was worth, part by part, and of each customer. */
export function ScoreCard({
  score,
  onClose,
}: {
  readonly score: TrainingScore;
  readonly onClose: () => void;
}) {
  const { t, i18n } = useLingui();
  const { held, sentAnyway } = useTraining();
  const seconds = (time: number | null) =>
    time === null
      ? '–'
      : new Intl.NumberFormat(i18n.locale, { style: 'unit', unit: 'second', unitDisplay: 'short' }).format(
          Math.round(time / 1000),
        );
  const parts = [
    [
      t`First answers`,
      score.parts.speed,
      points.speed,
      seconds(score.firstResponse),
      t`15 s or less: full points; 90 s: none`,
    ],
    [
      t`Later answers`,
      score.parts.rhythm,
      points.rhythm,
      seconds(score.handling),
      t`20 s or less on average: full points`,
    ],
    [
      t`To the point`,
      score.parts.point,
      points.point,
      pointText(score.customers),
      t`answers with what was asked for`,
    ],
    [
      t`Care`,
      score.parts.care,
      points.care,
      t`${plural(held, { one: '# reply held', other: '# replies held' })}`,
      t`5 less for each sent all the same (${sentAnyway}), and for each customer who gave up`,
    ],
  ] as const;
  return (
    <Dialog
      title={t`Your score`}
      beside={
        <>
          <span className="font-bold text-7 text-accent" data-testid="score-total">
            {score.total}
          </span>
          <span className="font-medium text-2 text-ink-3">/ 100</span>
        </>
      }
      testId="score-card"
      isWide
      onClose={onClose}
    >
      <table className="mt-3 w-full text-2">
        <tbody>
          {parts.map(([name, got, of, value, hint]) => (
            <tr key={name} className="border-line border-t align-top">
              <th scope="row" className="py-1.5 pr-2 text-left font-medium">
                {name}
                <span className="block font-normal text-1 text-ink-3">{hint}</span>
              </th>
              <td className="py-1.5 pr-3 text-right text-ink-2">{value}</td>
              <td className="whitespace-nowrap py-1.5 text-right font-bold">
                {got} / {of}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <table className="mt-4 w-full text-2">
        <thead>
          <tr className="text-1 text-ink-3">
            <th scope="col" className="py-1 text-left font-medium">{t`Customer`}</th>
            <th scope="col" className="py-1 text-right font-medium">{t`First answer`}</th>
            <th scope="col" className="py-1 text-right font-medium">{t`On average`}</th>
            <th scope="col" className="py-1 text-right font-medium">{t`To the point`}</th>
            <th scope="col" className="py-1 text-right font-medium">{t`Patience`}</th>
          </tr>
        </thead>
        <tbody>
          {score.customers.map((one) => (
            <tr key={one.name} className="border-line border-t">
              <th scope="row" className="foreign py-1.5 text-left font-medium">
                {one.name}
              </th>
              <td className="py-1.5 text-right">{seconds(one.first)}</td>
              <td className="py-1.5 text-right">{seconds(one.average)}</td>
              <td className="py-1.5 text-right">
                {one.toThePoint.hits} / {one.toThePoint.of}
              </td>
              <td
                className={`py-1.5 text-right ${one.left ? 'text-bad' : one.nudged ? 'text-warn' : 'text-ink-2'}`}
              >
                {one.left ? t`gave up` : one.nudged ? t`asked again` : one.first === null ? '–' : t`kept`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={onClose}>
          <Trans>Go on</Trans>
        </Button>
        <Button look="primary" data-testid="training-end" onClick={() => void call('training.end', {})}>
          <Trans>End the training</Trans>
        </Button>
      </div>
    </Dialog>
  );
}

function pointText(customers: readonly CustomerScore[]): string {
  const hits = customers.reduce((sum, { toThePoint }) => sum + toThePoint.hits, 0);
  const of = customers.reduce((sum, { toThePoint }) => sum + toThePoint.of, 0);
  return `${hits} / ${of}`;
}

import { Trans, useLingui } from '@lingui/react/macro';
import { CloudOff } from 'lucide-react';
import { useDeskApp } from '../../state/desk-app.ts';
import { Button } from '../../ui/button.tsx';
import { useRefusalText } from '../../ui/refusal-text.ts';
import { secondText } from '../../ui/time.ts';
import { readBoard, useBoard } from './store.ts';

export function Loading() {
  const { t } = useLingui();
  return (
    <div role="status" aria-label={t`Reading the live board`} className="grid content-start gap-4 p-4">
      <div className="flex gap-3">
        {['a', 'b', 'c', 'd'].map((tile) => (
          <span key={tile} className="h-20 w-48 rounded-3 bg-sunk" />
        ))}
      </div>
      {['w-3/5', 'w-2/5', 'w-1/2', 'w-2/3'].map((width) => (
        <span key={width} className={`h-4 rounded-1 bg-sunk ${width}`} />
      ))}
    </div>
  );
}

export function Failed() {
  const refusal = useBoard((s) => s.refusal);
  const refusalText = useRefusalText();
  return (
    <div
      role="alert"
      data-testid="board-failed"
      className="grid flex-1 place-content-center justify-items-center gap-2 p-8 text-center"
    >
      <h1 className="font-bold text-4">
        <Trans>The live board could not be read</Trans>
      </h1>
      {refusal !== null && <p className="max-w-100 text-2 text-ink-2">{refusalText(refusal)}</p>}
      <Button onClick={() => void readBoard()}>
        <Trans>Try again</Trans>
      </Button>
    </div>
  );
}

/** The line is away: what is shown is of then, and is not taken for now. */
export function AsOf() {
  const { i18n } = useLingui();
  const since = useDeskApp((s) => s.connection.since);
  const time = secondText(since, i18n.locale);
  return (
    <div
      role="status"
      data-testid="board-as-of"
      className="flex shrink-0 items-center gap-2 border-line border-b bg-warn-soft px-4 py-1.5 text-2"
    >
      <CloudOff size={15} aria-hidden="true" className="shrink-0 text-warn" />
      <p>
        <b className="font-bold">
          <Trans>As of {time}.</Trans>
        </b>{' '}
        <Trans>The hub cannot be reached; the board goes on by itself once it is back.</Trans>
      </p>
    </div>
  );
}

import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Button } from '../../../ui/button.tsx';
import { useRefusalText } from '../../../ui/refusal-text.ts';
import type { Asked } from './use-asked.ts';

/** What was asked for once it is there; that it is on its way; or why not, and once more. */
export function AskedView<T>({
  asked,
  children,
}: {
  readonly asked: Asked<T>;
  readonly children: (value: T) => ReactNode;
}) {
  const refusalText = useRefusalText();
  const { value, refusal, again } = asked;
  if (value === null && refusal === null)
    return (
      <p role="status" className="grid flex-1 place-content-center p-8 text-2 text-ink-3">
        <Trans>Asking the hub…</Trans>
      </p>
    );
  if (value === null && refusal !== null)
    return (
      <div role="alert" className="grid flex-1 place-content-center justify-items-center gap-2 p-8 text-2">
        <p>{refusalText(refusal)}</p>
        <Button onClick={again}>
          <Trans>Try again</Trans>
        </Button>
      </div>
    );
  return (
    <>
      {refusal !== null && (
        <p role="status" className="shrink-0 border-line border-b bg-warn-soft px-5 py-1.5 text-2">
          {refusalText(refusal)} <Trans>What is shown is from before.</Trans>
        </p>
      )}
      {value !== null && children(value)}
    </>
  );
}

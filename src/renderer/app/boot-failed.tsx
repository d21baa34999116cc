import { Trans } from '@lingui/react/macro';
import type { Refusal } from '#shared/protocol/errors.ts';
import { Button } from '../ui/button.tsx';
import { useRefusalText } from '../ui/refusal-text.ts';

/** The desk's other half did not answer at the start: nothing can be shown but that. */
export function BootFailed({ refusal }: { readonly refusal: Refusal }) {
  const refusalText = useRefusalText();
  return (
    <div
      role="alert"
      className="grid h-full place-content-center justify-items-center gap-3 bg-sunk text-center"
    >
      <h1 className="font-bold text-5">
        <Trans>Yingke could not start</Trans>
      </h1>
      <p className="text-ink-2">{refusalText(refusal)}</p>
      <Button look="primary" onClick={() => location.reload()}>
        <Trans>Try again</Trans>
      </Button>
    </div>
  );
}

import { Trans } from '@lingui/react/macro';
import type { Refusal } from '#shared/protocol/errors.ts';
import { Button } from '../../../ui/button.tsx';
import { useRefusalText } from '../../../ui/refusal-text.ts';

type NotHereYetProps = {
  readonly answer: { readonly state: 'loading' } | { readonly state: 'failed'; readonly refusal: Refusal };
  readonly onAgain: () => void;
  readonly className?: string;
};

/** In the place of what the hub was asked for: that it is asked, or why there is no answer. */
export function NotHereYet({ answer, onAgain, className = '' }: NotHereYetProps) {
  const refusalText = useRefusalText();
  if (answer.state === 'loading') {
    return (
      <p role="status" className={`${className} text-2 text-ink-3`}>
        <Trans>Asking the hub…</Trans>
      </p>
    );
  }
  return (
    <div role="alert" className={`${className} grid justify-items-start gap-1.5 text-2`}>
      <p>{refusalText(answer.refusal)}</p>
      <Button onClick={onAgain}>
        <Trans>Try again</Trans>
      </Button>
    </div>
  );
}

import { Trans } from '@lingui/react/macro';
import type { Transcript } from '../../../state/transcripts.ts';
import { readOlder } from '../../../state/transcripts.ts';
import { Button } from '../../../ui/button.tsx';

type TopProps = Pick<Transcript, 'complete' | 'older'> & { readonly id: string };

/** What stands above the first message: that more is coming, that it could not be read, or nothing. */
export function Top({ id, complete, older }: TopProps) {
  if (complete) return null;
  return (
    <p className="absolute inset-x-0 top-0 flex h-9 items-center justify-center gap-2 text-1 text-ink-3">
      {older === 'failed' ? (
        <>
          <Trans>Older messages could not be read.</Trans>
          <Button look="quiet" onClick={() => void readOlder(id)}>
            <Trans>Try again</Trans>
          </Button>
        </>
      ) : (
        <Trans>Reading older messages…</Trans>
      )}
    </p>
  );
}

import { Trans, useLingui } from '@lingui/react/macro';
import { UserX } from 'lucide-react';
import { openHandOver } from '../../../state/hand-over.ts';
import { useTranscript } from '../../../state/transcripts.ts';
import { Button } from '../../../ui/button.tsx';
import { Bar } from './bar.tsx';
import { type Unanswered, unansweredIn } from './note-of.ts';

/** Whom I asked and who did not come. */
export function NotTakenBar({ id, meId }: { readonly id: string; readonly meId: string }) {
  const { entries } = useTranscript(id);
  const unanswered = unansweredIn(entries, meId);
  const words = useUnansweredText();
  if (unanswered === null) return null;
  return (
    <Bar
      name="not-taken-bar"
      tone="warn"
      icon={<UserX size={15} aria-hidden="true" className="text-warn" />}
      action={
        <Button onClick={() => openHandOver(id, unanswered.how)}>
          <Trans>Ask somebody else</Trans>
        </Button>
      }
    >
      <p className="foreign min-w-0 flex-1 py-0.75">{words(unanswered)}</p>
    </Bar>
  );
}

function useUnansweredText(): (unanswered: Unanswered) => string {
  const { t } = useLingui();
  return ({ name, how, because }) => {
    const isTransfer = how === 'transfer';
    if (because === 'declined') {
      return isTransfer
        ? t`${name} declined. The conversation is still yours.`
        : t`${name} declined to join. The conversation is still yours.`;
    }
    if (because === 'no_answer') return t`${name} did not answer in time. The conversation is still yours.`;
    return t`${name} is not here any more. The conversation is still yours.`;
  };
}

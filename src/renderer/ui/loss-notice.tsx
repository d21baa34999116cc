import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { TriangleAlert } from 'lucide-react';
import { assertNever } from '#shared/domain/exhaustive.ts';
import type { CacheLoss } from '#shared/ipc/app.ts';
import { Button } from './button.tsx';

type LossNoticeProps = { readonly loss: CacheLoss; readonly onRead: () => void };

/** Says what became of a cache that could not be used, and first of all of what was not sent. */
export function LossNotice({ loss, onRead }: LossNoticeProps) {
  const what = useWhat(loss.why);
  const unsent = useUnsent(loss);
  return (
    <div
      role="alert"
      data-testid="cache-loss"
      className="flex items-start gap-2 border-line border-b bg-warn-soft px-4 py-1.5 text-2"
    >
      <TriangleAlert size={15} aria-hidden="true" className="mt-px shrink-0 text-warn" />
      <p className="min-w-0 flex-1">
        <b className="font-bold">{unsent}</b> {what}
      </p>
      <Button look="plain" onClick={onRead} className="-my-0.5 shrink-0">
        <Trans>Understood</Trans>
      </Button>
    </div>
  );
}

function useWhat(why: CacheLoss['why']): string {
  const { t } = useLingui();
  switch (why) {
    case 'damaged':
      return t`What was kept on this computer was damaged. It was put aside, and everything is fetched from the hub again.`;
    case 'newer':
      return t`What was kept on this computer is of a newer version of Yingke. It was put aside unchanged, and everything is fetched from the hub again.`;
    case 'unmigrated':
      return t`What was kept on this computer could not be taken over by this version of Yingke. It was put aside unchanged, and everything is fetched from the hub again.`;
    case 'key':
      return t`The key to what was kept on this computer cannot be read, and so cannot messages and drafts that were not sent yet. If the keychain is only locked, unlock it before you sign in: then nothing is lost. Otherwise everything that was sent is fetched from the hub again.`;
    case 'disk':
      return t`This computer's disk cannot be used. Yingke works from memory: messages that are not sent and drafts end when it quits.`;
    default:
      return assertNever(why);
  }
}

/** Empty where there is nothing to be said of messages, or the reason says it. */
function useUnsent({ why, messages, drafts, complete }: CacheLoss): string {
  const { t } = useLingui();
  if (why === 'disk' || why === 'key') return '';
  if (messages + drafts === 0) {
    return complete ? '' : t`Messages and drafts that were not sent yet could not be saved.`;
  }
  const kept = t`Saved: ${plural(messages, { one: '# unsent message', other: '# unsent messages' })}, ${plural(drafts, { one: '# draft', other: '# drafts' })}.`;
  return complete ? kept : `${kept} ${t`There may have been more.`}`;
}

import { Trans } from '@lingui/react/macro';
import { lazyPart } from '../../../state/lazy-part.tsx';

export type EditedMarkProps = {
  /** What it said before, and when that was. */
  readonly before: string;
  readonly at: string;
};

export const editedLook = 'rounded-2 underline decoration-dotted underline-offset-2 hover:text-ink';

/** Says that a message was changed, and what it said before to who points at it or comes to it by keys. */
export const EditedMark = lazyPart(() => import('../late.ts').then((m) => m.EditedTooltip), MarkAlone);

function MarkAlone() {
  return (
    <span className={editedLook}>
      <Trans>edited</Trans>
    </span>
  );
}

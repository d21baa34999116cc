import { Trans } from '@lingui/react/macro';
import { Tooltip } from 'radix-ui';
import { type EditedMarkProps, editedLook } from './edited-mark.tsx';

/** The mark, and what it said before to who points at it or comes to it by keys. */
export function EditedTooltip({ before, at }: EditedMarkProps) {
  return (
    <Tooltip.Provider delayDuration={300}>
      <Tooltip.Root>
        <Tooltip.Trigger type="button" data-testid="edited" className={editedLook}>
          <Trans>edited</Trans>
        </Tooltip.Trigger>
        <Tooltip.Portal container={document.querySelector<HTMLElement>('#conversation')}>
          <Tooltip.Content
            sideOffset={4}
            collisionPadding={8}
            data-testid="edited-before"
            className="z-50 max-h-60 max-w-90 overflow-hidden rounded-3 border border-line bg-panel px-2.5 py-1.5 text-1 text-ink shadow-pop"
          >
            <p className="pb-0.5 text-ink-3">
              <Trans>Before, {at}</Trans>
            </p>
            <p dir="auto" className="foreign whitespace-pre-wrap break-words [overflow-wrap:anywhere]">
              {before}
            </p>
          </Tooltip.Content>
        </Tooltip.Portal>
      </Tooltip.Root>
    </Tooltip.Provider>
  );
}

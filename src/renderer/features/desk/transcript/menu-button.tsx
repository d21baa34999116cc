import { useLingui } from '@lingui/react/macro';
import { Ellipsis } from 'lucide-react';

/**
 * Opens the menu of its line for who does not use the other mouse button. The transcript listens: the button only asks
 * for the menu as the menu key would.
 */
export function MenuButton({ side }: { readonly side: 'left' | 'right' }) {
  const { t } = useLingui();
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={t`What can be done with this message`}
      data-testid="message-more"
      onClick={({ currentTarget }) => {
        const { left, bottom } = currentTarget.getBoundingClientRect();
        currentTarget.dispatchEvent(
          new MouseEvent('contextmenu', { bubbles: true, cancelable: true, clientX: left, clientY: bottom }),
        );
      }}
      className={`mx-1 grid size-6 shrink-0 place-content-center self-center rounded-2 text-ink-3 opacity-0 hover:bg-hover hover:text-ink focus-visible:opacity-100 group-focus-within:opacity-100 group-hover:opacity-100 ${side === 'left' ? '' : 'order-first'}`}
    >
      <Ellipsis size={15} aria-hidden="true" />
    </button>
  );
}

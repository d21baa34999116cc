import { DropdownMenu } from 'radix-ui';
import { StatusButton } from './status-button.tsx';
import { StatusChoice } from './status-choice.tsx';

/** The menu at the status in the foot, open from its first click on. */
export function StatusMenu() {
  return (
    <DropdownMenu.Root modal={false} defaultOpen>
      <DropdownMenu.Trigger asChild>
        <StatusButton />
      </DropdownMenu.Trigger>
      {/* Inside the part of the window that it belongs to, so that a screen reader finds it there. */}
      <DropdownMenu.Portal container={document.querySelector<HTMLElement>('.shell-foot')}>
        <DropdownMenu.Content
          side="top"
          align="end"
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) w-60 overflow-y-auto whitespace-normal rounded-3 border border-line bg-panel p-1 text-2 text-ink shadow-pop"
        >
          <StatusChoice />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

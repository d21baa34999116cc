import { useLingui } from '@lingui/react/macro';
import { DropdownMenu } from 'radix-ui';
import { useKeysOf } from '../../../state/actions/keys.ts';
import { rowOf } from '../../../state/conversations.ts';
import { closeTab, closeTabs, moveTab, pinTab, reopenTab, showBeside, useTabs } from '../../../state/tabs.ts';
import { Kbd } from '../../../ui/kbd.tsx';
import { copyConversationLink } from '../copy-link.ts';
import { menuBox, menuItem } from './menu-look.ts';

type TabMenuProps = {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly onClose: () => void;
};

/** What can be done with one tab, at the point where it was asked for. */
export function TabMenu({ id, x, y, onClose }: TabMenuProps) {
  const { t } = useLingui();
  const { order, pinned, active, beside, closed } = useTabs();
  const keys = {
    split: useKeysOf('tab.split'),
    close: useKeysOf('tab.close'),
    reopen: useKeysOf('tab.reopen'),
  };
  const isPinned = pinned.includes(id);
  const place = order.indexOf(id);
  const others = order.filter((other) => other !== id);
  const answered = others.filter((other) => rowOf(other)?.conversation.waitingSince == null);
  return (
    <DropdownMenu.Root modal={false} open onOpenChange={(open) => !open && onClose()}>
      <DropdownMenu.Trigger asChild>
        {/* Only a place to open at. */}
        <span aria-hidden="true" className="fixed size-0" style={{ left: x, top: y }} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={document.querySelector<HTMLElement>('.shell-main')}>
        <DropdownMenu.Content
          align="start"
          sideOffset={2}
          collisionPadding={8}
          className={menuBox}
          data-testid="tab-menu"
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            document.getElementById(`tab-${id}`)?.focus();
          }}
        >
          <DropdownMenu.Item className={menuItem} onSelect={() => pinTab(id, !isPinned)}>
            {isPinned ? t`Unpin` : t`Pin`}
          </DropdownMenu.Item>
          <DropdownMenu.Item
            className={menuItem}
            disabled={id === active || id === beside}
            onSelect={() => showBeside(id)}
          >
            {t`Show beside`}
            <Keys>{keys.split}</Keys>
          </DropdownMenu.Item>
          <DropdownMenu.Item
            className={menuItem}
            disabled={place <= 0}
            onSelect={() => moveTab(id, place - 1)}
          >
            {t`Move left`}
            <Keys>Shift ←</Keys>
          </DropdownMenu.Item>
          <DropdownMenu.Item
            className={menuItem}
            disabled={place >= order.length - 1}
            onSelect={() => moveTab(id, place + 1)}
          >
            {t`Move right`}
            <Keys>Shift →</Keys>
          </DropdownMenu.Item>
          <DropdownMenu.Item className={menuItem} onSelect={() => copyConversationLink(id)}>
            {t`Copy a link to this conversation`}
          </DropdownMenu.Item>
          <DropdownMenu.Separator className="-mx-1 my-1 h-px bg-line" />
          <DropdownMenu.Item className={menuItem} onSelect={() => closeTab(id)}>
            {t`Close the tab`}
            <Keys>{keys.close}</Keys>
          </DropdownMenu.Item>
          <DropdownMenu.Item
            className={menuItem}
            disabled={others.every((other) => pinned.includes(other))}
            onSelect={() => closeTabs(others)}
          >
            {t`Close the others`}
          </DropdownMenu.Item>
          <DropdownMenu.Item
            className={menuItem}
            disabled={answered.every((other) => pinned.includes(other))}
            onSelect={() => closeTabs(answered)}
          >
            {t`Close others where nobody waits`}
          </DropdownMenu.Item>
          <DropdownMenu.Item className={menuItem} disabled={closed.length === 0} onSelect={reopenTab}>
            {t`Open again what was closed`}
            <Keys>{keys.reopen}</Keys>
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function Keys({ children }: { readonly children: string }) {
  return (
    <span className="ml-auto text-1">
      <Kbd>{children}</Kbd>
    </span>
  );
}

import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { DropdownMenu } from 'radix-ui';
import { useRow } from '../../../state/conversations.ts';
import { openTab, useHue, useTabs } from '../../../state/tabs.ts';
import { Badge } from '../../../ui/badge.tsx';
import { useVisitorName } from '../../../ui/names.ts';
import { WaitClock } from '../list/wait-clock.tsx';
import { AllTabsButton } from './all-tabs-button.tsx';
import { menuBox, menuItem } from './menu-look.ts';

/** Every open tab in a list, with who waits and what is unread. */
export function AllTabs() {
  const order = useTabs((s) => s.order);
  return (
    <DropdownMenu.Root modal={false} defaultOpen>
      <DropdownMenu.Trigger asChild>
        <AllTabsButton />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={document.querySelector<HTMLElement>('.shell-main')}>
        <DropdownMenu.Content align="end" sideOffset={4} collisionPadding={8} className={menuBox}>
          {order.map((id) => (
            <Item key={id} id={id} />
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function Item({ id }: { readonly id: string }) {
  const { t } = useLingui();
  const row = useRow(id);
  const hue = useHue(id);
  const nameOf = useVisitorName();
  if (row === undefined) return null;
  const { visitor, waitingSince, kind, group } = row.conversation;
  const { unread } = row;
  return (
    <DropdownMenu.Item
      className={menuItem}
      data-hue={hue}
      textValue={nameOf(visitor)}
      onSelect={() => openTab(id)}
    >
      <span className="hue-stripe size-1.75 shrink-0 rounded-full bg-hue" />
      <span className="foreign min-w-0 flex-1 truncate">{nameOf(visitor)}</span>
      {waitingSince !== null && kind === 'live' && (
        <span className="text-1">
          <WaitClock since={waitingSince} group={group?.id ?? null} />
        </span>
      )}
      <Badge
        count={unread}
        label={t`${plural(unread, { one: '# unread message', other: '# unread messages' })}`}
      />
    </DropdownMenu.Item>
  );
}

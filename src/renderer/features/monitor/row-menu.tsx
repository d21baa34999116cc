import { useLingui } from '@lingui/react/macro';
import { DropdownMenu } from 'radix-ui';
import type { RowAction } from '../../state/row-actions.ts';

/** Where it was asked for, in the window. */
export type MenuAt = { readonly x: number; readonly y: number };

/** One of the board's own entries; the others come from who can do more with a line. */
export type OwnEntry = { readonly title: string; readonly run: () => void };

type RowMenuProps<Row> = {
  readonly at: MenuAt;
  readonly row: Row;
  readonly own?: readonly OwnEntry[];
  readonly actions: readonly RowAction<Row>[];
  readonly onClose: () => void;
};

const item =
  'flex h-7.5 items-center gap-2 rounded-1 px-2 outline-none data-[highlighted]:bg-accent-soft data-[highlighted]:text-ink';

/** What can be done with one line of the board. */
export function RowMenu<Row>({ at, row, own = [], actions, onClose }: RowMenuProps<Row>) {
  const { i18n } = useLingui();
  const possible = actions.filter(({ when }) => when === undefined || when(row));
  return (
    <DropdownMenu.Root modal={false} open onOpenChange={(open) => !open && onClose()}>
      <DropdownMenu.Trigger asChild>
        {/* Only a place to open at. */}
        <span aria-hidden="true" className="fixed size-0" style={{ left: at.x, top: at.y }} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={document.querySelector<HTMLElement>('.shell-main')}>
        <DropdownMenu.Content
          align="start"
          sideOffset={2}
          collisionPadding={8}
          data-testid="board-menu"
          className="z-50 w-60 rounded-3 border border-line bg-panel p-1 text-2 text-ink shadow-pop"
          // The list has the focus, and keeps its line.
          onCloseAutoFocus={(event) => event.preventDefault()}
        >
          {own.map(({ title, run }) => (
            <DropdownMenu.Item key={title} className={item} onSelect={run}>
              <span className="foreign min-w-0 truncate">{title}</span>
            </DropdownMenu.Item>
          ))}
          {own.length > 0 && possible.length > 0 && (
            <DropdownMenu.Separator className="-mx-1 my-1 h-px bg-line" />
          )}
          {possible.map(({ id, title, run }) => (
            <DropdownMenu.Item key={id} className={item} data-action={id} onSelect={() => run(row)}>
              {i18n._(title)}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

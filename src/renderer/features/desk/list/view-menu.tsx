import { useLingui } from '@lingui/react/macro';
import { Check, Trash2 } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { useHouse } from '../../../state/house.ts';
import {
  clearFilter,
  type Filter,
  forgetView,
  type ListOrder,
  setFilter,
  setOrder,
  showView,
  useViews,
} from '../../../state/views.ts';
import { languageNames } from '../../../ui/languages.ts';
import { ViewButton } from './view-button.tsx';

const item =
  'relative flex h-7.5 items-center gap-2 rounded-1 pr-2 pl-7 outline-none data-[highlighted]:bg-accent-soft data-[highlighted]:text-ink';

/** In which order the list stands, what is left in it, and the views that one has saved: open from its first click on. */
export function ViewMenu() {
  const { t } = useLingui();
  const { filter, order, saved } = useViews();
  const groups = useHouse((s) => s.groups);
  return (
    // Not modal: the modal form would lock scrolling by a style element, which the page's policy forbids.
    <DropdownMenu.Root modal={false} defaultOpen>
      <DropdownMenu.Trigger asChild>
        <ViewButton />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={document.querySelector<HTMLElement>('.shell-list')}>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) w-60 overflow-y-auto rounded-3 border border-line bg-panel p-1 text-2 text-ink shadow-pop"
        >
          <DropdownMenu.RadioGroup value={order} onValueChange={(to) => setOrder(to as ListOrder)}>
            <Head>{t`Order`}</Head>
            <Radio value="urgency">{t`By urgency`}</Radio>
            <Radio value="latest">{t`Latest first`}</Radio>
          </DropdownMenu.RadioGroup>
          <Divider />
          <Head>{t`Only`}</Head>
          <Toggle name="waiting" filter={filter}>{t`Waiting for an answer`}</Toggle>
          <Toggle name="unread" filter={filter}>{t`Unread`}</Toggle>
          <Toggle name="draft" filter={filter}>{t`With a draft or unsent`}</Toggle>
          <Toggle name="priority" filter={filter}>{t`With priority`}</Toggle>
          {Object.entries(languageNames).map(([locale, name]) => (
            <DropdownMenu.CheckboxItem
              key={locale}
              className={item}
              checked={filter.language === locale}
              onSelect={(event) => event.preventDefault()}
              onCheckedChange={(on) => setFilter('language', on ? (locale as Filter['language']) : undefined)}
            >
              <Mark />
              <span lang={locale}>{name}</span>
            </DropdownMenu.CheckboxItem>
          ))}
          {groups.length > 1 && (
            <>
              <Divider />
              <Head>{t`Group`}</Head>
              {groups.map(({ id, name }) => (
                <DropdownMenu.CheckboxItem
                  key={id}
                  className={item}
                  checked={filter.group === id}
                  onSelect={(event) => event.preventDefault()}
                  onCheckedChange={(on) => setFilter('group', on ? id : undefined)}
                >
                  <Mark />
                  <span className="foreign truncate">{name}</span>
                </DropdownMenu.CheckboxItem>
              ))}
            </>
          )}
          <Divider />
          <Head>{t`Views`}</Head>
          <DropdownMenu.Item
            className={item}
            onSelect={() => {
              clearFilter();
              setOrder('urgency');
            }}
          >
            {t`All, by urgency`}
          </DropdownMenu.Item>
          {saved.map((view) => (
            <DropdownMenu.Item
              key={view.id}
              className={item}
              data-testid="saved-view"
              onSelect={() => showView(view)}
              onKeyDown={(event) => {
                if (event.key === 'Delete') forgetView(view.id);
              }}
            >
              <span className="foreign truncate">{view.name}</span>
              {/* For the pointer; the keyboard has Delete. */}
              <button
                type="button"
                tabIndex={-1}
                aria-hidden="true"
                title={t`Delete this view (Delete)`}
                className="ml-auto grid size-6 place-items-center rounded-1 text-ink-3 hover:bg-line hover:text-ink"
                onPointerUp={(event) => event.stopPropagation()}
                onClick={(event) => {
                  event.stopPropagation();
                  event.preventDefault();
                  forgetView(view.id);
                }}
              >
                <Trash2 size={13} aria-hidden="true" />
              </button>
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

type ToggleProps = {
  readonly name: 'waiting' | 'unread' | 'draft' | 'priority';
  readonly filter: Filter;
  readonly children: ReactNode;
};

function Toggle({ name, filter, children }: ToggleProps) {
  return (
    // Stays open, so that one can choose several.
    <DropdownMenu.CheckboxItem
      className={item}
      checked={filter[name] === true}
      onSelect={(event) => event.preventDefault()}
      onCheckedChange={(on) => setFilter(name, on === true ? true : undefined)}
    >
      <Mark />
      {children}
    </DropdownMenu.CheckboxItem>
  );
}

function Radio({ value, children }: { readonly value: ListOrder; readonly children: ReactNode }) {
  return (
    <DropdownMenu.RadioItem value={value} className={item} onSelect={(event) => event.preventDefault()}>
      <Mark />
      {children}
    </DropdownMenu.RadioItem>
  );
}

function Mark() {
  return (
    <DropdownMenu.ItemIndicator className="absolute left-2">
      <Check size={14} aria-hidden="true" />
    </DropdownMenu.ItemIndicator>
  );
}

function Head({ children }: { readonly children: ReactNode }) {
  return <DropdownMenu.Label className="px-2 pt-1 pb-0.5 text-1 text-ink-3">{children}</DropdownMenu.Label>;
}

function Divider() {
  return <DropdownMenu.Separator className="-mx-1 my-1 h-px bg-line" />;
}

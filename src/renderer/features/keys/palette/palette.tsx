import { Trans, useLingui } from '@lingui/react/macro';
import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { longestQuery } from '#shared/domain/search/query.ts';
import { actionFor } from '../../../state/actions/keys.ts';
import { inGroups } from '../../../state/actions/registry.ts';
import { closeKeyWindow } from '../../../state/key-windows.ts';
import { useNameSounds } from '../../../state/name-sounds.ts';
import { showPart } from '../../../state/part.ts';
import { openSearch, setQuery as search } from '../../../state/search.ts';
import { openTab } from '../../../state/tabs.ts';
import { Kbd } from '../../../ui/kbd.tsx';
import { useVisitorName } from '../../../ui/names.ts';
import { useModal } from '../../../ui/use-modal.ts';
import { useGroupNames } from '../use-group-names.ts';
import { ActionItem } from './action-item.tsx';
import { ConversationItem, conversationValue } from './conversation-item.tsx';
import { actionsFor, conversationsFor, learnNames, type TitlesOf } from './entries.ts';
import { groupLook, itemLook } from './look.ts';

const searchValue = 'search in messages';
const movingKeys: ReadonlySet<string> = new Set(['ArrowUp', 'ArrowDown', 'Home', 'End']);

/**
 * Everything one can do now, and every conversation by its customer's name. What was chosen is done only when it has given the
 * focus back, since it may want focus itself.
 */
export function Palette({ titlesOf }: { readonly titlesOf: TitlesOf }) {
  const { t } = useLingui();
  const field = useRef<HTMLInputElement>(null);
  // By itself it would give focus to the library's frame.
  const dialog = useModal(field);
  const chosen = useRef<(() => void) | null>(null);
  const [query, setQuery] = useState('');
  const [selected, setSelected] = useState('');
  /** Whether the person has gone to another line since they last typed. */
  const hasMoved = useRef(false);
  const nameOf = useVisitorName();
  const groupNames = useGroupNames();
  // What comes of it is drawn anew.
  useNameSounds();
  useEffect(() => learnNames(query), [query]);
  const choose = (run: () => void) => {
    chosen.current = run;
    dialog.current?.close();
  };
  const actions = actionsFor(query, titlesOf);
  const conversations = conversationsFor(query, nameOf);
  const asked = query.trim();
  // Unasked in groups; asked the best comes first, whatever it belongs to.
  const groups =
    asked === ''
      ? inGroups(actions).map(([group, some]) => [group, groupNames[group], some] as const)
      : actions.length > 0
        ? ([['found', t`Actions`, actions]] as const)
        : [];
  // What is found by its sound comes a little later, above what was the first until then: unless they have gone
  // elsewhere, Enter is for the first line.
  const first = conversations[0]
    ? conversationValue(conversations[0])
    : (groups[0]?.[2][0]?.id ?? searchValue);
  useEffect(() => {
    if (!hasMoved.current) setSelected(first);
  }, [first]);
  return (
    <dialog
      ref={dialog}
      aria-label={t`Everything one can do`}
      data-testid="palette"
      onClose={() => {
        closeKeyWindow();
        chosen.current?.();
      }}
      onKeyDown={(event) => {
        // The keys that opened it close it.
        if (actionFor(event.nativeEvent)?.[0].id !== 'palette') return;
        event.preventDefault();
        dialog.current?.close();
      }}
      className="mx-auto mt-[9vh] mb-auto w-150 max-w-[94vw] overflow-hidden rounded-3 border border-line bg-panel p-0 text-ink shadow-pop backdrop:bg-black/35"
    >
      <Command
        label={t`Actions, conversations`}
        shouldFilter={false}
        vimBindings={false}
        value={selected}
        onValueChange={setSelected}
        onKeyDown={(event) => {
          if (movingKeys.has(event.key)) hasMoved.current = true;
        }}
        className="flex max-h-[75vh] flex-col"
      >
        <div className="flex items-center gap-2.5 border-line border-b px-4">
          <Search size={16} className="shrink-0 text-ink-3" aria-hidden="true" />
          <Command.Input
            ref={field}
            value={query}
            onValueChange={(typed) => {
              hasMoved.current = false;
              setQuery(typed);
            }}
            placeholder={t`What do you want to do, or whom do you look for?`}
            maxLength={longestQuery}
            dir="auto"
            data-testid="palette-field"
            className="h-12 min-w-0 flex-1 bg-transparent text-4 outline-none placeholder:text-ink-3"
          />
          <Kbd>Esc</Kbd>
        </div>
        <Command.List
          label={t`Actions, conversations`}
          tabIndex={-1}
          onPointerMove={() => {
            hasMoved.current = true;
          }}
          className="min-h-0 flex-1 scroll-py-1 overflow-y-auto p-1"
        >
          {conversations.length > 0 && (
            <Command.Group heading={t`Conversations`} className={groupLook}>
              {conversations.map((row) => (
                <ConversationItem
                  key={row.conversation.id}
                  row={row}
                  onChosen={() =>
                    choose(() => {
                      showPart('conversations');
                      openTab(row.conversation.id);
                    })
                  }
                />
              ))}
            </Command.Group>
          )}
          {groups.map(([key, heading, some]) => (
            // Not by its heading: what is chosen stays the same line when the language changes.
            <Command.Group key={key} heading={heading} className={groupLook}>
              {some.map((action) => (
                <ActionItem key={action.id} action={action} onChosen={() => choose(() => action.run(null))} />
              ))}
            </Command.Group>
          ))}
          {asked !== '' && (
            <Command.Group heading={t`Messages`} className={groupLook}>
              <Command.Item
                value={searchValue}
                data-testid="palette-search"
                className={itemLook}
                onSelect={() =>
                  choose(() => {
                    openSearch();
                    search(asked);
                  })
                }
              >
                <Search size={14} aria-hidden="true" className="shrink-0 text-ink-3" />
                <span className="truncate">
                  <Trans>
                    Search for “<span className="foreign font-medium">{asked}</span>” in all messages
                  </Trans>
                </span>
              </Command.Item>
            </Command.Group>
          )}
        </Command.List>
        <p className="flex items-center gap-3 border-line border-t bg-sunk px-4 py-1.5 text-1 text-ink-2">
          <span>
            <Kbd>↑</Kbd> <Kbd>↓</Kbd> <Trans>choose</Trans>
          </span>
          <span>
            <Kbd>Enter</Kbd> <Trans>does it</Trans>
          </span>
        </p>
      </Command>
    </dialog>
  );
}

import { Trans, useLingui } from '@lingui/react/macro';
import { Folder, Search } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { meOf, useDeskApp } from '../../../../state/desk-app.ts';
import type { Found } from '../../../../state/replies.ts';
import { goToFolder, parentFolder, useReplyPanel } from '../../../../state/reply-panel.ts';
import { insertReply } from '../../composer/replies/insert.ts';
import { composerField } from '../../focus.ts';
import { obstacleTo } from '../../permission.ts';
import { FolderPath } from './folder-path.tsx';
import { PanelItem } from './panel-item.tsx';
import { usePanel } from './use-panel.ts';

/**
 * The canned replies beside the conversation, to be browsed by folder and looked through (A2). By keys: arrows go along
 * them, right into a folder and left out of it, Enter puts one in where the caret was.
 */
export function RepliesTab({ row }: { readonly row: ConversationRow }) {
  const { t } = useLingui();
  const { folder, words } = useReplyPanel();
  const { state, folders, found, known } = usePanel(row.conversation.visitor.locale);
  const me = useDeskApp((s) => meOf(s.account));
  const canWrite = me !== null && obstacleTo(row, me) === null;

  function take({ reply }: Found): void {
    const field = composerField();
    if (field === null || field.readOnly) return;
    insertReply(reply, row, field, { from: field.selectionStart, to: field.selectionEnd });
  }

  function press(event: KeyboardEvent<HTMLElement>): void {
    const { target, key, currentTarget } = event;
    const isField = target instanceof HTMLInputElement;
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey)
      return;
    const items = [...currentTarget.querySelectorAll<HTMLElement>('[data-item]:not(:disabled)')];
    const field = currentTarget.querySelector('input');
    const here = items.indexOf(target as HTMLElement);
    const isInto = key === 'ArrowRight' && !isField && items[here]?.dataset.folder !== undefined;
    const isOut = folder !== '' && (isField ? key === 'Backspace' && words === '' : key === 'ArrowLeft');
    if (key === 'ArrowDown') items[Math.min(here + 1, items.length - 1)]?.focus();
    else if (key === 'ArrowUp' && !isField) (items[here - 1] ?? field)?.focus();
    else if (key === 'Enter' && isField) {
      if (canWrite && words.trim() !== '' && found[0] !== undefined) take(found[0]);
    } else if (isInto) goToFolder(items[here]?.dataset.folder ?? '');
    else if (isOut) goToFolder(parentFolder(folder));
    else return;
    if (isInto || isOut) field?.focus();
    event.preventDefault();
  }

  return (
    <section aria-label={t`Canned replies`} onKeyDown={press} data-testid="reply-panel" className="pt-3">
      <label className="flex h-7.5 items-center gap-1.5 rounded-2 border border-line-strong bg-panel px-2 focus-within:border-accent focus-within:outline-2 focus-within:outline-focus">
        <Search size={13} aria-hidden="true" className="shrink-0 text-ink-3" />
        <input
          type="text"
          value={words}
          maxLength={200}
          spellCheck={false}
          aria-label={t`Find a reply`}
          placeholder={t`Words, shortcut or pinyin`}
          data-testid="reply-panel-words"
          onChange={(event) => useReplyPanel.setState({ words: event.target.value })}
          className="min-w-0 flex-1 bg-transparent text-2 outline-none placeholder:text-ink-3"
        />
      </label>
      <FolderPath folder={folder} />
      {!canWrite && (
        <p className="pt-2 text-1 text-ink-3">
          <Trans>Nothing can be put in here: you cannot write in this conversation.</Trans>
        </p>
      )}
      <div className="-mx-2 grid gap-px pt-1.5">
        {folders.map(({ path, name, count }) => (
          <button
            key={path}
            type="button"
            data-item
            data-folder={path}
            data-testid="panel-folder"
            onClick={() => goToFolder(path)}
            className="flex h-7.5 items-center gap-2 rounded-2 px-2 text-left text-2 text-ink-2 hover:bg-hover focus-visible:bg-accent-soft"
          >
            <Folder size={14} aria-hidden="true" className="shrink-0" />
            <span className="foreign min-w-0 flex-1 truncate">{name}</span>
            <span className="text-1 text-ink-3">{count}</span>
          </button>
        ))}
        {found.map((one) => (
          <PanelItem
            key={one.reply.id}
            found={one}
            row={row}
            isDisabled={!canWrite}
            onTake={() => take(one)}
          />
        ))}
      </div>
      {found.length === 0 && (
        <p role="status" className="py-2 text-2 text-ink-3">
          {state === 'loading' && <Trans>Loading…</Trans>}
          {state === 'failed' && <Trans>The replies could not be read.</Trans>}
          {state === 'ready' && !known && <Trans>They come as soon as the hub is reached.</Trans>}
          {state === 'ready' && known && words.trim() !== '' && <Trans>Nothing found.</Trans>}
          {state === 'ready' && known && words.trim() === '' && <Trans>There is none here yet.</Trans>}
        </p>
      )}
    </section>
  );
}

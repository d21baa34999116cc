import { Trans, useLingui } from '@lingui/react/macro';
import { Plus, Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { textIn } from '#shared/domain/replies/language.ts';
import type { ReplyContent } from '#shared/domain/replies/reply.ts';
import { call } from '../../bridge/bridge.ts';
import { useDeskApp } from '../../state/desk-app.ts';
import { Button } from '../../ui/button.tsx';
import { useScopeNames } from '../../ui/reply-scope.ts';
import { type Listed, listed } from './model.ts';
import { add, choose, show, useEditor } from './state.ts';

/** The replies of the folder that is shown, and how they are found. */
export function ReplyList() {
  const { t } = useLingui();
  const { words, folder, scope } = useEditor((s) => s.view);
  const state = useEditor((s) => s.state);
  const known = useEditor((s) => s.known);
  const chosen = useEditor((s) => s.chosen);
  const all = useListed();
  const language = useDeskApp((s) => s.preferences.locale);

  const fresh: ReplyContent = {
    scope: { is: scope === 'everyone' ? 'everyone' : 'personal' },
    folder,
    shortcut: '',
    title: '',
    texts: [{ language, text: '' }],
    files: [],
  };

  /** The arrows go from one to the next. */
  function press(event: KeyboardEvent<HTMLUListElement>): void {
    const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-item]')];
    const here = items.findIndex((one) => one.contains(document.activeElement));
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to === undefined || here < 0) return;
    event.preventDefault();
    items[Math.min(items.length - 1, Math.max(0, to))]?.focus();
  }

  return (
    <section
      aria-label={t`Replies`}
      data-region="replies-list"
      tabIndex={-1}
      className="flex min-h-0 min-w-0 flex-col border-line border-r bg-panel"
    >
      <header className="flex h-11 shrink-0 items-center gap-2 px-3">
        <label className="flex h-7.5 min-w-0 flex-1 items-center gap-1.5 rounded-2 border border-line-strong bg-panel px-2 focus-within:border-accent focus-within:outline-2 focus-within:outline-focus">
          <Search size={13} aria-hidden="true" className="shrink-0 text-ink-3" />
          <input
            type="text"
            value={words}
            maxLength={200}
            spellCheck={false}
            aria-label={t`Find a reply`}
            placeholder={t`Words, shortcut or pinyin`}
            data-testid="replies-words"
            data-region-focus
            onChange={(event) => show({ words: event.target.value })}
            className="min-w-0 flex-1 bg-transparent outline-none placeholder:text-ink-3"
          />
        </label>
        <Button data-testid="reply-add" onClick={() => add(fresh)}>
          <Plus size={14} aria-hidden="true" />
          <Trans>New</Trans>
        </Button>
      </header>
      {all.length === 0 ? (
        <p className="px-4 py-6 text-center text-2 text-ink-3">
          {state === 'failed' && <Trans>The replies could not be read.</Trans>}
          {state === 'ready' && words !== '' && <Trans>Nothing found.</Trans>}
          {state === 'ready' && words === '' && known && <Trans>There is none here yet.</Trans>}
          {state === 'ready' && !known && <Trans>They come as soon as the hub is reached.</Trans>}
        </p>
      ) : (
        <ul aria-label={t`Replies`} onKeyDown={press} className="min-h-0 flex-1 overflow-y-auto pb-2">
          {all.map((one) => (
            <Item key={one.id} one={one} isChosen={one.id === chosen} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** What is shown; with words, in the order in which main finds it. */
function useListed(): readonly Listed[] {
  const { i18n } = useLingui();
  const { replies, drafts, view } = useEditor();
  const [found, setFound] = useState<{ readonly words: string; readonly ids: readonly string[] } | null>(
    null,
  );
  const { words, folder, scope } = view;
  const { compare } = new Intl.Collator(i18n.locale, { numeric: true });

  // biome-ignore lint/correctness/useExhaustiveDependencies: replies that changed are looked for again
  useEffect(() => {
    if (words.trim() === '') return setFound(null);
    let isWanted = true;
    const query = { words, folder, scope, language: i18n.locale, limit: 100 };
    call('replies.search', query).then(
      (answer) => isWanted && setFound({ words, ids: answer.found.map(({ reply }) => reply.id) }),
      () => isWanted && setFound({ words, ids: [] }),
    );
    return () => {
      isWanted = false;
    };
  }, [words, folder, scope, i18n.locale, replies]);

  const all = listed(replies, drafts, view, compare);
  if (found === null) return all;
  const byId = new Map(all.map((one) => [one.id, one]));
  return found.ids.map((id) => byId.get(id)).filter((one) => one !== undefined);
}

function Item({ one, isChosen }: { readonly one: Listed; readonly isChosen: boolean }) {
  const { t, i18n } = useLingui();
  const scopes = useScopeNames();
  const { shortcut, title, texts, scope } = one.content;
  return (
    <li>
      <button
        type="button"
        data-item
        data-testid="reply-item"
        aria-current={isChosen ? 'true' : undefined}
        onClick={() => choose(one.id)}
        className={`block min-h-11 w-full px-3 py-1.5 text-left ${isChosen ? 'bg-accent-soft' : 'hover:bg-hover'}`}
      >
        <span className="flex items-center gap-1.5">
          <span className="foreign min-w-0 truncate font-medium">{title || t`New reply`}</span>
          {shortcut !== '' && (
            <span className="foreign max-w-28 truncate font-mono text-1 text-accent">/{shortcut}</span>
          )}
          {one.isUnsaved && (
            <span
              role="img"
              aria-label={t`not saved`}
              title={t`not saved`}
              className="state-dot size-1.5 shrink-0 rounded-full bg-accent"
            />
          )}
          <span className="ml-auto shrink-0 text-1 text-ink-3">{scopes[scope.is]}</span>
        </span>
        <span className="foreign block truncate text-1 text-ink-3">{textIn(texts, i18n.locale).text}</span>
      </button>
    </li>
  );
}

import { Trans, useLingui } from '@lingui/react/macro';
import { Search, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { actionFor } from '../../../state/actions/keys.ts';
import { closeKeyWindow } from '../../../state/key-windows.ts';
import { Button } from '../../../ui/button.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { useModal } from '../../../ui/use-modal.ts';
import { textsOf, useKeyRows } from '../key-rows.ts';
import type { TitlesOf } from '../palette/entries.ts';
import type { KeyRow } from '../row.ts';
import { useGroupNames } from '../use-group-names.ts';

type SheetProps = {
  readonly titlesOf: TitlesOf;
  /** To where one gives actions other keys. */
  readonly onChange: () => void;
};

/** All keys at a glance. */
export function Sheet({ titlesOf, onChange }: SheetProps) {
  const { t, i18n } = useLingui();
  const field = useRef<HTMLInputElement>(null);
  const dialog = useModal(field);
  const then = useRef<(() => void) | null>(null);
  const [query, setQuery] = useState('');
  const groupNames = useGroupNames();
  // Without keys there is nothing to be looked up, until somebody asks for it.
  const groups = useKeyRows(query, titlesOf)
    .map(([group, rows]) => [group, rows.filter((row) => query !== '' || row.keys.length > 0)] as const)
    .filter(([, rows]) => rows.length > 0);
  return (
    <dialog
      ref={dialog}
      aria-labelledby="keys-title"
      data-testid="keys"
      onClose={() => {
        closeKeyWindow();
        then.current?.();
      }}
      onKeyDown={(event) => {
        // The keys that opened it close it.
        if (actionFor(event.nativeEvent)?.[0].id !== 'keys') return;
        event.preventDefault();
        dialog.current?.close();
      }}
      className="m-auto w-230 max-w-[94vw] overflow-hidden rounded-3 border border-line bg-panel p-0 text-2 text-ink shadow-pop backdrop:bg-black/35"
    >
      <div className="flex max-h-[86vh] flex-col">
        <header className="flex flex-wrap items-center gap-3 border-line border-b px-4 py-2.5">
          <h2 id="keys-title" className="flex-1 font-bold text-5">
            <Trans>Keyboard shortcuts</Trans>
          </h2>
          <label className="relative block">
            <Search size={13} aria-hidden="true" className="absolute top-2.25 left-2 text-ink-3" />
            <input
              ref={field}
              type="search"
              value={query}
              maxLength={60}
              aria-label={t`Find an action or keys`}
              placeholder={t`Find an action or keys`}
              data-testid="keys-sheet-field"
              onChange={(event) => setQuery(event.target.value)}
              className="h-7.5 w-60 rounded-2 border border-line-strong bg-bg pr-2 pl-7 outline-none placeholder:text-ink-3 focus-visible:border-accent focus-visible:outline-2 focus-visible:outline-focus"
            />
          </label>
          <Button look="icon" aria-label={t`Close the list of keys`} onClick={() => dialog.current?.close()}>
            <X size={15} aria-hidden="true" />
          </Button>
        </header>
        <section
          aria-label={t`All keys`}
          className="min-h-0 flex-1 gap-x-8 overflow-y-auto px-4 py-3 columns-[22rem]"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable to be scrolled by keys
          tabIndex={0}
        >
          {groups.length === 0 && (
            <p className="text-ink-2">
              <Trans>Nothing of that name.</Trans>
            </p>
          )}
          {groups.map(([group, rows]) => (
            <section key={group} aria-label={groupNames[group]} className="mb-3 break-inside-avoid">
              <h3 className="pb-1 font-medium text-1 text-ink-2">{groupNames[group]}</h3>
              <ul>
                {rows.map((row) => (
                  <SheetRow key={row.id} row={row} title={i18n._(row.title)} />
                ))}
              </ul>
            </section>
          ))}
        </section>
        <footer className="flex items-center justify-end gap-2 border-line border-t bg-sunk px-4 py-2">
          <Button
            data-testid="keys-change"
            onClick={() => {
              then.current = onChange;
              dialog.current?.close();
            }}
          >
            <Trans>Give other keys…</Trans>
          </Button>
        </footer>
      </div>
    </dialog>
  );
}

function SheetRow({ row, title }: { readonly row: KeyRow; readonly title: string }) {
  const texts = textsOf(row.keys);
  return (
    <li
      data-testid="sheet-row"
      data-action={row.id}
      className="flex min-h-7 items-center gap-3 border-line border-b py-0.5 last:border-b-0"
    >
      <span className="min-w-0 flex-1">{title}</span>
      <span className="flex shrink-0 gap-1 text-1 text-ink-3">
        {texts.length === 0 ? <Trans>none</Trans> : texts.map((text) => <Kbd key={text}>{text}</Kbd>)}
      </span>
    </li>
  );
}

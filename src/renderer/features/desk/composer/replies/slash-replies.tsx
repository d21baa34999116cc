import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useEffect, useId, useRef, useState } from 'react';
import type { Found } from '../../../../state/replies.ts';
import { useComposer } from '../composer-api.ts';
import { insertReply } from './insert.ts';
import { ReplyOption } from './reply-option.tsx';
import { useSlash } from './use-slash.ts';

/**
 * The canned replies that `/` finds (A2). They stand in the composer above the text and make it higher, so that they
 * never lie over what the customer wrote last. The caret stays in the text, and so do the keys.
 */
export function SlashReplies() {
  const { t } = useLingui();
  const { row, field, addKeys } = useComposer();
  const { slash, found, isLate, close } = useSlash();
  const [at, setAt] = useState(0);
  const id = useId();
  const query = slash?.query ?? '';
  const isOpen = slash !== null && found.length > 0;
  const chosen = Math.min(at, found.length - 1);
  /** Enter came before what it is about: it counts once that is there. */
  const waiting = useRef(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: other words have another first one
  useEffect(() => setAt(0), [query]);

  function take(one: Found | undefined): void {
    if (one === undefined || slash === null || field.current === null) return;
    insertReply(one.reply, row, field.current, slash);
  }

  function press(event: KeyboardEvent): boolean {
    if (slash === null || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
    if (event.key === 'Enter' && isLate) {
      waiting.current = true;
      return true;
    }
    if (!isOpen) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setAt((chosen + step + found.length) % found.length);
    else if (event.key === 'Enter' || event.key === 'Tab') take(found[chosen]);
    else if (event.key === 'Escape') close();
    else return false;
    return true;
  }

  const latest = useRef(press);
  latest.current = press;
  const hasKeys = slash !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the same stack all the time
  useEffect(() => (hasKeys ? addKeys((event) => latest.current(event)) : undefined), [hasKeys]);

  useEffect(() => {
    if (isLate || !waiting.current) return;
    waiting.current = false;
    take(found[0]);
  });

  // Who cannot see hears which one is chosen while the caret is in the text.
  const active = isOpen ? `${id}-${chosen}` : null;
  useEffect(() => {
    const area = field.current;
    if (area === null || active === null) return;
    area.setAttribute('aria-autocomplete', 'list');
    area.setAttribute('aria-controls', id);
    area.setAttribute('aria-activedescendant', active);
    return () => {
      for (const name of ['aria-autocomplete', 'aria-controls', 'aria-activedescendant'])
        area.removeAttribute(name);
    };
  }, [active, id, field]);

  return (
    <>
      <p role="status" className="sr-only">
        {isOpen && t`${plural(found.length, { one: '# canned reply', other: '# canned replies' })}`}
      </p>
      {isOpen && (
        <div
          id={id}
          role="listbox"
          aria-label={t`Canned replies`}
          data-testid="slash-replies"
          className="mt-1 max-h-[30vh] overflow-y-auto border-line border-y bg-panel py-0.5"
        >
          {found.map((one, place) => (
            <ReplyOption
              key={one.reply.id}
              id={`${id}-${place}`}
              found={one}
              row={row}
              isChosen={place === chosen}
              onTake={() => take(one)}
              onPoint={() => setAt(place)}
            />
          ))}
        </div>
      )}
    </>
  );
}

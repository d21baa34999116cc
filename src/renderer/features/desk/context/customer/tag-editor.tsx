import { Trans, useLingui } from '@lingui/react/macro';
import { Plus, X } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import type { Customer } from '#shared/domain/customer/customer.ts';
import { tag as tagSchema } from '#shared/domain/customer/handbook.ts';
import { loadTags, useCustomers } from '../../../../state/customers.ts';
import { useDeskApp } from '../../../../state/desk-app.ts';
import { SaveState } from './save-state.tsx';
import { useSaving } from './use-saving.ts';

/** Tags of a customer: taken away one by one, added with what others already have on offer. */
export function TagEditor({
  conversationId,
  customer,
}: {
  readonly conversationId: string;
  readonly customer: Customer;
}) {
  const { t } = useLingui();
  const id = useId();
  const offline = useDeskApp((s) => s.connection.state !== 'connected');
  const known = useCustomers((s) => s.tags);
  const saving = useSaving(conversationId);
  const [typed, setTyped] = useState<string | null>(null);
  const { tags } = customer;
  const isTyping = typed !== null;
  useEffect(() => {
    if (isTyping) void loadTags();
  }, [isTyping]);

  const set = (next: readonly string[]) => void saving.save(customer, { tags: [...next] });
  function add(): void {
    const tag = (typed ?? '').trim();
    setTyped(null);
    if (tagSchema.safeParse(tag).success && !tags.includes(tag)) set([...tags, tag]);
  }
  return (
    <>
      <dt id={`${id}-label`} className="leading-6 text-ink-3">
        <Trans>Tags</Trans>
      </dt>
      <dd className="min-w-0">
        <span className="flex flex-wrap items-center gap-1">
          {tags.map((tag) => (
            <span
              key={tag}
              className="foreign inline-flex max-w-full items-center rounded-1 bg-sunk pl-1.5 text-1 text-ink-2 leading-6"
            >
              <span className="truncate">{tag}</span>
              {!offline && (
                <button
                  type="button"
                  aria-label={t`Take away the tag ${tag}`}
                  onClick={() => set(tags.filter((one) => one !== tag))}
                  className="grid size-6 shrink-0 place-items-center rounded-1 text-ink-3 hover:bg-line hover:text-ink"
                >
                  <X size={10} aria-hidden="true" />
                </button>
              )}
            </span>
          ))}
          {tags.length === 0 && offline && <span className="text-ink-3">—</span>}
          {!offline && typed === null && (
            <button
              type="button"
              data-testid="tag-add"
              aria-label={t`Add a tag`}
              title={t`Add a tag`}
              onClick={() => setTyped('')}
              className="grid size-6 place-items-center rounded-1 text-ink-3 hover:bg-hover hover:text-ink"
            >
              <Plus size={12} aria-hidden="true" />
            </button>
          )}
          {typed !== null && (
            <>
              <input
                // biome-ignore lint/a11y/noAutofocus: it takes the place of what was just pressed
                autoFocus
                type="text"
                dir="auto"
                list={`${id}-known`}
                aria-label={t`New tag`}
                maxLength={40}
                value={typed}
                spellCheck={false}
                autoComplete="off"
                onChange={(event) => setTyped(event.target.value)}
                onBlur={add}
                onKeyDown={(event) => {
                  if (event.nativeEvent.isComposing) return;
                  if (event.key === 'Enter') add();
                  if (event.key !== 'Escape') return;
                  event.stopPropagation();
                  setTyped(null);
                }}
                className="h-5 w-28 rounded-1 border border-line-strong bg-panel px-1 text-1 outline-none focus-visible:border-accent focus-visible:outline-2 focus-visible:outline-focus"
              />
              <datalist id={`${id}-known`}>
                {known
                  .filter((one) => !tags.includes(one))
                  .map((one) => (
                    <option key={one} value={one} />
                  ))}
              </datalist>
            </>
          )}
        </span>
        <SaveState saving={saving} onUndo={(undo) => void saving.save(customer, undo)} />
      </dd>
    </>
  );
}

import { useLingui } from '@lingui/react/macro';
import { X } from 'lucide-react';
import { useState } from 'react';
import { tag as tagSchema } from '#shared/domain/customer/handbook.ts';

type TagsInputProps = { readonly value: readonly string[]; readonly onChange: (value: string[]) => void };

/** Tags of the conversation: Enter or a comma ends one, Backspace takes the last away. */
export function TagsInput({ value, onChange }: TagsInputProps) {
  const { t } = useLingui();
  const [typed, setTyped] = useState('');
  function add(): void {
    const tag = typed.trim();
    setTyped('');
    if (tagSchema.safeParse(tag).success && !value.includes(tag) && value.length < 20)
      onChange([...value, tag]);
  }
  return (
    <div className="flex min-h-7.5 min-w-0 flex-wrap items-center gap-1 rounded-2 border border-line-strong bg-panel px-1.5 py-0.5 focus-within:border-accent focus-within:outline-2 focus-within:outline-focus">
      {value.map((tag) => (
        <span
          key={tag}
          className="foreign inline-flex max-w-full items-center rounded-1 bg-sunk pl-1.5 text-1 text-ink-2 leading-6"
        >
          <span className="truncate">{tag}</span>
          <button
            type="button"
            aria-label={t`Take away the tag ${tag}`}
            onClick={() => onChange(value.filter((one) => one !== tag))}
            className="grid size-6 shrink-0 place-items-center rounded-1 hover:bg-line"
          >
            <X size={10} aria-hidden="true" />
          </button>
        </span>
      ))}
      <input
        type="text"
        aria-label={t`Tags of the conversation`}
        data-testid="wrap-up-tags"
        dir="auto"
        maxLength={40}
        spellCheck={false}
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={add}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
          if ((event.key === 'Enter' || event.key === ',' || event.key === '，') && typed.trim() !== '') {
            event.preventDefault();
            add();
          } else if (event.key === 'Backspace' && typed === '') onChange(value.slice(0, -1));
        }}
        className="h-5 min-w-16 flex-1 bg-transparent outline-none"
      />
    </div>
  );
}

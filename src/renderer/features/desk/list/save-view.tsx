import { useLingui } from '@lingui/react/macro';
import { Bookmark } from 'lucide-react';
import { useState } from 'react';
import { saveView } from '../../../state/views.ts';
import { Button } from '../../../ui/button.tsx';

/** Longest name, UTF-16 units. */
const longest = 40;

/** Keeps the list as it stands under a name, for the menu of views. */
export function SaveView() {
  const { t } = useLingui();
  const [name, setName] = useState<string | null>(null);
  if (name === null) {
    return (
      <Button look="quiet" data-testid="view-keep" onClick={() => setName('')}>
        <Bookmark size={12} aria-hidden="true" />
        {t`Save view`}
      </Button>
    );
  }
  return (
    <form
      className="flex w-full items-center gap-1"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') saveView(name.trim());
        setName(null);
      }}
    >
      <input
        type="text"
        // biome-ignore lint/a11y/noAutofocus: it stands where the button was that asked for it
        autoFocus
        aria-label={t`Name of the view`}
        placeholder={t`Save as…`}
        data-testid="view-name"
        value={name}
        maxLength={longest}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          setName(null);
        }}
        className="h-6.5 min-w-0 flex-1 rounded-2 border border-line-strong bg-panel px-2 text-2 outline-none focus-visible:border-accent focus-visible:outline-2 focus-visible:outline-focus"
      />
      <Button type="submit" data-testid="view-save">{t`Save`}</Button>
    </form>
  );
}

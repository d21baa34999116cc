import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { isFiltered, saveView, useViews } from '../../../state/views.ts';
import { Button } from '../../../ui/button.tsx';

/** Longest name, UTF-16 units. */
const longest = 40;

/** Keeps the list as it stands under a name. Only where it is another than the usual one. */
export function SaveView() {
  const { t } = useLingui();
  const { filter, order } = useViews();
  const [name, setName] = useState('');
  if (!isFiltered(filter) && order === 'urgency') return null;
  const save = () => {
    if (name.trim() === '') return;
    saveView(name.trim());
    setName('');
  };
  return (
    <form
      className="flex items-center gap-1 p-1"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <input
        type="text"
        aria-label={t`Name of the view`}
        placeholder={t`Save as…`}
        data-testid="view-name"
        value={name}
        maxLength={longest}
        onChange={(event) => setName(event.target.value)}
        // The menu would take letters for a search among its items; its arrows and Esc it keeps.
        onKeyDown={(event) => {
          if (event.key.length === 1 || event.key === 'Enter') event.stopPropagation();
        }}
        className="h-7 min-w-0 flex-1 rounded-2 border border-line-strong bg-panel px-2 outline-none focus-visible:border-accent focus-visible:outline-2 focus-visible:outline-focus"
      />
      <Button type="submit" data-testid="view-save" disabled={name.trim() === ''}>{t`Save`}</Button>
    </form>
  );
}

import { useLingui } from '@lingui/react/macro';
import { Kbd } from '../../../ui/kbd.tsx';
import type { Setting } from '../setting-row.tsx';

/** The keys there are. */
export function useShortcutRows(): readonly Setting[] {
  const { t } = useLingui();
  const keys: readonly (readonly [string, string])[] = [
    ['Ctrl 1 … 9', t`A tab by its place`],
    ['Ctrl Tab', t`The next tab`],
    ['Ctrl ↑ / ↓', t`Along the list`],
    ['Ctrl W', t`Close the tab`],
    ['Ctrl ,', t`Settings`],
    ['F6', t`The next part of the window`],
    ['Esc', t`Back to the composer`],
  ];
  return keys.map(([key, label]) => ({
    id: `key-${key}`,
    section: 'shortcuts' as const,
    label,
    control: ({ id }) => (
      <output id={id} className="pt-1">
        <Kbd>{key}</Kbd>
      </output>
    ),
  }));
}

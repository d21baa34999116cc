import type { MessageDescriptor } from '@lingui/core';
import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { keysOf } from '#shared/domain/keys/rules.ts';
import settingWords from '../../../locales/setting-words.json';
import { textOfKeys, useBindings } from '../../../state/actions/keys.ts';
import { useActions } from '../../../state/actions/registry.ts';
import { isFound } from '../search.ts';
import type { Setting } from '../setting-row.tsx';

/** Every action with its keys: found by what an action is called in any language, and by its keys. */
export function useShortcutRows(
  titlesOf: (title: MessageDescriptor) => readonly string[],
  keyTable: (query: string | null) => ReactNode,
  query: string,
): readonly Setting[] {
  const { t } = useLingui();
  const known = useActions((s) => s.known);
  const bindings = useBindings();
  const words = known.flatMap((one) => [...titlesOf(one.title), ...keysOf(one, bindings).map(textOfKeys)]);
  const label = t`Keyboard shortcuts`;
  // Who looks for "keys" means all of them.
  const wanted = isFound(query, [label, settingWords.keys]) ? '' : query;
  return [
    {
      id: 'keys',
      section: 'shortcuts',
      label,
      words: words.join(' '),
      bare: true,
      control: () => keyTable(query.trim() === '' ? null : wanted),
    },
  ];
}

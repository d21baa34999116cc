import { useLingui } from '@lingui/react/macro';
import { Command } from 'cmdk';
import { useAriaKeys, useKeysOf } from '../../../state/actions/keys.ts';
import type { Action } from '../../../state/actions/registry.ts';
import { Kbd } from '../../../ui/kbd.tsx';
import { itemLook } from './look.ts';

type ActionItemProps = { readonly action: Action; readonly onChosen: () => void };

export function ActionItem({ action, onChosen }: ActionItemProps) {
  const { i18n } = useLingui();
  const keys = useKeysOf(action.id);
  const ariaKeys = useAriaKeys(action.id);
  return (
    <Command.Item
      value={action.id}
      data-testid="palette-action"
      aria-keyshortcuts={ariaKeys}
      className={itemLook}
      onSelect={onChosen}
    >
      <span className="min-w-0 flex-1 truncate">{i18n._(action.title)}</span>
      <Kbd>{keys}</Kbd>
    </Command.Item>
  );
}

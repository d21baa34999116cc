import { useEffect } from 'react';
import { actionFor } from '../../../state/actions/keys.ts';

/**
 * The one place where keys become actions. Not those that a field has used already, nor those of an input
 * method; and while a question is asked nothing behind it moves.
 */
export function useKeys(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector('dialog[open]') !== null) return;
      const found = actionFor(event);
      if (found === null) return;
      const [action, chord] = found;
      // An explanation has its own Esc.
      if (!action.overPopover && document.querySelector(':popover-open') !== null) return;
      event.preventDefault();
      if (!event.repeat || action.repeats) action.run(chord);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}

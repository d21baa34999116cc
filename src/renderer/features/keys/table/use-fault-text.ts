import { useLingui } from '@lingui/react/macro';
import type { HeardFault } from './heard.ts';

export function useFaultText(): (fault: HeardFault) => string {
  const { t } = useLingui();
  return (fault) =>
    ({
      alt: t`Not with Alt: on some keyboards it writes letters (ą, ł), which would be swallowed.`,
      'alt-gr': t`Not with AltGr, which is also Ctrl and Alt together: it writes signs like @ and €.`,
      ime: t`An input method has taken this key. Turn it off for a moment and press again.`,
      writes: t`Without Ctrl this key writes or moves in a text. Hold Ctrl with it.`,
      kept: t`The system, the window or every text field uses these keys.`,
      unknown: t`This key has no name that could be kept.`,
    })[fault];
}

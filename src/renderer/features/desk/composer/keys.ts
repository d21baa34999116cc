/** What a key does in the composer. `hold` swallows it: it neither sends nor writes. */
export type ComposerKey = 'send' | 'hold' | 'leave';

type Key = {
  readonly key: string;
  readonly keyCode: number;
  readonly isComposing: boolean;
  readonly shiftKey: boolean;
  readonly ctrlKey?: boolean;
  readonly metaKey?: boolean;
  readonly altKey: boolean;
  readonly repeat: boolean;
  /** Of the event, milliseconds, same clock as `compositionEndedAt`. */
  readonly timeStamp: number;
};

/** Some input methods end the composition before they report the Enter that ended it, milliseconds. */
const settle = 40;

/**
 * Enter sends, Shift+Enter breaks the line; with `ctrl-enter` a plain Enter breaks it. An Enter that belongs to an input method never sends:
 * while it composes, while it reports key code 229, and right after the composition ended.
 */
export function composerKey(
  key: Key,
  compositionEndedAt: number,
  sendKey: 'enter' | 'ctrl-enter' = 'enter',
): ComposerKey {
  if (key.key !== 'Enter' || key.shiftKey || key.altKey) return 'leave';
  if (sendKey === 'ctrl-enter' && !key.ctrlKey && !key.metaKey) return 'leave';
  if (key.isComposing || key.keyCode === 229) return 'leave';
  if (key.timeStamp - compositionEndedAt < settle) return 'hold';
  return key.repeat ? 'hold' : 'send';
}

import { useLingui } from '@lingui/react/macro';
import { useEffect, useRef } from 'react';
import { setComposing } from '../../../state/composing.ts';
import { useLook } from '../../../state/desk-app.ts';
import { useVisitorName } from '../../../ui/names.ts';
import { takeAwaited } from '../focus.ts';
import { channelRules } from './channel-check.ts';
import { useComposer } from './composer-api.ts';
import { caretCame } from './guard/caret-time.ts';
import type { KeyStack } from './key-stack.ts';
import { composerKey } from './keys.ts';

type FieldProps = {
  readonly keys: KeyStack;
  readonly onCaret: (at: number) => void;
};

/** Where one writes. What is open over it has its keys first; then Enter sends. */
export function ComposerField({ keys, onCaret }: FieldProps) {
  const { t } = useLingui();
  const { row, mode, obstacle, text, setText, field, holds, send } = useComposer();
  const { sendKey } = useLook();
  const nameOf = useVisitorName();
  const composedAt = useRef(Number.NEGATIVE_INFINITY);
  const { id, visitor } = row.conversation;
  useEffect(() => {
    if (obstacle === null && takeAwaited(id)) field.current?.focus();
  }, [obstacle, id, field]);
  const label = {
    reply: t`Message to ${nameOf(visitor)}`,
    edit: t`What the message says from now on`,
    note: t`Internal note`,
  }[mode];
  const placeholder = { reply: t`Write an answer…`, edit: '', note: t`Write a note; @ calls a colleague…` }[
    mode
  ];
  return (
    <textarea
      ref={field}
      rows={2}
      value={text}
      readOnly={obstacle !== null}
      spellCheck
      dir="auto"
      aria-label={label}
      aria-invalid={text.length > channelRules.longest}
      placeholder={placeholder}
      data-testid="composer-input"
      data-region-focus
      onChange={(event) => {
        setText(event.target.value);
        onCaret(event.target.selectionEnd);
      }}
      onFocus={() => caretCame(id)}
      onSelect={(event) => onCaret(event.currentTarget.selectionEnd)}
      onCompositionEnd={(event) => {
        composedAt.current = event.timeStamp;
      }}
      onKeyDown={(event) => {
        if (keys.handle(event.nativeEvent)) {
          event.preventDefault();
          event.stopPropagation();
          return;
        }
        if (event.key === 'Escape' && mode === 'edit' && !event.nativeEvent.isComposing) {
          setComposing(id, { editing: null });
          event.stopPropagation();
          return;
        }
        const does = composerKey(event.nativeEvent, composedAt.current, sendKey);
        if (does !== 'leave') event.preventDefault();
        if (does !== 'send') return;
        // Where Ctrl+Enter is what sends, only the second one sends what was held.
        send(sendKey === 'enter' ? event.ctrlKey || event.metaKey : holds.length > 0);
      }}
      className="block max-h-[38vh] min-h-13 w-full resize-none overflow-y-auto bg-transparent px-3 pt-0.75 pb-1 text-4 leading-[1.5] outline-none [field-sizing:content] placeholder:text-ink-3"
    />
  );
}

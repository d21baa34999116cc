import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { maxTextLength } from '#shared/protocol/fields.ts';
import { fill } from '../../locales/fill.ts';
import type { Draft } from '../draft.ts';
import { Icon } from './icons.tsx';
import { isComposing } from './keys.ts';
import type { Words } from './words.ts';

/** From here on the visitor is told how much is left. */
const tellFrom = maxTextLength - 500;

type ComposerProps = {
  readonly words: Words;
  readonly draft: Draft;
  /** What is written begins a new conversation, after one that has ended. */
  readonly again: boolean;
  /** The site's own line under the field. */
  readonly note: string;
  /** What is typed is seen before it is sent. */
  readonly previews: boolean;
  readonly send: (text: string) => Promise<void>;
  readonly typing: (text: string) => void;
  /** The emoji are open. */
  readonly emoji: boolean;
  readonly toggleEmoji: () => void;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly attach: (files: ArrayLike<File> | null | undefined) => void;
  /** What was wrong with files that were to be sent. */
  readonly said: string;
};

export function Composer(props: ComposerProps) {
  const {
    words,
    draft,
    again,
    note,
    previews,
    send,
    typing,
    emoji,
    toggleEmoji,
    field: input,
    attach,
    said,
  } = props;
  const [text, setText] = useState(draft.read);
  const ready = text.trim();
  const left = maxTextLength - ready.length;
  const touch = matchMedia('(pointer: coarse)').matches;

  const change = (next: string): void => {
    setText(next);
    draft.write(next);
    typing(next);
  };
  const submit = (): void => {
    if (!ready || left < 0) return;
    // The draft is given up when the message is kept, not before: the tab may go in between.
    void send(ready).then(() => draft.write(input.current?.value ?? ''));
    setText('');
    input.current?.focus();
  };
  // Grows with what is written; the style sheet says how far.
  useLayoutEffect(() => {
    const field = input.current;
    if (!field) return;
    field.style.height = 'auto';
    if (field.scrollHeight) field.style.height = `${field.scrollHeight}px`;
  });

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.altKey || isComposing(event)) return;
    event.preventDefault();
    submit();
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div class="field">
        <button
          type="button"
          class="round"
          data-yk="emoji"
          aria-label={words.emoji}
          aria-expanded={emoji}
          onClick={toggleEmoji}
        >
          <Icon name="emoji" />
        </button>
        <label class="round attach">
          <Icon name="attach" />
          <input
            type="file"
            multiple
            data-yk="attach"
            aria-label={words.attach}
            onChange={({ currentTarget: chosen }) => {
              attach(chosen.files);
              chosen.value = '';
            }}
          />
        </label>
        <textarea
          ref={input}
          data-yk="input"
          rows={1}
          value={text}
          aria-label={words.input}
          aria-invalid={left < 0}
          aria-describedby="yk-left"
          placeholder={again ? words.inputAgain : touch ? words.inputHintTouch : words.inputHint}
          enterkeyhint="send"
          autocomplete="off"
          onInput={(event) => change(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onPaste={(event) => {
            const data = event.clipboardData;
            // A table that is copied is a picture as well: who pastes into a text wants the text.
            if (!data?.files.length || data.getData('text/plain')) return;
            event.preventDefault();
            attach(data.files);
          }}
        />
        <button
          type="submit"
          class="send"
          data-yk="send"
          aria-label={words.send}
          disabled={!ready || left < 0}
          // Keeps the field focused, and a phone's keyboard up.
          onPointerDown={(event) => event.preventDefault()}
        >
          <Icon name="send" />
        </button>
      </div>
      <p class="fault" role="alert" data-yk="files-said">
        {said}
      </p>
      {previews && (
        <p class="note" data-yk="previews">
          {words.previews}
        </p>
      )}
      {note && <p class="note">{note}</p>}
      <p id="yk-left" class="left" data-over={left < 0} aria-live="polite">
        {ready.length > tellFrom &&
          (left < 0 ? fill(words.over, { count: -left }) : fill(words.left, { count: left }))}
      </p>
    </form>
  );
}

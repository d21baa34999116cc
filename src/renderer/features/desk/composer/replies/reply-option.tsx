import { useEffect, useRef } from 'react';
import { textIn } from '#shared/domain/replies/language.ts';
import { fillParts } from '#shared/domain/replies/variables.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { type Found, factsOf } from '../../../../state/replies.ts';
import { FileCount } from '../../../../ui/file-count.tsx';
import { FilledText } from '../../../../ui/filled-text.tsx';
import { Kbd } from '../../../../ui/kbd.tsx';
import { MarkedText } from '../../../../ui/marked-text.tsx';
import { useScopeNames } from '../../../../ui/reply-scope.ts';
import { languageOf } from './insert.ts';

type OptionProps = {
  readonly id: string;
  readonly found: Found;
  readonly row: ConversationRow;
  readonly isChosen: boolean;
  readonly onTake: () => void;
  readonly onPoint: () => void;
};

/** One reply: its shortcut, what it would say to this customer, and whose it is. */
export function ReplyOption({ id, found, row, isChosen, onTake, onPoint }: OptionProps) {
  const scope = useScopeNames()[found.reply.scope.is];
  const box = useRef<HTMLDivElement>(null);
  const { reply, marks } = found;
  const { text } = textIn(reply.texts, languageOf(row).language);
  const parts = fillParts(text, factsOf(row));
  // Where something is put in, places in the text are others.
  const isPlain = parts.every(({ kind }) => kind === 'text');
  useEffect(() => {
    if (isChosen) box.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the caret stays in the field, which has the keys
    <div
      ref={box}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      data-testid="slash-reply"
      onClick={onTake}
      onMouseDown={(event) => event.preventDefault()}
      onMouseMove={onPoint}
      className={`grid h-7.5 grid-cols-[minmax(72px,auto)_auto_minmax(0,1fr)_auto] items-center gap-2.5 px-3 text-2 ${isChosen ? 'bg-accent-soft' : ''}`}
    >
      <span className="foreign truncate font-mono text-accent">
        {reply.shortcut !== '' && (
          <>
            /<MarkedText text={reply.shortcut} marks={marks.shortcut} />
          </>
        )}
      </span>
      <span className="foreign max-w-40 truncate font-medium">
        <MarkedText text={reply.title} marks={marks.title} />
      </span>
      <span className="foreign truncate text-ink-2">
        {isPlain ? <MarkedText text={text} marks={marks.text} /> : <FilledText parts={parts} />}
      </span>
      <span className="flex items-center gap-1.5 text-1 text-ink-3">
        <FileCount files={reply.attached} />
        {scope}
        {isChosen && <Kbd>Enter</Kbd>}
      </span>
    </div>
  );
}

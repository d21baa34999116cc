import { textIn } from '#shared/domain/replies/language.ts';
import { fillParts } from '#shared/domain/replies/variables.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { type Found, factsOf } from '../../../../state/replies.ts';
import { FileCount } from '../../../../ui/file-count.tsx';
import { FilledText } from '../../../../ui/filled-text.tsx';
import { MarkedText } from '../../../../ui/marked-text.tsx';

type PanelItemProps = {
  readonly found: Found;
  readonly row: ConversationRow;
  readonly isDisabled: boolean;
  readonly onTake: () => void;
};

/** One reply, as it would be said to this customer. */
export function PanelItem({ found: { reply, marks }, row, isDisabled, onTake }: PanelItemProps) {
  const { text, language } = textIn(reply.texts, row.conversation.visitor.locale);
  return (
    <button
      type="button"
      data-item
      data-testid="panel-reply"
      disabled={isDisabled}
      onClick={onTake}
      className="block w-full rounded-2 px-2 py-1.25 text-left hover:bg-hover focus-visible:bg-accent-soft disabled:opacity-55"
    >
      <span className="flex items-center gap-1.5">
        <span className="foreign min-w-0 flex-1 truncate font-medium text-2">
          <MarkedText text={reply.title} marks={marks.title} />
        </span>
        <FileCount files={reply.attached} />
        {reply.shortcut !== '' && (
          <span className="foreign max-w-24 shrink-0 truncate font-mono text-1 text-accent">
            /<MarkedText text={reply.shortcut} marks={marks.shortcut} />
          </span>
        )}
      </span>
      <span lang={language} dir="auto" className="foreign line-clamp-2 text-1 text-ink-2">
        <FilledText parts={fillParts(text, factsOf(row))} />
      </span>
    </button>
  );
}

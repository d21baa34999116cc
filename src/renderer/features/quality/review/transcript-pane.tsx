import { Trans, useLingui } from '@lingui/react/macro';
import { MessageSquarePlus, Trash2 } from 'lucide-react';
import { memo, type ReactNode, use, useState } from 'react';
import type { Entry } from '#shared/domain/entry.ts';
import { newId } from '#shared/domain/key.ts';
import { type LineComment, maxComment, maxComments } from '#shared/domain/quality/review.ts';
import { useWholeTranscript } from '../../../state/whole-transcript.ts';
import { Button } from '../../../ui/button.tsx';
import { useRefusalText } from '../../../ui/refusal-text.ts';
import { Lines } from '../lines-context.ts';
import { area } from '../parts/labelled.tsx';
import { CommentBar } from './comment-bar.tsx';

type PaneProps = {
  readonly conversationId: string;
  readonly comments: readonly LineComment[];
  /** Absent: they are read only. */
  readonly onChange?: (comments: LineComment[]) => void;
};

/** The conversation as it was, with what is said of its lines. Its lines are many: it is drawn anew only where they are others. */
export const TranscriptPane = memo(function TranscriptPane({
  conversationId,
  comments,
  onChange,
}: PaneProps) {
  const { t } = useLingui();
  const refusalText = useRefusalText();
  const TranscriptLines = use(Lines);
  const { entries, complete, refusal } = useWholeTranscript(conversationId);
  const [goTo, setGoTo] = useState<LineComment | null>(null);
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <CommentBar comments={comments} at={goTo?.id ?? null} onGo={(comment) => setGoTo({ ...comment })} />
      <section
        aria-label={t`Transcript`}
        data-region="review-transcript"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable to be scrolled by keys
        tabIndex={0}
        className="min-h-0 min-w-0 flex-1 overflow-y-auto overflow-x-hidden bg-sunk px-6 py-3"
      >
        <TranscriptLines
          entries={entries}
          conversationId={conversationId}
          goTo={goTo}
          under={(entry) => (
            <Under
              entry={entry}
              comments={comments.filter(({ entryId }) => entryId === entry.id)}
              all={comments}
              onChange={onChange}
            />
          )}
        />
        {refusal !== null && (
          <p role="alert" className="p-4 text-center text-2">
            {refusalText(refusal)}
          </p>
        )}
        {!complete && refusal === null && (
          <p role="status" className="p-4 text-center text-2 text-ink-3">
            <Trans>Asking the hub…</Trans>
          </p>
        )}
      </section>
    </div>
  );
});

type UnderProps = {
  readonly entry: Entry;
  readonly comments: readonly LineComment[];
  readonly all: readonly LineComment[];
  readonly onChange: PaneProps['onChange'];
};

function Under({ entry, comments, all, onChange }: UnderProps): ReactNode {
  const { t } = useLingui();
  const [writing, setWriting] = useState(false);
  const keep = (text: string) => {
    setWriting(false);
    if (text.trim() === '') return;
    onChange?.([...all, { id: newId(), entryId: entry.id, seq: entry.seq, text: text.trim() }]);
  };
  return (
    <>
      {comments.map((comment) => (
        <div
          key={comment.id}
          data-testid="line-comment"
          className="mx-auto my-1 flex max-w-120 items-start gap-2 rounded-3 border border-note-line bg-note px-3 py-1.5 text-2"
        >
          <p dir="auto" className="foreign selectable min-w-0 flex-1 whitespace-pre-wrap break-words">
            <span className="sr-only">
              <Trans>Comment:</Trans>{' '}
            </span>
            {comment.text}
          </p>
          {onChange !== undefined && (
            <Button
              look="icon"
              aria-label={t`Remove the comment`}
              onClick={() => onChange(all.filter(({ id }) => id !== comment.id))}
            >
              <Trash2 size={13} aria-hidden="true" />
            </Button>
          )}
        </div>
      ))}
      {writing && <CommentField onDone={keep} onCancel={() => setWriting(false)} />}
      {onChange !== undefined && !writing && all.length < maxComments && (
        <button
          type="button"
          aria-label={t`Comment on this line`}
          title={t`Comment on this line`}
          data-testid="comment-add"
          onClick={() => setWriting(true)}
          className={`absolute top-1 grid size-6.5 place-content-center rounded-2 border border-line bg-panel text-ink-3 opacity-0 hover:text-accent focus-visible:opacity-100 group-hover/line:opacity-100 ${entry.author.kind === 'agent' ? 'left-0' : 'right-0'}`}
        >
          <MessageSquarePlus size={14} aria-hidden="true" />
        </button>
      )}
    </>
  );
}

/** Enter keeps it, Shift with it begins a line, Esc gives it up. */
function CommentField({
  onDone,
  onCancel,
}: {
  readonly onDone: (text: string) => void;
  readonly onCancel: () => void;
}) {
  const { t } = useLingui();
  const [text, setText] = useState('');
  return (
    <div className="mx-auto my-1 max-w-120">
      <textarea
        rows={2}
        dir="auto"
        // biome-ignore lint/a11y/noAutofocus: it has just been asked for
        autoFocus
        maxLength={maxComment}
        value={text}
        aria-label={t`Comment on this line`}
        placeholder={t`What the agent should know of this line`}
        data-testid="comment-field"
        onChange={({ target }) => setText(target.value)}
        onBlur={() => onDone(text)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter' && !event.shiftKey) {
            event.preventDefault();
            onDone(text);
          }
          if (event.key === 'Escape') {
            event.preventDefault();
            event.stopPropagation();
            onCancel();
          }
        }}
        className={area}
      />
    </div>
  );
}

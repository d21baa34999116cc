import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { ChevronDown, ChevronUp } from 'lucide-react';
import type { LineComment } from '#shared/domain/quality/review.ts';
import { Button } from '../../../ui/button.tsx';

type BarProps = {
  readonly comments: readonly LineComment[];
  /** The one that was gone to last. */
  readonly at: string | null;
  readonly onGo: (comment: LineComment) => void;
};

/** How much was said of lines, and the way from one to the next: in a long conversation they are far apart. */
export function CommentBar({ comments, at, onGo }: BarProps) {
  const { t } = useLingui();
  const count = comments.length;
  const inOrder = [...comments].sort((a, b) => a.seq - b.seq);
  const now = inOrder.findIndex(({ id }) => id === at);
  const go = (to: number) => {
    const comment = inOrder[(to + count) % count];
    if (comment !== undefined) onGo(comment);
  };
  if (count === 0) return null;
  const place = now + 1;
  return (
    <div
      data-testid="comment-bar"
      className="flex h-8 shrink-0 items-center gap-1 border-line border-b bg-panel px-4 text-1 text-ink-2"
    >
      <span role="status" className="min-w-0 flex-1 truncate">
        {now < 0
          ? t`${plural(count, { one: '# comment on a line', other: '# comments on lines' })}`
          : t`Comment ${place} of ${count}`}
      </span>
      <Button
        look="icon"
        aria-label={t`To the comment before`}
        data-testid="comment-previous"
        onClick={() => go(now < 0 ? count - 1 : now - 1)}
      >
        <ChevronUp size={15} aria-hidden="true" />
      </Button>
      <Button
        look="icon"
        aria-label={t`To the next comment`}
        data-testid="comment-next"
        onClick={() => go(now + 1)}
      >
        <ChevronDown size={15} aria-hidden="true" />
      </Button>
    </div>
  );
}

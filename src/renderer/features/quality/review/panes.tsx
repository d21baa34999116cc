import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { LineComment } from '#shared/domain/quality/review.ts';
import { TranscriptPane } from './transcript-pane.tsx';

type PanesProps = {
  readonly conversationId: string;
  readonly comments: readonly LineComment[];
  readonly onComments?: (comments: LineComment[]) => void;
  readonly children: ReactNode;
  /** Always in sight, below what scrolls. */
  readonly foot?: ReactNode;
};

/** The conversation on the left, what is said of it on the right. */
export function Panes({ conversationId, comments, onComments, children, foot }: PanesProps) {
  const { t } = useLingui();
  return (
    <div className="flex min-h-0 flex-1">
      <TranscriptPane
        conversationId={conversationId}
        comments={comments}
        {...(onComments !== undefined && { onChange: onComments })}
      />
      <section
        aria-label={t`Score card`}
        data-region="review-card"
        tabIndex={-1}
        className="flex w-104 max-w-[46%] shrink-0 flex-col border-line border-l bg-bg"
      >
        <div className="min-h-0 flex-1 overflow-y-auto px-4 py-3">{children}</div>
        {foot !== undefined && (
          <footer className="grid shrink-0 gap-2 border-line border-t bg-panel px-4 py-2.5">{foot}</footer>
        )}
      </section>
    </div>
  );
}

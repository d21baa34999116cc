import { type ReactNode, useMemo } from 'react';
import type { Entry } from '#shared/domain/entry.ts';
import { ItemView } from './item-view.tsx';
import { layoutTranscript } from './layout.ts';

type LinesProps = {
  readonly entries: readonly Entry[];
  readonly conversationId: string;
  /** What stands under a line, and is laid beside it. */
  readonly under?: (entry: Entry) => ReactNode;
};

/** Lines to be read and nothing else, as they look in their conversation: for who looks at it from elsewhere. */
export function TranscriptLines({ entries, conversationId, under }: LinesProps) {
  const items = useMemo(
    () => layoutTranscript({ entries, outgoing: [], meId: null, unreadAfter: null }),
    [entries],
  );
  return items.map((item) => (
    <div key={item.key} className="group/line relative [&_[data-testid=message-more]]:hidden">
      <ItemView item={item} conversationId={conversationId} />
      {under !== undefined && 'entry' in item && under(item.entry)}
    </div>
  ));
}

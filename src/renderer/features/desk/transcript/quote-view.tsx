import { Trans, useLingui } from '@lingui/react/macro';
import type { Quote } from '#shared/domain/entry.ts';
import { refusedWith } from '../../../bridge/bridge.ts';
import { useRow } from '../../../state/conversations.ts';
import { notice } from '../../../state/notices.ts';
import { jumpToEntry } from '../../../state/transcripts.ts';
import { useVisitorName } from '../../../ui/names.ts';

type QuoteProps = {
  readonly quote: Quote;
  /** It was taken back since: nobody shows what it said. */
  readonly recalled: boolean;
  readonly conversationId: string;
};

/** What a message answers to, in its bubble; it leads to the line itself. */
export function QuoteView({ quote, recalled, conversationId }: QuoteProps) {
  const { t } = useLingui();
  const nameOf = useVisitorName();
  const row = useRow(conversationId);
  const isVisitor = quote.author.kind === 'visitor';
  const name = isVisitor && row !== undefined ? nameOf(row.conversation.visitor) : quote.author.name;
  const go = () => {
    jumpToEntry(conversationId, quote.entryId).catch((error: unknown) =>
      notice(conversationId, refusedWith(error)),
    );
  };
  return (
    <button
      type="button"
      data-testid="quote"
      title={t`Show this message`}
      onClick={go}
      className="mb-1 block w-full rounded-2 border-line-strong border-l-2 bg-ink/5 px-2 py-0.5 text-left text-1 text-ink-2 hover:bg-ink/8"
    >
      <b className="foreign block truncate font-bold">{name}</b>
      <span className="foreign line-clamp-2 break-words [overflow-wrap:anywhere]">
        {recalled ? <Trans>This message was recalled</Trans> : quote.text}
      </span>
    </button>
  );
}

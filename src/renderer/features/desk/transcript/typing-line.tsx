import { Trans } from '@lingui/react/macro';
import { useRow } from '../../../state/conversations.ts';
import { useTyping } from '../../../state/typing.ts';

/** What the customer is writing at this moment, as far as their side tells it. */
export function TypingLine({ id }: { readonly id: string }) {
  const text = useTyping((s) => s.byId.get(id));
  const isClosed = useRow(id)?.conversation.status === 'closed';
  // What they go on writing begins another conversation.
  if (text === undefined || isClosed) return null;
  return (
    <p
      data-testid="typing"
      className="relative shrink-0 truncate bg-bg pt-0.5 pr-6 pb-1.5 pl-15 text-1 text-ink-3"
    >
      <span className="hue-stripe absolute inset-y-0 left-0 w-[3px] bg-hue" />
      {text === null ? (
        <Trans>Writing…</Trans>
      ) : (
        <Trans>
          Writing:{' '}
          <span className="foreign text-ink-2 underline decoration-dotted underline-offset-3">{text}</span>
        </Trans>
      )}
    </p>
  );
}

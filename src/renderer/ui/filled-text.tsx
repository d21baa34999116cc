import type { ReplyPart } from '#shared/domain/replies/variables.ts';

/** A canned reply with what is known put in; what cannot be filled is plain to see. */
export function FilledText({ parts }: { readonly parts: readonly ReplyPart[] }) {
  return parts.map((part, at) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: parts have nothing else that tells them apart
    if (part.kind === 'text') return <span key={at}>{part.text}</span>;
    return (
      <span
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        key={at}
        data-variable={part.kind}
        className={
          part.kind === 'unfilled'
            ? 'rounded-[3px] bg-warn-soft px-0.5 text-warn'
            : 'underline decoration-dotted decoration-ink-3 underline-offset-3'
        }
      >
        {part.text}
      </span>
    );
  });
}

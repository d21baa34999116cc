import { useLingui } from '@lingui/react/macro';
import { X } from 'lucide-react';
import { setComposing, useComposing } from '../../../state/composing.ts';
import { Button } from '../../../ui/button.tsx';
import { useVisitorName } from '../../../ui/names.ts';
import { useComposer } from './composer-api.ts';

/** What the answer answers to, until it is sent or taken away. */
export function QuoteBar() {
  const { t } = useLingui();
  const { row, mode, focus } = useComposer();
  const nameOf = useVisitorName();
  const { id, visitor } = row.conversation;
  const { quote } = useComposing(id);
  if (quote === null || mode !== 'reply') return null;
  const name = quote.author.kind === 'visitor' ? nameOf(visitor) : quote.author.name;
  return (
    <div
      data-testid="quote-bar"
      className="mx-3 mt-1 flex min-w-0 items-center gap-2 rounded-2 border-line-strong border-l-2 bg-sunk py-0.5 pr-0.5 pl-2 text-2"
    >
      <p className="foreign min-w-0 flex-1 truncate text-ink-2">
        <b className="foreign font-bold text-ink">{name}</b> {quote.text}
      </p>
      <Button
        look="icon"
        aria-label={t`Do not quote`}
        onClick={() => {
          setComposing(id, { quote: null });
          focus();
        }}
      >
        <X size={13} aria-hidden="true" />
      </Button>
    </div>
  );
}

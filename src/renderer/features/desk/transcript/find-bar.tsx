import { Trans, useLingui } from '@lingui/react/macro';
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { closeFind, lookFor, stepFind, useFinds } from '../../../state/find.ts';
import { Button } from '../../../ui/button.tsx';
import { useRefusalText } from '../../../ui/refusal-text.ts';
import { focusComposer } from '../focus.ts';

/** Looking for words in this conversation (Ctrl+F): how often they are there, and from one to the next. */
export function FindBar({ id }: { readonly id: string }) {
  const { t } = useLingui();
  const refusalText = useRefusalText();
  const open = useFinds((s) => s.id === id);
  const { text, seqs, at, floor, state, refusal } = useFinds((s) => s.find);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (open) field.current?.focus();
  }, [open]);
  // Whoever goes to another conversation looks for something else there.
  useEffect(() => () => closeFind(id), [id]);
  if (!open) return null;
  const place = at + 1;
  const count = seqs.length;
  const close = () => {
    closeFind(id);
    focusComposer();
  };
  return (
    <search
      data-testid="find-bar"
      className="flex shrink-0 items-center gap-1.5 border-line border-b bg-panel py-1 pr-2 pl-4 text-2"
    >
      <input
        ref={field}
        value={text}
        aria-label={t`Find in this conversation`}
        placeholder={t`Find in this conversation`}
        data-testid="find-text"
        onChange={(event) => void lookFor(id, event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') void stepFind(event.shiftKey ? 1 : -1);
          else if (event.key === 'Escape') close();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
        className="foreign h-6.5 w-64 rounded-2 border border-line-strong bg-bg px-2 outline-none focus:border-accent"
      />
      <span role="status" data-testid="find-count" className="min-w-16 text-1 text-ink-2">
        {state === 'done' && refusal === null && (count === 0 ? t`Not found` : t`${place} of ${count}`)}
        {refusal !== null && refusalText(refusal)}
      </span>
      <Button
        look="icon"
        aria-label={t`Earlier match (Enter)`}
        disabled={count < 2}
        onClick={() => void stepFind(-1)}
      >
        <ChevronUp size={15} aria-hidden="true" />
      </Button>
      <Button
        look="icon"
        aria-label={t`Later match (Shift Enter)`}
        disabled={count < 2}
        onClick={() => void stepFind(1)}
      >
        <ChevronDown size={15} aria-hidden="true" />
      </Button>
      {state === 'done' && floor > 1 && (
        <span className="truncate text-1 text-ink-3">
          <Trans>Only what is on this computer was looked through.</Trans>
        </span>
      )}
      <Button look="icon" className="ml-auto" aria-label={t`Close`} onClick={close}>
        <X size={15} aria-hidden="true" />
      </Button>
    </search>
  );
}

import { Trans, useLingui } from '@lingui/react/macro';
import { ArrowLeft, History, Play } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { isSupervisor, useDeskApp } from '../../state/desk-app.ts';
import { closePast, openPast, type Past, readBefore } from '../../state/past.ts';
import { openReplay } from '../../state/replay.ts';
import { Button } from '../../ui/button.tsx';
import { useRefusalText } from '../../ui/refusal-text.ts';
import { longDateText } from '../../ui/time.ts';
import { ItemView } from './transcript/item-view.tsx';
import { layoutTranscript } from './transcript/layout.ts';

/** A conversation of before, to be read and nothing else, in the place of the one that goes on. */
export function PastConversation({ past }: { readonly past: Past }) {
  const { i18n, t } = useLingui();
  const refusalText = useRefusalText();
  const back = useRef<HTMLButtonElement>(null);
  // Others may read it only through the customer's conversation that they are in.
  const supervises = useDeskApp((s) => isSupervisor(s.account));
  const { conversation, entries, state, refusal } = past;
  useEffect(() => back.current?.focus(), []);
  const agent = conversation?.agent?.name ?? '';
  return (
    <section
      aria-label={t`An earlier conversation`}
      data-testid="past-conversation"
      className="flex min-h-0 flex-1 flex-col bg-sunk"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
        event.preventDefault();
        event.stopPropagation();
        closePast();
      }}
    >
      <header className="flex h-11 shrink-0 items-center gap-2 border-line border-b bg-panel px-4 text-2">
        <History size={15} aria-hidden="true" className="shrink-0 text-ink-3" />
        <h2 className="min-w-0 flex-1 truncate font-bold">
          {conversation === null ? (
            <Trans>An earlier conversation</Trans>
          ) : (
            longDateText(conversation.openedAt, i18n.locale, Date.now())
          )}
          {agent !== '' && (
            <span className="foreign font-normal text-ink-3">
              {' '}
              · <Trans>with {agent}</Trans>
            </span>
          )}
        </h2>
        {supervises && (
          <Button data-testid="past-replay" onClick={() => openReplay(past.of)}>
            <Play size={14} aria-hidden="true" />
            <Trans>Replay</Trans>
          </Button>
        )}
        <Button ref={back} look="primary" data-testid="past-back" onClick={closePast}>
          <ArrowLeft size={14} aria-hidden="true" />
          <Trans>Back to the conversation</Trans>
        </Button>
      </header>
      {state === 'loading' && (
        <p role="status" className="grid flex-1 place-content-center text-2 text-ink-3">
          <Trans>Asking the hub…</Trans>
        </p>
      )}
      {state === 'failed' && refusal !== null && (
        <div role="alert" className="grid flex-1 place-content-center justify-items-center gap-2 text-2">
          <p>{refusalText(refusal)}</p>
          <Button onClick={() => void openPast(past.through, past.of)}>
            <Trans>Try again</Trans>
          </Button>
        </div>
      )}
      {state === 'ready' && <Lines entries={entries} of={past.of} />}
    </section>
  );
}

function Lines({ entries, of }: Pick<Past, 'entries' | 'of'>) {
  const { t } = useLingui();
  const end = useRef<HTMLDivElement>(null);
  const items = useMemo(
    () => layoutTranscript({ entries, outgoing: [], meId: null, unreadAfter: null }),
    [entries],
  );
  // Shown from its end, as any conversation is.
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'end' });
  }, []);
  return (
    <div
      role="log"
      aria-live="off"
      aria-label={t`Transcript`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable to be scrolled by keys
      tabIndex={0}
      className="min-h-0 flex-1 overflow-y-auto overflow-x-hidden px-6 py-3"
    >
      {(entries[0]?.seq ?? 1) > 1 && (
        <p className="grid place-items-center pb-2">
          <Button onClick={() => void readBefore()}>
            <Trans>Earlier lines</Trans>
          </Button>
        </p>
      )}
      {items.map((item) => (
        <ItemView key={item.key} item={item} conversationId={of} />
      ))}
      <div ref={end} />
    </div>
  );
}

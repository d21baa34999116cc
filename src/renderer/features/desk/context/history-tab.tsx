import { Trans } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import type { PastConversation } from '#shared/domain/customer/customer.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusedWith } from '../../../bridge/bridge.ts';
import { useDeskApp } from '../../../state/desk-app.ts';
import { Button } from '../../../ui/button.tsx';
import { useRefusalText } from '../../../ui/refusal-text.ts';
import { NotHereYet } from './not-here-yet.tsx';
import { PastItem } from './past-item.tsx';

type Answer =
  | { readonly state: 'loading' }
  | {
      readonly state: 'ready';
      readonly conversations: readonly PastConversation[];
      readonly complete: boolean;
    }
  | { readonly state: 'failed'; readonly refusal: Refusal };

/** Everything that was ever talked about with this customer, the latest first. */
export function HistoryTab({ row }: { readonly row: ConversationRow }) {
  const { id, version } = row.conversation;
  const refusalText = useRefusalText();
  const connected = useDeskApp((s) => s.connection.state === 'connected');
  const [answer, setAnswer] = useState<Answer>({ state: 'loading' });
  const [attempt, setAttempt] = useState(0);
  const [more, setMore] = useState<Refusal | 'idle' | 'loading'>('idle');
  // biome-ignore lint/correctness/useExhaustiveDependencies: version, line and attempt are what it is asked again for
  useEffect(() => {
    let isWanted = true;
    call('customers.history', { conversationId: id, before: null }).then(
      (page) => {
        if (isWanted) setAnswer({ state: 'ready', ...page });
      },
      (error) => {
        if (isWanted) setAnswer({ state: 'failed', refusal: refusedWith(error) });
      },
    );
    return () => {
      isWanted = false;
    };
  }, [id, version, connected, attempt]);

  if (answer.state !== 'ready')
    return <NotHereYet answer={answer} onAgain={() => setAttempt(attempt + 1)} className="pt-3" />;
  const past = answer.conversations.filter((one) => one.id !== id);
  if (past.length === 0) {
    return (
      <p className="pt-3 text-2 text-ink-3">
        <Trans>This is their first conversation.</Trans>
      </p>
    );
  }
  async function readMore(last: string): Promise<void> {
    setMore('loading');
    try {
      const page = await call('customers.history', { conversationId: id, before: last });
      setAnswer((now) =>
        now.state === 'ready'
          ? { ...page, state: 'ready', conversations: [...now.conversations, ...page.conversations] }
          : now,
      );
      setMore('idle');
    } catch (error) {
      setMore(refusedWith(error));
    }
  }
  return (
    <>
      <ol className="grid gap-1.5 pt-3" data-testid="history">
        {past.map((one) => (
          <li key={one.id}>
            <PastItem past={one} through={id} />
          </li>
        ))}
      </ol>
      {!answer.complete && (
        <div className="grid justify-items-center gap-1 pt-2 text-1">
          {typeof more === 'object' && (
            <p role="alert" className="text-bad">
              {refusalText(more)}
            </p>
          )}
          <Button
            disabled={more === 'loading'}
            onClick={() => void readMore(answer.conversations.at(-1)?.id ?? id)}
          >
            <Trans>Older ones</Trans>
          </Button>
        </div>
      )}
    </>
  );
}

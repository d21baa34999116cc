import type { Locale } from '#shared/protocol/fields.ts';
import type { PastConversation } from '#shared/protocol/visitor-news.ts';
import { useEffect, useState } from '../drawing.ts';
import { Star } from './rating-card.tsx';
import { wordsIn } from './words.ts';

type Page = { readonly conversations: readonly PastConversation[]; readonly complete: boolean };
type HistoryProps = {
  readonly locale: Locale;
  readonly current: string | null;
  /** Rejects where the hub cannot be asked. */
  readonly page: (before: string | null) => Promise<Page>;
  readonly dateOf: (at: number) => string;
  /** Shows it in the log, before what is there. */
  readonly open: (id: string) => void;
  readonly close: () => void;
};

/** What this visitor has talked about before, latest first. */
export function History({ locale, current, page, dateOf, open, close }: HistoryProps) {
  const words = wordsIn(locale);
  const [list, setList] = useState<readonly PastConversation[]>([]);
  const [state, setState] = useState<'loading' | 'more' | 'all' | 'failed'>('loading');
  const more = async (): Promise<void> => {
    setState('loading');
    try {
      const next = await page(list.at(-1)?.id ?? null);
      setList([...list, ...next.conversations]);
      setState(next.complete ? 'all' : 'more');
    } catch {
      setState('failed');
    }
  };
  useEffect(() => void more(), []);
  const past = list.filter(({ id }) => id !== current);
  return (
    <div class="history" data-yk="history">
      <div class="history-head">
        <h3>{words.history}</h3>
        <button type="button" class="plain" data-yk="history-close" onClick={close}>
          {words.back}
        </button>
      </div>
      <ul>
        {past.map((one) => (
          <li key={one.id}>
            <button type="button" data-yk="past" onClick={() => open(one.id)}>
              <span class="when">
                {dateOf(one.openedAt)}
                {one.agent && ` · ${one.agent}`}
                {one.score !== null && (
                  <span class="mini">
                    <Star />
                    {one.score}
                  </span>
                )}
              </span>
              <span class="said">{one.text ?? words.historyNothing}</span>
            </button>
          </li>
        ))}
      </ul>
      {state === 'loading' && <p role="status">{words.loading}</p>}
      {state === 'failed' && <p role="alert">{words.historyFailed}</p>}
      {(state === 'more' || state === 'failed') && (
        <button type="button" class="plain" onClick={() => void more()}>
          {state === 'more' ? words.historyMore : words.again}
        </button>
      )}
      {state === 'all' && past.length === 0 && <p role="status">{words.historyNone}</p>}
    </div>
  );
}

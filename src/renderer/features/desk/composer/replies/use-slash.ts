import { useEffect, useState } from 'react';
import { type Slash, slashAt } from '#shared/domain/replies/slash.ts';
import { type Found, searchReplies, useReplies } from '../../../../state/replies.ts';
import { useComposer } from '../composer-api.ts';
import { languageOf } from './insert.ts';

/** How many are offered: as many as leave most of the transcript in sight. */
const offered = 6;

type Answer = { readonly query: string; readonly found: readonly Found[] };

export type SlashState = {
  /** Null where nobody asks for a reply, or was told that there is none. */
  readonly slash: Slash | null;
  readonly found: readonly Found[];
  /** What is shown is not of what was typed last. */
  readonly isLate: boolean;
  readonly close: () => void;
};

/** The replies for what stands after the slash at the caret. A slash that was closed stays closed. */
export function useSlash(): SlashState {
  const { row, text, caret, obstacle } = useComposer();
  const change = useReplies((s) => s.change);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [closedAt, setClosedAt] = useState<number | null>(null);
  const at = obstacle === null ? slashAt(text, caret) : null;
  const from = at?.from ?? null;
  const slash = from === closedAt ? null : at;
  const query = slash?.query ?? null;
  const { language } = languageOf(row);

  // Another slash, or none: what was closed there is forgotten.
  if (closedAt !== null && from !== closedAt) setClosedAt(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: replies that changed are looked for again
  useEffect(() => {
    if (query === null) {
      setAnswer(null);
      return;
    }
    let isWanted = true;
    searchReplies({ words: query, language, limit: offered }).then(
      (found) => isWanted && setAnswer({ query, found }),
      () => isWanted && setAnswer({ query, found: [] }),
    );
    return () => {
      isWanted = false;
    };
  }, [query, language, change]);

  const found = slash === null ? [] : (answer?.found ?? []);
  return { slash, found, isLate: query !== null && answer?.query !== query, close: () => setClosedAt(from) };
}

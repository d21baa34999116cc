import { useCallback, useEffect, useRef, useState } from 'react';
import type { AdminAnswer, AdminRequest, ListedLine } from '#shared/protocol/admin.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusedWith } from '../../../bridge/bridge.ts';

export type Wanted = Omit<AdminRequest<'audit.list'>, 'before'>;

export type Lines = {
  /** Null: not read yet. */
  readonly lines: readonly ListedLine[] | null;
  readonly head: AdminAnswer<'audit.list'>['head'] | null;
  readonly next: number | null;
  readonly busy: boolean;
  readonly refusal: Refusal | null;
  readonly more: () => void;
  readonly again: () => void;
};

/** Answers that a filter may cost before the person is asked whether to look on. */
const looksAtOnce = 10;

const none = { lines: null, head: null, next: null } as const;

/** Lines of the trail as they are wanted, more of them when asked. Of what is asked only the latest counts. */
export function useLines(wanted: Wanted): Lines {
  const [state, setState] = useState<Pick<Lines, 'lines' | 'head' | 'next'>>(none);
  const [busy, setBusy] = useState(true);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const latest = useRef(0);
  const key = JSON.stringify(wanted);

  const read = useCallback(
    async (before: number | null, known: readonly ListedLine[]) => {
      latest.current += 1;
      const mine = latest.current;
      setBusy(true);
      setRefusal(null);
      try {
        let from = before;
        for (let look = 1; ; look += 1) {
          const asked = { ...(JSON.parse(key) as Wanted), before: from };
          const { head, lines, next } = await call('admin.audit.list', asked);
          if (mine !== latest.current) return;
          // What is looked for may be far back: the hub says after some thousand lines that there is more.
          if (lines.length === 0 && next !== null && look < looksAtOnce) {
            from = next;
            continue;
          }
          setState({ lines: [...known, ...lines], head, next });
          break;
        }
      } catch (error) {
        if (mine === latest.current) setRefusal(refusedWith(error));
      }
      if (mine === latest.current) setBusy(false);
    },
    [key],
  );

  useEffect(() => {
    setState(none);
    void read(null, []);
    return () => {
      latest.current += 1;
    };
  }, [read]);

  return {
    ...state,
    busy,
    refusal,
    more: () => void read(state.next, state.lines ?? []),
    again: () => void read(null, []),
  };
}

import { refusalOf } from '#shared/protocol/errors.ts';
import type { Ask } from '../connection/requests.ts';
import { faultOf, type Log } from '../log.ts';

type Looking = { readonly conversationId: string; readonly watching: boolean };

/** What one looks at of others, told to the hub: also what was looked at in what this computer keeps while the hub was away. */
export type LookedKeeper = {
  /** Rejects with what the hub refuses. */
  readonly watch: (input: Looking) => Promise<null>;
  /** A new line: what was looked at without one is told now. */
  readonly ready: () => void;
};

/** Most conversations that are remembered; the oldest go first. */
const most = 500;

export function createLooked({ ask, log }: { readonly ask: Ask; readonly log: Log }): LookedKeeper {
  const shown = new Set<string>();
  /** Looked at, and the hub does not know yet. */
  const untold = new Set<string>();

  const isAway = (error: unknown): boolean => refusalOf(error).code === 'unavailable';

  function remember(id: string): void {
    untold.add(id);
    const [oldest] = untold;
    if (untold.size > most && oldest !== undefined) untold.delete(oldest);
  }

  async function tell(): Promise<void> {
    for (const conversationId of [...untold]) {
      try {
        await ask('supervise.watch', { conversationId, watching: true });
        if (!shown.has(conversationId)) await ask('supervise.watch', { conversationId, watching: false });
      } catch (error) {
        if (isAway(error)) return;
        // It is theirs no more: the hub has no line to write that it would take from them.
        log.warn('the hub was not told what was looked at', faultOf(error));
      }
      untold.delete(conversationId);
    }
  }

  return {
    watch: async (input) => {
      const { conversationId, watching } = input;
      if (watching) shown.add(conversationId);
      else shown.delete(conversationId);
      try {
        return await ask('supervise.watch', input);
      } catch (error) {
        if (!isAway(error)) throw error;
        if (watching) remember(conversationId);
        return null;
      }
    },
    ready: () => void tell(),
  };
}

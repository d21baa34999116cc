import type { AlertCall } from '#shared/protocol/alerts.ts';
import type { DeskNews } from '#shared/protocol/desk.ts';
import type { Ask } from '../connection/requests.ts';
import { faultOf, type Log } from '../log.ts';

/** Waits of colleagues' customers that this person was told of (P18), until somebody has seen to them. */
export type CallsKeeper = {
  readonly get: () => readonly AlertCall[];
  /** A new line: what is still open is asked for anew. */
  readonly ready: () => void;
  readonly heard: (call: AlertCall) => void;
  readonly over: (news: DeskNews['alert_over']) => void;
};

export function createCalls(options: {
  readonly ask: Ask;
  readonly log: Log;
  readonly onChanged: (calls: AlertCall[]) => void;
}): CallsKeeper {
  const { ask, log, onChanged } = options;
  let calls = new Map<string, AlertCall>();
  let line = 0;

  /** A later rung takes the place of the one before. */
  function put(call: AlertCall): void {
    calls.set(call.conversationId, call);
    onChanged([...calls.values()]);
  }

  async function pull(): Promise<void> {
    const mine = ++line;
    const before = calls;
    const { calls: open } = await ask('alerts.open', {});
    if (mine !== line) return;
    // What was heard while it was asked is newer than the answer.
    const heard = [...calls.values()].filter((call) => before.get(call.conversationId) !== call);
    calls = new Map([...open, ...heard].map((call) => [call.conversationId, call]));
    onChanged([...calls.values()]);
  }

  return {
    get: () => [...calls.values()],
    ready: () => void pull().catch((error) => log.warn('alerts were not fetched', faultOf(error))),
    heard: put,
    over: ({ conversationId, since }) => {
      if (calls.get(conversationId)?.since !== since) return;
      calls.delete(conversationId);
      onChanged([...calls.values()]);
    },
  };
}

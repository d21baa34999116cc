import type { IpcAnswer } from '#shared/ipc/contract.ts';
import type { ResultConversation, ResultLine } from '#shared/ipc/search.ts';

/** One row of the results, and the line that it leads to. */
export type Result = { readonly key: string; readonly conversationId: string; readonly seq: number } & (
  | { readonly type: 'conversation'; readonly found: ResultConversation }
  | { readonly type: 'line'; readonly found: ResultLine; readonly from: 'here' | 'hub' }
);

/** No conversation has as many lines: its end is meant. */
const itsEnd = 2 ** 31 - 1;

/** All that is shown, from top to bottom: customers, lines that are here, lines that only the hub has. */
export function resultsOf(
  here: Pick<IpcAnswer<'search.query'>, 'lines' | 'conversations'> | null,
  hub: Pick<IpcAnswer<'search.hub'>, 'lines'> | null,
): Result[] {
  const rows = (here?.conversations ?? []).map(
    (found): Result => ({
      type: 'conversation',
      key: `c-${found.conversation.id}`,
      conversationId: found.conversation.id,
      seq: itsEnd,
      found,
    }),
  );
  const lineOf =
    (from: 'here' | 'hub') =>
    (found: ResultLine): Result => ({
      type: 'line',
      key: `l-${found.entryId}`,
      conversationId: found.conversation.id,
      seq: found.seq,
      found,
      from,
    });
  const lines = (here?.lines ?? []).map(lineOf('here'));
  const known = new Set(lines.map(({ key }) => key));
  // What the hub was asked for may have come here meanwhile.
  const others = (hub?.lines ?? []).map(lineOf('hub')).filter(({ key }) => !known.has(key));
  return [...rows, ...lines, ...others];
}

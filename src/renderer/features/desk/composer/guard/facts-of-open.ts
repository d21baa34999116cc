import { changesIn } from '#shared/domain/changes.ts';
import type { Entry } from '#shared/domain/entry.ts';
import { type Facts, factsOf } from '#shared/domain/guard/guard.ts';
import { rowOf, useConversations } from '../../../../state/conversations.ts';
import { useTabs } from '../../../../state/tabs.ts';
import { useTranscripts } from '../../../../state/transcripts.ts';

/** Lines of a transcript that are looked through for numbers: the last ones. */
const lastLines = 60;

/** What tells the customer of this conversation from others, as far as it is in memory. */
export function factsFor(id: string): Facts {
  const conversation = rowOf(id)?.conversation;
  const { phone, email } = conversation?.contact ?? {};
  const name = conversation?.visitor.name ?? conversation?.contact?.name ?? null;
  const entries = useTranscripts.getState().byId.get(id)?.entries ?? [];
  const last = conversation?.lastMessage?.text;
  const lines = [...linesOf(entries.slice(-lastLines)), ...(last ? [last] : [])];
  return factsOf(id, { name, others: [phone, email].filter((one) => typeof one === 'string') }, lines);
}

/** The other customers whom a reply may be meant for: the agent's own, and those in tabs. */
export function factsOfOthers(id: string): readonly Facts[] {
  const { mine, wrapUp } = useConversations.getState().sections;
  const ids = new Set([...mine, ...wrapUp, ...useTabs.getState().order]);
  ids.delete(id);
  return [...ids].map(factsFor);
}

function linesOf(entries: readonly Entry[]): readonly string[] {
  const changes = changesIn(entries);
  return entries.flatMap(({ id, body }) => {
    if (body.kind !== 'message') return [];
    const text = changes.has(id) ? changes.get(id)?.text : body.text;
    return text ? [text] : [];
  });
}

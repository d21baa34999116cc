import { changesIn } from '#shared/domain/changes.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { Entry } from '#shared/domain/entry.ts';
import { type Facts, factsOf } from '#shared/domain/guard/guard.ts';
import { rowOf, useConversations } from '../../../../state/conversations.ts';
import { useTabs } from '../../../../state/tabs.ts';
import { useTranscripts } from '../../../../state/transcripts.ts';

/** Lines of a transcript that are looked through for numbers: the last ones. */
const lastLines = 60;

/**
 * By conversation, with what they were made of: an Enter asks for the facts of everybody whom the agent serves, and
 * of most of them nothing is new since the last one.
 */
const known = new Map<string, { readonly of: Sources; readonly facts: Facts }>();
type Sources = { readonly conversation: Conversation | undefined; readonly entries: readonly Entry[] };
const noEntries: readonly Entry[] = [];

/** What tells the customer of this conversation from others, as far as it is in memory. */
export function factsFor(id: string): Facts {
  const conversation = rowOf(id)?.conversation;
  const entries = useTranscripts.getState().byId.get(id)?.entries ?? noEntries;
  const before = known.get(id);
  if (before?.of.conversation === conversation && before?.of.entries === entries) return before.facts;
  const facts = factsFrom(id, { conversation, entries });
  known.set(id, { of: { conversation, entries }, facts });
  return facts;
}

function factsFrom(id: string, { conversation, entries }: Sources): Facts {
  const { phone, email } = conversation?.contact ?? {};
  const name = conversation?.visitor.name ?? conversation?.contact?.name ?? null;
  const last = conversation?.lastMessage?.text;
  const lines = [...linesOf(entries.slice(-lastLines)), ...(last ? [last] : [])];
  return factsOf(id, { name, others: [phone, email].filter((one) => typeof one === 'string') }, lines);
}

/** The other customers whom a reply may be meant for: the agent's own, and those in tabs. */
export function factsOfOthers(id: string): readonly Facts[] {
  const { mine, wrapUp } = useConversations.getState().sections;
  const ids = new Set([...mine, ...wrapUp, ...useTabs.getState().order]);
  for (const one of known.keys()) if (!ids.has(one) && one !== id) known.delete(one);
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

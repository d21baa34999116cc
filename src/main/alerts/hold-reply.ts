import { changesIn } from '#shared/domain/changes.ts';
import type { Entry } from '#shared/domain/entry.ts';
import { type Facts, factsOf, guardReply } from '#shared/domain/guard/guard.ts';
import { checkReply } from '#shared/domain/reply-check/check.ts';
import { type ReplyRules, usualReplyRules } from '#shared/domain/reply-check/rules.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';

/** A conversation and what was said in it lately. */
export type Read = {
  readonly row: ConversationRow;
  readonly entries: readonly Entry[];
  /** Nothing older exists. */
  readonly complete: boolean;
};

/**
 * Whether a reply that was typed into a notification waits for a second look, by the rules that the composer has: the
 * guard (A7), and what the house's rules hold (A12). Nobody switched to a composer on the way.
 */
export function isHeld(
  text: string,
  meId: string,
  here: Read,
  others: readonly Read[],
  rules: ReplyRules = usualReplyRules,
): boolean {
  const held = guardReply(text, factsIn(here), others.map(factsIn), Number.POSITIVE_INFINITY);
  if (held !== null) return true;
  return checkReply(text, sceneIn(here, meId), rules).some(({ mode }) => mode === 'hold');
}

function factsIn({ row: { conversation }, entries }: Read): Facts {
  const { contact, visitor, lastMessage } = conversation;
  const known = [contact?.phone, contact?.email].filter((one) => typeof one === 'string');
  const name = visitor.name ?? contact?.name ?? null;
  return factsOf(conversation.id, { name, others: known }, [
    ...linesOf(entries),
    ...(lastMessage?.text ? [lastMessage.text] : []),
  ]);
}

function sceneIn({ row, entries, complete }: Read, meId: string): Parameters<typeof checkReply>[1] {
  const said = entries.filter(({ body }) => body.kind === 'message');
  const lastAnswer = said.findLastIndex(({ author }) => author.kind !== 'visitor');
  return {
    isFirst: complete && row.pending === 0 && !said.some(({ author }) => author.id === meId),
    customer: row.conversation.visitor.name,
    unansweredLines: linesOf(said.slice(lastAnswer + 1)),
  };
}

function linesOf(entries: readonly Entry[]): string[] {
  const changes = changesIn(entries);
  return entries.flatMap(({ id, body }) => {
    if (body.kind !== 'message') return [];
    const text = changes.has(id) ? changes.get(id)?.text : body.text;
    return text ? [text] : [];
  });
}

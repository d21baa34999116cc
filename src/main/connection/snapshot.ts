import type { Conversation } from '#shared/domain/conversation.ts';
import { type DeskNews, type Mark, maxPage } from '#shared/protocol/desk.ts';
import type { Snapshot } from '../cache/apply.ts';
import type { Ask } from './requests.ts';

/**
 * The list as it is now (P8). Its cursor is the head that was told before the first page: what was
 * written while the pages were read comes once more by the feed and is recognised by its `seq`.
 */
export async function takeSnapshot(ask: Ask, ready: DeskNews['ready']): Promise<Snapshot> {
  const conversations: Conversation[] = [];
  const marks: Mark[] = [];
  let after: string | null = null;
  for (;;) {
    const page: Awaited<ReturnType<typeof ask<'conversations.page'>>> = await ask('conversations.page', {
      after,
      limit: maxPage,
    });
    conversations.push(...page.conversations);
    marks.push(...page.marks);
    const last = page.conversations.at(-1);
    if (page.complete || last === undefined) break;
    after = last.id;
  }
  return { conversations, marks, cursor: ready.head, epoch: ready.epoch };
}

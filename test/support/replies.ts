import { newId } from '#shared/domain/key.ts';
import type { Reply, ReplyContent, ReplyScope } from '#shared/domain/replies/reply.ts';
import type { replyEvents } from '#shared/protocol/replies.ts';
import type { Handlers } from '../../src/hub/platform/realtime/index.ts';

export const everyone: ReplyScope = { is: 'everyone' };
export const personal: ReplyScope = { is: 'personal' };

export function contentOf(title: string, change: Partial<ReplyContent> = {}): ReplyContent {
  const texts = [{ language: 'en', text: `Text of ${title}` }];
  return { scope: everyone, folder: '', shortcut: '', title, texts, files: [], ...change };
}

/** As a new one is saved. */
export function newReply(title: string, change: Partial<ReplyContent> = {}) {
  return { id: newId(), version: 0, content: contentOf(title, change) };
}

const someReply = async (): Promise<Reply> => ({
  id: newId(),
  ...contentOf('some'),
  attached: [],
  version: 1,
  updatedAt: 1,
  by: 'x',
});

/** Instead of the feature, for tests that are about something else: all is granted, nothing is kept. */
export const noReplies: Handlers<typeof replyEvents, unknown> = {
  'replies.pull': async () => ({ replies: [], gone: [], next: 0, more: false, view: 'none', anew: false }),
  'reply.save': someReply,
  'replies.write': async () => ({ results: [] }),
  'reply.delete': async () => ({ version: 2 }),
  'reply.restore': someReply,
  'replies.use': async () => null,
  'replies.uses': async () => ({ uses: [], complete: true }),
};

import { newId } from '#shared/domain/key.ts';
import type { DeskEvent } from '#shared/protocol/desk.ts';
import type { Inputs } from './on.ts';

const noFilters = {
  conversation: null,
  customer: null,
  agent: null,
  from: null,
  to: null,
  status: null,
  kind: null,
};

export const inputsOfConversations = {
  'feed.pull': () => ({ since: 0, limit: 500 }),
  'conversations.page': () => ({ after: null, limit: 500 }),
  'conversation.pull': ({ conversationId }) => ({ conversationId, after: 0, before: null, limit: 10 }),
  'conversation.find': ({ conversationId, mine }) => ({ conversationId, of: { entryId: mine } }),
  'message.send': ({ conversationId }) => ({ conversationId, key: newId(), text: 'hi' }),
  'note.add': ({ conversationId }) => ({ conversationId, key: newId(), text: 'hi', mentions: [] }),
  'message.edit': ({ conversationId, mine }) => ({ conversationId, key: newId(), entryId: mine, text: 'x' }),
  'message.recall': ({ conversationId, mine }) => ({ conversationId, key: newId(), entryId: mine }),
  'conversation.take': ({ conversationId, version }) => ({ conversationId, key: newId(), version }),
  'conversation.transfer': ({ conversationId, version, to }) => ({
    conversationId,
    key: newId(),
    version,
    to: { person: to, ask: false },
    note: null,
  }),
  'conversation.close': ({ conversationId, version }) => ({ conversationId, key: newId(), version }),
  'conversation.invite': ({ conversationId, version, to }) => ({
    conversationId,
    key: newId(),
    version,
    to,
    note: null,
  }),
  'conversation.leave': ({ conversationId, version }) => ({ conversationId, key: newId(), version }),
  'offer.accept': ({ conversationId, version }) => ({ conversationId, key: newId(), version }),
  'offer.decline': ({ conversationId, version }) => ({ conversationId, key: newId(), version }),
  'offer.withdraw': ({ conversationId, version }) => ({ conversationId, key: newId(), version }),
  'rating.ask': ({ conversationId }) => ({ conversationId, key: newId() }),
  'wrap.done': ({ conversationId, version }) => ({ conversationId, key: newId(), version }),
  'conversation.decisions': ({ conversationId }) => ({ conversationId }),
  'status.set': () => ({ status: 'busy', reason: null }),
  'colleagues.pull': () => ({}),
  'marks.pull': () => ({}),
  search: () => ({ query: 'canary', filters: noFilters, before: null, limit: 50 }),
  'mark.set': ({ conversationId }) => ({ conversationId, seq: 1 }),
  typing: ({ conversationId }) => ({ conversationId }),
} satisfies Partial<Inputs<DeskEvent>>;

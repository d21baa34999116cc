import { newId } from '#shared/domain/key.ts';
import type { DeskEvent } from '#shared/protocol/desk.ts';
import { newReply } from '../replies.ts';
import type { Inputs } from './on.ts';

export const inputsOfReplies = {
  'replies.pull': () => ({ since: 0, view: '' }),
  'reply.save': () => newReply('x'),
  'replies.write': () => ({ replies: [newReply('x')] }),
  'reply.delete': () => ({ id: newId(), version: 1 }),
  'reply.restore': () => ({ id: newId(), version: 1 }),
  'replies.use': () => ({ uses: [{ id: newId(), count: 1, lastAt: 1 }] }),
  'replies.uses': () => ({ after: null }),
  'sessions.list': () => ({}),
  'sessions.end': () => ({ id: newId() }),
  'sessions.endOthers': () => ({}),
  'sessions.known': () => ({ id: newId() }),
} satisfies Partial<Inputs<DeskEvent>>;

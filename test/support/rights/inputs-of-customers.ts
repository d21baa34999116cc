import { newId } from '#shared/domain/key.ts';
import type { DeskEvent } from '#shared/protocol/desk.ts';
import { aStep, type Inputs } from './on.ts';

export const inputsOfCustomers = {
  'customer.pull': ({ conversationId }) => ({ conversationId }),
  'customer.save': ({ conversationId }) => ({ conversationId, version: 1, change: { phone: '110' } }),
  'customer.note.add': ({ conversationId }) => ({ conversationId, key: newId(), text: 'hi' }),
  'customer.note.edit': ({ conversationId, note }) => ({ conversationId, noteId: note, text: 'x' }),
  'customer.note.delete': ({ conversationId, note }) => ({ conversationId, noteId: note }),
  'customer.conversations': ({ conversationId }) => ({ conversationId, before: null, limit: 10 }),
  'customer.transcript': ({ conversationId }) => ({
    conversationId,
    of: conversationId,
    before: null,
    limit: 10,
  }),
  'way.pull': ({ conversationId }) => ({ conversationId }),
  'orders.pull': ({ conversationId }) => ({ conversationId }),
  'checklist.pull': ({ conversationId }) => ({ conversationId }),
  'checklist.tick': ({ conversationId }) => ({ conversationId, stepId: aStep, done: true }),
  'customer.find': () => ({ of: { number: '110' } }),
  'customer.tags': () => ({}),
  'handbook.pull': () => ({}),
} satisfies Partial<Inputs<DeskEvent>>;

import * as z from 'zod/mini';

export const conversationStatus = z.enum(['queued', 'active', 'closed']);
export type ConversationStatus = z.infer<typeof conversationStatus>;

/** `message`: the customer does not wait for an answer there and then. */
export const conversationKind = z.enum(['live', 'message']);
export type ConversationKind = z.infer<typeof conversationKind>;

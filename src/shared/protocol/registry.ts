import type * as z from 'zod/mini';
import type { Role } from './handshake.ts';

/**
 * What an event asks of the one who sends it (P14). `conversation.*` scopes are checked by the hub
 * against the `conversationId` of the input before the handler runs.
 */
export type Scope =
  /** Only about the sender itself, and what is theirs. */
  | 'self'
  /** The same for everybody who works here, or the handler's own rule says for whom. It has nothing of a conversation. */
  | 'shared'
  /** Over conversations: the handler leaves out what the sender may not read. */
  | 'readable'
  /** A list or figures over the house: the handler leaves out what is of groups that the sender does not lead (E2). */
  | 'led'
  /** Names a thing of a group (an alert, a review) that the sender leads, or it is `not_found`; the handler looks. */
  | 'led.one'
  /** The sender must be allowed to see the conversation. */
  | 'conversation.read'
  /**
   * Decided where it is written, by the event's own rule, and after its key was looked for: who may not read the
   * conversation any more, and wrote under that key while they did, is answered as then (P3); and who came second in
   * taking it is told who has it (P12), which by then they may no longer see.
   */
  | 'conversation.decided'
  /** The sender must be in the conversation: it is theirs, or they have joined. Who supervises joins or takes over first. */
  | 'conversation.speak'
  /** The sender must own the conversation, or be a supervisor, who steps in (E2). */
  | 'conversation.write'
  /** About a colleague or a group; the handler looks whether the sender may step in there (E2). */
  | 'house';

export type EventRule = {
  readonly input: z.ZodMiniType;
  /** Value of the acknowledgement when it is granted. */
  readonly answer: z.ZodMiniType;
  readonly roles: readonly (Role | 'visitor')[];
  readonly scope: Scope;
  /**
   * Worth something only now (P11): without an acknowledgement, dropped when over its rate or when
   * the receiver cannot keep up, and never in the way of what is to be kept.
   */
  readonly ephemeral?: true;
};

/** Whether the hub asks for it by the `conversationId` of the input, before the handler runs. */
export const isOfConversation = (scope: Scope): boolean => scope.startsWith('conversation.');

export type Registry = Readonly<Record<string, EventRule>>;

export type InputOf<R extends Registry, E extends keyof R> = z.infer<R[E]['input']>;
export type AnswerOf<R extends Registry, E extends keyof R> = z.infer<R[E]['answer']>;

import type * as z from 'zod/mini';
import type { Role } from './handshake.ts';

/**
 * What an event asks of the one who sends it (P14). `conversation.*` scopes are checked by the hub
 * against the `conversationId` of the input before the handler runs.
 */
export type Scope =
  /** Only about the sender itself. */
  | 'self'
  /** The sender must be allowed to see the conversation. */
  | 'conversation.read'
  /**
   * It must wait for somebody. Unlike reading, this tells the one who came second who has it (P12):
   * by then they may no longer see it.
   */
  | 'conversation.take'
  /**
   * As reading, but decided where it is written: who may not read it any more, and wrote under that key while they did, is
   * answered as then (P3).
   */
  | 'conversation.note'
  /** The sender must own the conversation, or be a supervisor. */
  | 'conversation.write';

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

export type Registry = Readonly<Record<string, EventRule>>;

export type InputOf<R extends Registry, E extends keyof R> = z.infer<R[E]['input']>;
export type AnswerOf<R extends Registry, E extends keyof R> = z.infer<R[E]['answer']>;

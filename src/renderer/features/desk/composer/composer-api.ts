import { createContext, type RefObject, use } from 'react';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import type { Obstacle } from '../permission.ts';
import type { KeyHandler } from './key-stack.ts';
import type { Hold } from './send-checks.ts';

/** What a part of the composer (`parts.ts`) knows and may do. */
export type ComposerApi = {
  readonly row: ConversationRow;
  /** To the customer, for staff alone, or a change of what was said. */
  readonly mode: 'reply' | 'note' | 'edit';
  /** The note is said to whoever serves the customer (E2). */
  readonly whisper: boolean;
  readonly obstacle: Obstacle | null;
  readonly text: string;
  readonly setText: (text: string) => void;
  /** Where the caret stands in the text; the end of what is marked. */
  readonly caret: number;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  /** Puts `by` in the place of what stands from `from` up to `to`, and the caret behind it. */
  readonly replace: (from: number, to: number, by: string) => void;
  readonly focus: () => void;
  readonly canSend: boolean;
  /** `anyway`: the writer has read what holds it and means it. */
  readonly send: (anyway?: boolean) => void;
  /** What holds back the text as it stands, since somebody tried to send it. */
  readonly holds: readonly Hold[];
  /** Takes the field's keys before anybody below; the returned function gives them back. */
  readonly addKeys: (handler: KeyHandler) => () => void;
};

export const ComposerContext = createContext<ComposerApi | null>(null);

export function useComposer(): ComposerApi {
  const api = use(ComposerContext);
  if (api === null) throw new Error('only inside the composer');
  return api;
}

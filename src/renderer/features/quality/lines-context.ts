import { type ComponentType, createContext, type ReactNode } from 'react';
import type { Entry } from '#shared/domain/entry.ts';

export type LinesProps = {
  readonly entries: readonly Entry[];
  readonly conversationId: string;
  /** What stands under a line, and what is beside it. */
  readonly under?: (entry: Entry) => ReactNode;
  /** A line that is brought into sight; another object asks for it once more. */
  readonly goTo?: { readonly entryId: string } | null;
};

/**
 * How a transcript looks is the desk's to know: the shell brings it along, so that a line looks here as it does where it was
 * written, without this feature knowing the other.
 */
export const Lines = createContext<ComponentType<LinesProps>>(() => null);

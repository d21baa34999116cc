import type { RefObject } from 'preact';
import type { Quote } from '#shared/domain/public-entry.ts';
import type { LogLine } from './lines.ts';
import type { createModel, View } from './model.ts';
import type { Face } from './ui/agents.tsx';

/** What the visitor has asked for beyond reading and writing. */
export type Act =
  | { readonly is: 'emoji' | 'history' }
  /** Who serves the visitor. */
  | { readonly is: 'agent'; readonly button: HTMLElement }
  /** Of a message, or of the panel. `button` opened it. */
  | {
      readonly is: 'menu';
      readonly button: HTMLElement;
      readonly message: Extract<LogLine, { is: 'message' }> | null;
    };

export type MoreProps = {
  readonly act: Act | null;
  readonly setAct: (act: Act | null) => void;
  readonly view: View;
  readonly base: string;
  readonly model: ReturnType<typeof createModel>;
  /** Where the visitor writes. */
  readonly field: RefObject<HTMLTextAreaElement | null>;
  /** The next message answers to that one; null: to none. */
  readonly quote: (quoted: Quote | null) => void;
  readonly Face: typeof Face;
};

import type { Given } from './ways.ts';

/**
 * The one record that the widget keeps in the page's localStorage. The launcher reads it as well, so
 * it is plain code; the panel checks what it reads against the schemas before it is used.
 */
export type Remembered = {
  readonly token?: unknown;
  readonly visitorId?: unknown;
  readonly device?: unknown;
  /** A conversation is open: worth a connection before the visitor asks for one. */
  readonly open?: unknown;
  /** Last entry that the visitor has had on the screen. */
  readonly seen?: unknown;
  /** The site's own id of who is signed in: their next token is known for theirs, or for another's. */
  readonly customer?: unknown;
  /** The visitor wants no sound. */
  readonly quiet?: unknown;
  /** Ways to the house besides the hub, against the day when it is away (C8). */
  readonly wayOut?: Given | null;
};

export const rememberedKey = (base: string): string => `yingke:${base}`;

/** An empty record where nothing is kept, or where the browser does not let us look. */
export function readRemembered(base: string): Remembered {
  try {
    return (JSON.parse(localStorage.getItem(rememberedKey(base)) ?? '{}') as Remembered | null) ?? {};
  } catch {
    return {};
  }
}

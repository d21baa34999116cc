/** Limits of the product that also code without schemas needs; `fields.ts` builds its checks on them. */

/** Message text, UTF-16 units. */
export const maxTextLength = 8000;

/** How long the hub may take to acknowledge something; what has no answer by then is asked again (P6). Milliseconds. */
export const ackTimeout = 10_000;

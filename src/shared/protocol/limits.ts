/** Limits of the product that also code without schemas needs; `fields.ts` builds its checks on them. */

/** Message text, UTF-16 units. */
export const maxTextLength = 8000;

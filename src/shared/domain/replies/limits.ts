/** Limits of canned replies that also code without schemas needs. */

/** One text, UTF-16 units. */
export const maxReplyText = 4000;
/** All texts of one reply together: it fits into a packet whatever script it is in (P15). */
export const maxReplyTexts = 12_000;
/** How many one person may have for themselves, and the house for all. */
export const maxPersonal = 1000;
export const maxHouse = 10_000;
/** How many are written at once: an import goes in such steps. */
export const maxWritten = 20;

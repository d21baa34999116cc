/** Limits of the product that also code without schemas needs; `fields.ts` builds its checks on them. */

/** Message text, UTF-16 units. */
export const maxTextLength = 8000;

/** As much of a quoted message as goes with the one that quotes it, UTF-16 units. */
export const maxQuoteLength = 200;

/** As much of what a customer is writing as is shown before it is sent, UTF-16 units. */
export const maxTypingLength = 300;

/** Colleagues who can be named in one note. */
export const maxMentions = 20;

/** As long as a message can be held back so that its sending can be undone, milliseconds. */
export const maxHold = 30_000;

/** How long the hub may take to acknowledge something; what has no answer by then is asked again (P6). Milliseconds. */
export const ackTimeout = 10_000;

/** Files that go along with one message. */
export const maxFiles = 10;

/** Largest file that a hub takes unless it is told otherwise, bytes. */
export const maxFileBytes = 20 * 1024 * 1024;

/** A file travels in pieces of this size, the last one smaller: so much is lost when a line is cut. Bytes. */
export const filePiece = 256 * 1024;

/** Name of a file, UTF-16 units. */
export const maxFileName = 120;

/** Customers of one number that are told; it is a number of one person mostly. */
export const mostCustomersFound = 5;

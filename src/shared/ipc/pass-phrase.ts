/** Shortest pass phrase that may be chosen, UTF-16 units; apart, so that no schema comes with it. */
export const minPassPhrase = 8;

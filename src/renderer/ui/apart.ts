/** Whatever turns the direction of what follows, or ends what keeps a name apart. */
const turning = /[\u202A-\u202E\u2066-\u2069]/gu;

/**
 * A name that a customer gave, for the middle of a sentence of ours: it reads in its own direction and the words beside it
 * in theirs. Where it can have an element of its own, that is `foreign` instead.
 */
export const apart = (name: string): string => `\u2068${name.replace(turning, '')}\u2069`;

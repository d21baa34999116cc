/** So long after it was given a rating may be changed, by the hub's clock. Milliseconds. */
export const ratingChange = 24 * 3600 * 1000;

/** A score up to this one says that something went wrong: it is marked, for whoever makes it good. */
export const lowScore = 2;

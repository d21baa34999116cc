/** Bounds of what one may say of accounts; apart, so that no schema comes with them. */

/** Longest own name of an account, UTF-16 units. */
export const longestName = 40;
/** Accounts in one window. */
export const mostAccounts = 20;

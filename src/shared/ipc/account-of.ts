/** The account that lies in the data folder itself, as it did when a desk had only one; apart, so that no schema comes along. */
export const firstPlace = 'first';

/** Whose page it is, by the query of its address. */
export function accountOf(query: string): string {
  return /[?&]account=([^&#]+)/.exec(query)?.[1] ?? firstPlace;
}

/**
 * A text as the guard compares it: full-width digits and letters as their usual ones, small letters, and every
 * kind of dash the same. Its length may differ from the text's.
 */
export function normal(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[‐-―−]/g, '-')
    .toLowerCase();
}

/** Whether everything that was typed is somewhere in the words, in whichever language they are. */
export function isFound(query: string, words: readonly string[]): boolean {
  const all = words.join(' ').normalize('NFKC').toLowerCase();
  return query
    .normalize('NFKC')
    .toLowerCase()
    .split(/\s+/)
    .every((part) => all.includes(part));
}

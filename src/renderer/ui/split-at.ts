/**
 * The text cut at the words, which stand at the odd places; capitals count for nothing. Where lower case is longer than
 * what it is of, places would shift: such a text is left whole.
 */
export function splitAt(text: string, words: string): readonly string[] {
  const lower = text.toLowerCase();
  const wanted = words.toLowerCase();
  if (wanted === '' || lower.length !== text.length) return [text];
  const pieces: string[] = [];
  let from = 0;
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, from)) {
    pieces.push(text.slice(from, at), text.slice(at, at + wanted.length));
    from = at + wanted.length;
  }
  return [...pieces, text.slice(from)];
}

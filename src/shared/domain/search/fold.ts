/**
 * How texts are compared when one searches: composed (NFC), each character by its compatibility form (NFKC: ａ is a,
 * ﹐ is a comma, ㎏ is kg), in lower case. Traditional and simplified characters are different ones. Character by
 * character, so that a place in the folded text is a place in the text.
 */
export function fold(text: string): string {
  return isPlain(text) ? text.toLowerCase() : foldedPieces(text.normalize('NFC')).join('');
}

/** A composed text with what each of its characters becomes: places found in the one are places in the other. */
export function foldedPieces(composed: string): string[] {
  return Array.from(composed, foldCharacter);
}

/** ASCII and Han are most of what is written, and change by `toLowerCase` alone. */
function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 0x80 && (code < 0x4e00 || code > 0x9fff)) return false;
  }
  return true;
}

const folded = new Map<string, string>();
/** Characters that were met are kept: to normalise one costs more than to find it. */
const mostKept = 10_000;

function foldCharacter(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x80) return character.toLowerCase();
  if (code >= 0x4e00 && code <= 0x9fff) return character;
  const known = folded.get(character);
  if (known !== undefined) return known;
  const found = character.normalize('NFKC').toLowerCase();
  if (folded.size < mostKept) folded.set(character, found);
  return found;
}

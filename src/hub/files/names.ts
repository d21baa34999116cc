import { maxFileName } from '#shared/protocol/limits.ts';

/**
 * A name that can be shown and saved on any system: no path, no control characters, nothing that turns the direction
 * of reading (a name that ends in `gpj.exe` must not look like one that ends in `.jpg`), no name of a device.
 */
export function cleanName(given: string, extension: string, others: readonly string[]): string {
  const plain = given
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .replace(/^.*[/\\]/su, '')
    .replace(/[<>:"|?*]/gu, '_')
    .replace(/\s+/gu, ' ')
    // Windows drops them, so that two names become one.
    .replace(/^[. ]+|[. ]+$/gu, '');
  const dot = plain.lastIndexOf('.');
  const ending = dot > 0 ? plain.slice(dot + 1).toLowerCase() : '';
  const fits = ending === extension || others.includes(ending);
  const kept = fits ? ending : extension;
  const stem = (fits ? plain.slice(0, dot) : plain).replace(/[. ]+$/u, '') || 'file';
  const safe = /^(con|prn|aux|nul|com\d|lpt\d)$/iu.test(stem.split('.')[0] ?? '') ? `_${stem}` : stem;
  return `${cut(safe, maxFileName - kept.length - 1)}.${kept}`;
}

/** What the name says that it is, lower case; empty when it says nothing. */
export function endingOf(name: string): string {
  return /\.([A-Za-z0-9]{1,10})\s*$/u.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** Never through the middle of a character, and without a pile of marks on the last one. */
function cut(text: string, most: number): string {
  const squeezed = text.replace(/(\p{M}{3})\p{M}+/gu, '$1');
  if (squeezed.length <= most) return squeezed;
  const short = squeezed.slice(0, most);
  return /[\uD800-\uDBFF]$/u.test(short) ? short.slice(0, -1) : short;
}

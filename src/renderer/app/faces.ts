/** What a desk is written in: weights of its face, and that of keys and shortcuts. */
const looks = ['font-normal', 'font-medium', 'font-bold', 'font-mono', 'font-medium font-mono'] as const;
/** Both scripts. */
const sample = '\u8fce\u5ba2 Yingke 12:00';

/** Before anything is written: which faces there may be at all (tokens.css). */
export function nameSystem(): void {
  if (navigator.userAgent.includes('Linux')) document.documentElement.dataset.system = 'linux';
}

/**
 * Has the page's faces looked up. The system takes some ten milliseconds for it: better while main reads what will be
 * shown than when that is to be laid out.
 */
export function lookUpFaces(): void {
  const line = document.createElement('p');
  line.className = 'sr-only';
  for (const look of looks) {
    const word = document.createElement('span');
    word.textContent = sample;
    word.className = look;
    line.append(word);
  }
  document.body.append(line);
  line.getBoundingClientRect();
  line.remove();
}

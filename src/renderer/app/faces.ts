/** The weights that a desk is written in, and what both scripts of it need. */
const weights = ['400', '500', '600'] as const;
const sample = '\u8fce\u5ba2 Yingke 12:00';

/**
 * Has the page's faces looked up. The system takes some ten milliseconds for it: better while main reads what will be
 * shown than when that is to be laid out.
 */
export function lookUpFaces(): void {
  const line = document.createElement('p');
  line.className = 'sr-only';
  for (const weight of weights) {
    const word = document.createElement('span');
    word.textContent = sample;
    word.style.fontWeight = weight;
    line.append(word);
  }
  document.body.append(line);
  line.getBoundingClientRect();
  line.remove();
}

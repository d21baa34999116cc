import type { Page } from 'playwright-core';

/**
 * Where one of `names` stands in one run of text with words of ours, so that a mark in it could turn them: it has an
 * element of its own that keeps it apart, or the marks of Unicode that do so around it.
 */
export const mixed = (page: Page, marker: string, names: readonly string[]): Promise<readonly string[]> =>
  page.evaluate(find, { marker, names });

/** It is sent into the page as its own source, so it must not use anything from outside itself. */
function find({ marker, names }: { marker: string; names: readonly string[] }): string[] {
  const turning = /[\u202A-\u202E\u2066-\u2069]/gu;
  const bare = (text: string) => text.replace(turning, '').trim();
  const known = new Set(names.map(bare));
  const faults = new Set<string>();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.textContent ?? '';
    const parent = node.parentElement;
    if (!text.includes(marker) || parent?.closest('.foreign') == null) continue;
    if (parent.closest('textarea,option,title,.sr-only,[hidden],[data-testid="entry"]') !== null) continue;
    if (known.has(bare(parent.closest('.foreign')?.textContent ?? ''))) continue;
    const apart = /\u2068([^\u2069]*)\u2069/u.exec(text)?.[1] ?? '';
    // Inside of the marks there is none that could end them.
    if (known.has(bare(apart)) && !turning.test(apart)) continue;
    faults.add(`mixed with other words: <${parent.tagName.toLowerCase()}> ${text.slice(0, 60)}`);
  }
  return [...faults].slice(0, 12);
}

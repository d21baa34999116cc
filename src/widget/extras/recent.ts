/** Emoji used lately, of all sites with the widget on this origin; none where nothing may be kept. */
const name = 'yingke:emoji';
const most = 16;

export function recentEmoji(): readonly string[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(name) ?? '[]');
    if (!Array.isArray(found)) return [];
    // The page can write there: what is no short text is none of ours.
    return found.filter((one): one is string => typeof one === 'string' && one.length < 20).slice(0, most);
  } catch {
    return [];
  }
}

export function remember(emoji: string): void {
  try {
    const others = recentEmoji().filter((one) => one !== emoji);
    localStorage.setItem(name, JSON.stringify([emoji, ...others].slice(0, most)));
  } catch {
    // It is picked all the same.
  }
}

/** The browser's own storage, for conveniences only: reading nonsense or nothing is the same as empty. */
export function remembered(name: string): unknown {
  try {
    const text = localStorage.getItem(`yingke.${name}`);
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

export function remember(name: string, value: unknown): void {
  try {
    localStorage.setItem(`yingke.${name}`, JSON.stringify(value));
  } catch {
    // A full or forbidden storage costs a convenience, nothing else.
  }
}

/** A text that is kept for this tab, over a reload and on the next page of the site; in memory where nothing can be kept. */
export function makeKept(name: string) {
  let here = '';
  return {
    read(): string {
      try {
        return sessionStorage.getItem(name) ?? '';
      } catch {
        return here;
      }
    },
    write(text: string): void {
      here = text;
      try {
        if (text) sessionStorage.setItem(name, text);
        else sessionStorage.removeItem(name);
      } catch {
        // It is still on the screen.
      }
    },
  };
}

export type Kept = ReturnType<typeof makeKept>;

/** What is kept as JSON, null where it is none. */
export function readJson(kept: Kept): unknown {
  try {
    return JSON.parse(kept.read()) as unknown;
  } catch {
    return null;
  }
}

/** What is typed but not sent: kept for this tab, so that a reload or the next page does not lose it. */
export function makeDraft(base: string) {
  const name = `yingke:draft:${base}`;
  let typed = '';
  return {
    read(): string {
      try {
        return sessionStorage.getItem(name) ?? '';
      } catch {
        return typed;
      }
    },
    write(text: string): void {
      typed = text;
      try {
        if (text) sessionStorage.setItem(name, text);
        else sessionStorage.removeItem(name);
      } catch {
        // It is still in the text field.
      }
    },
  };
}

export type Draft = ReturnType<typeof makeDraft>;

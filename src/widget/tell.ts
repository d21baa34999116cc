/** The one place that writes to the page's console: to its developer, and never a customer's words. */
export function tellDeveloper(what: string, error?: unknown): void {
  // biome-ignore lint/suspicious/noConsole: a script on somebody else's page has no other log
  console.warn(`[yingke] ${what}`, error ?? '');
}

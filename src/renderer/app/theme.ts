import type { Theme } from '#shared/ipc/app.ts';

/** `system` leaves it to the style sheet, which follows the system on its own. */
export function showTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

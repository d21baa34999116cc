import { densities, usualLook } from '#shared/domain/look.ts';
import type { Look, Theme } from '#shared/ipc/app.ts';

/** `system` leaves it to the style sheet, which follows the system on its own. */
export function showTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** By tokens alone: sizes of text and spaces follow two numbers, contrast and motion are rules of the style sheet. */
export function showLook({ contrast, fontSize, density, motion }: Look = usualLook): void {
  const { style, dataset } = document.documentElement;
  style.setProperty('--scale', String(fontSize / 100));
  style.setProperty('--density', String(densities[density]));
  if (contrast === 'high') dataset.contrast = 'high';
  else delete dataset.contrast;
  if (motion === 'reduced') dataset.motion = 'reduced';
  else delete dataset.motion;
}

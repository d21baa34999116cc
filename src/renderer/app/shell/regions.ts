import { useEffect } from 'react';
import { showPart } from '../../state/part.ts';

/**
 * Ctrl/Cmd+, shows the settings.
 * F6 goes from one part of the window to the next, Shift+F6 back. A part is a `data-region`; focus
 * goes to what it marks with `data-region-focus`, else to itself.
 */
export function useRegionKeys(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === ',' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
        event.preventDefault();
        showPart('settings');
        return;
      }
      if (event.key !== 'F6' || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      focusRegion(event.shiftKey ? -1 : 1);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}

function focusRegion(step: 1 | -1): void {
  const all = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
    (r) => r.offsetParent !== null,
  );
  const here = all.findIndex((region) => region.contains(document.activeElement));
  const from = here < 0 && step === -1 ? 0 : here;
  const region = all[(from + step + all.length) % all.length];
  if (region === undefined) return;
  (region.querySelector<HTMLElement>('[data-region-focus]:not(:disabled)') ?? region).focus();
}

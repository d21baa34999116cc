/**
 * Goes from one part of the window to the next, or back. A part is a `data-region`; focus goes to what it
 * marks with `data-region-focus`, else to itself.
 */
export function focusRegion(step: 1 | -1): void {
  const all = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
    (r) => r.offsetParent !== null,
  );
  const here = all.findIndex((region) => region.contains(document.activeElement));
  const from = here < 0 && step === -1 ? 0 : here;
  const region = all[(from + step + all.length) % all.length];
  if (region === undefined) return;
  (region.querySelector<HTMLElement>('[data-region-focus]:not(:disabled)') ?? region).focus();
}

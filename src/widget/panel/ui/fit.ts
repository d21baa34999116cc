/**
 * On a phone the panel takes the whole screen, less what the keyboard covers: only the visual
 * viewport knows that, and on iOS it also moves.
 */
export function fitToScreen(mount: HTMLElement, changed: () => void) {
  const narrow = matchMedia('(max-width: 480px), (max-height: 480px)');
  const view = window.visualViewport;
  const place = (): void => {
    mount.style.setProperty('--yk-height', view ? `${Math.round(view.height)}px` : '100%');
    mount.style.setProperty('--yk-top', view ? `${Math.round(view.offsetTop)}px` : '0px');
  };
  place();
  narrow.addEventListener('change', changed);
  view?.addEventListener('resize', place);
  view?.addEventListener('scroll', place);
  return {
    isWholeScreen: (): boolean => narrow.matches,
    stop(): void {
      narrow.removeEventListener('change', changed);
      view?.removeEventListener('resize', place);
      view?.removeEventListener('scroll', place);
    },
  };
}

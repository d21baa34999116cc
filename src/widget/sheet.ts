/**
 * Puts a style sheet into a shadow root. A constructed sheet is not subject to the page's
 * `style-src`; browsers that have none get a style element.
 */
export function addSheet(root: ShadowRoot, css: string): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } catch {
    const element = document.createElement('style');
    element.textContent = css;
    root.prepend(element);
  }
}

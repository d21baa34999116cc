/** Styles that decide where a character stands. */
const copied = [
  'boxSizing',
  'width',
  'paddingTop',
  'paddingRight',
  'paddingBottom',
  'paddingLeft',
  'borderTopWidth',
  'borderRightWidth',
  'borderBottomWidth',
  'borderLeftWidth',
  'fontFamily',
  'fontSize',
  'fontWeight',
  'fontStyle',
  'letterSpacing',
  'lineHeight',
  'textTransform',
  'wordSpacing',
  'tabSize',
  'direction',
  'textAlign',
] as const;

/**
 * Where the character at `at` stands in a field, in pixels from its upper left corner. A field does not say it: the
 * text before it is laid out once more, out of sight, in a box of the same shape.
 */
export function caretPlace(
  field: HTMLTextAreaElement,
  at: number,
): { readonly left: number; readonly top: number } {
  const styles = getComputedStyle(field);
  const mirror = document.createElement('div');
  for (const name of copied) mirror.style[name] = styles[name];
  Object.assign(mirror.style, {
    position: 'absolute',
    visibility: 'hidden',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'break-word',
    top: '0',
    left: '0',
  });
  mirror.textContent = field.value.slice(0, at);
  const mark = document.createElement('span');
  mark.textContent = '\u200b';
  mirror.append(mark);
  document.body.append(mirror);
  const place = { left: mark.offsetLeft, top: mark.offsetTop - field.scrollTop };
  mirror.remove();
  return place;
}

/** A picture in the log is at most so wide and high, pixels. */
const most = 220;

export function make<K extends keyof HTMLElementTagNameMap>(name: K, style: string, text = '') {
  const made = document.createElement(name);
  made.style.cssText = style;
  made.textContent = text;
  return made;
}

export type Picture = { readonly button: HTMLButtonElement; readonly image: HTMLImageElement };

/** A button with the place for a picture; of the size that it will have, where that is known. */
export function picture(name: string, width: number, height: number): Picture {
  const button = make(
    'button',
    'display:block;padding:0;border:0;background:none;cursor:zoom-in;max-width:100%',
  );
  button.type = 'button';
  button.setAttribute('aria-label', name);
  const image = make('img', 'display:block;border-radius:8px;max-width:100%;object-fit:cover');
  image.alt = name;
  const scale = Math.min(1, most / width, most / height);
  image.width = Math.max(40, Math.round(width * scale));
  image.height = Math.max(40, Math.round(height * scale));
  button.append(image);
  return { button, image };
}

/**
 * Shows what is at the address. Some pages let no image in: what their policy lets be fetched is drawn instead, its first
 * frame where it moves.
 */
export function setPicture(image: HTMLImageElement, address: string, bytes: () => Promise<Blob>): void {
  image.onerror = async () => {
    const bitmap = await bytes()
      .then((blob) => createImageBitmap(blob))
      .catch(() => null);
    // Its name stays where nothing can be had.
    if (!bitmap) return;
    const canvas = make('canvas', image.style.cssText);
    canvas.width = bitmap.width;
    canvas.height = bitmap.height;
    const width = image.getAttribute('width');
    if (width) canvas.style.width = `${width}px`;
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
    image.replaceWith(canvas);
  };
  image.src = address;
}

export function setBytes(image: HTMLImageElement, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  image.onload = () => URL.revokeObjectURL(address);
  setPicture(image, address, async () => {
    URL.revokeObjectURL(address);
    return blob;
  });
}

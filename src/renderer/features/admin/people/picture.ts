/** Edge of the square that is kept, pixels: sharp at twice the largest size it is shown in. */
const edge = 128;
/** As a data URL, characters: within what a profile may have. */
const most = 30_000;

/**
 * A picture from a file as a small square `data:` URL, cut from the middle. Rejects where it is no picture, or
 * cannot be made small enough.
 */
export async function smallPicture(file: Blob): Promise<string> {
  const bitmap = await createImageBitmap(file);
  try {
    const side = Math.min(bitmap.width, bitmap.height);
    const [left, top] = [(bitmap.width - side) / 2, (bitmap.height - side) / 2];
    for (const size of [edge, 96, 64]) {
      const canvas = document.createElement('canvas');
      canvas.width = size;
      canvas.height = size;
      const context = canvas.getContext('2d');
      if (context === null) throw new Error('no canvas');
      context.imageSmoothingQuality = 'high';
      context.drawImage(bitmap, left, top, side, side, 0, 0, size, size);
      for (const quality of [0.9, 0.75, 0.6]) {
        const url = canvas.toDataURL('image/webp', quality);
        if (url.length <= most) return url;
      }
    }
    throw new Error('picture too large');
  } finally {
    bitmap.close();
  }
}
